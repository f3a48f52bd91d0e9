package dev.farthing.web;

import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue of problems that each doc_url links to. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CatalogueTest {

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void everyCodeHasAnAnchorAndARemedy(ProblemCode code) {
        given().get("/errors")
                .then()
                .statusCode(200)
                .body(containsString("<section id=\"" + code.anchor() + "\">"))
                .body(containsString("<code>" + code.code() + "</code> (" + code.status() + ")"))
                .body(containsString(Html.escape(code.meaning())))
                .body(containsString(Html.escape(code.remedy())));
    }

    @Test
    void topUpLinkLeadsToASectionOnCredit() {
        given().get("/errors").then().body(containsString("<section id=\"credit\">"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})
    void cataloguePageIsCacheable(String accept) {
        given().accept(accept)
                .get("/errors")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", allOf(containsString("public"), containsString("max-age")))
                .body(containsString("<title>Errors</title>"));
    }

    @Test
    void programsGetTheCatalogueAsJson() {
        given().accept("application/json")
                .get("/errors")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("items[code=insufficient_credit].status", is(402))
                .body("items", hasSize(ProblemCode.values().length));
    }
}
