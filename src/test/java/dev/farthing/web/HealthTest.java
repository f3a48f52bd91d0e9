package dev.farthing.web;

import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Probes of an orchestrator. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class HealthTest {

    @Test
    void livenessDoesNotQueryTheDatabase() {
        given().get("/q/health/live")
                .then()
                .statusCode(200)
                .body("status", is("UP"))
                .body("checks", is(empty()));
    }

    @Test
    void readinessQueriesTheTablesOfThisRelease() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("Database"))
                .body("checks[name=Database].status", is("UP"))
                .body("checks[name=Database].data.migration", not(is("")));
    }

    @Test
    void startupEndsWhenRequestsAreAccepted() {
        given().get("/q/health/started").then().statusCode(200).body("status", is("UP"));
    }
}
