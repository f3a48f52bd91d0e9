package dev.farthing.web;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints for operators and frontend developers. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class OperationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/articles",
                "/v1/articles/{slug}",
                "/v1/articles/{slug}/preview",
                "/v1/clients",
                "/v1/clients/{id}",
                "/v1/clients/{id}/credits",
                "/v1/clients/{id}/entries",
                "/v1/clients/{id}/purchases/{slug}/refund",
                "/v1/me",
                "/v1/me/balance",
                "/v1/me/entries",
                "/v1/me/keys",
                "/v1/me/keys/{id}",
                "/v1/me/purchases",
                "/v1/reports/revenue",
                "/v1/acts",
                "/errors"
            })
    void everyCallIsInTheOpenApiDocument(String path) {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths", hasKey(path));
    }

    @Test
    void openApiHasPublicEndpointsNullableFieldsAndHead() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .body("paths.'/v1/articles/{slug}'.head.responses", hasKey("402"))
                .body("components.schemas.EntryPage.properties.next.type", contains("string", "null"))
                .body("paths.'/v1/clients'.post.security", contains(anEmptyMap(), hasKey("apiKey")))
                .body("paths.'/v1/me'.get.security", contains(hasKey("apiKey")));
    }

    @Test
    void openApiHasEachRefusalOnceAndNoDanglingReferences() {
        Response document = given().accept("application/json").get("/q/openapi");
        Set<String> shared = document.json().getMap("components.responses").keySet().stream()
                .map(String::valueOf)
                .collect(Collectors.toSet());
        List<String> places = Pattern.compile("\"#/components/responses/([^\"]+)\"")
                .matcher(document.asString())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertEquals(shared, Set.copyOf(places));
        assertEquals(
                shared.size(),
                shared.stream()
                        .map(name -> Set.of(name.split("\\.")))
                        .distinct()
                        .count());
        assertTrue(places.size() > 5 * shared.size(), () -> places.size() + " places of " + shared);
    }

    @Test
    void swaggerUiIsServed() {
        given().get("/q/swagger-ui/").then().statusCode(200).body(containsString("swagger"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready"})
    void serviceIsUp(String path) {
        given().get(path).then().statusCode(200).body("status", is("UP"));
    }

    @Test
    void decisionsOfTheGateAreCounted() {
        read(wallet("1.00"), article("0.05")).then().statusCode(200);

        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("farthing_gate_decisions_total{decision=\"charged\"}"));
    }
}
