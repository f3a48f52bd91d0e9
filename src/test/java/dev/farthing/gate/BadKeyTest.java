package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.staff;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.is;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Request;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Missing, invalid and insufficient keys: 401 precedes 404 and 402, and a wrong role is 403. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BadKeyTest {
    /** Valid form and checksum, but unknown. */
    private static final String UNKNOWN =
            "Bearer farthing_01900000000070008000000000000d3ef0f1f2f3f4f5f6f7f8f9fafbfcfdfeffb2544680";

    private static final String NO_ID = "01900000-0000-7000-8000-0000000000ff";

    static Stream<Arguments> badKeysWherever() {
        List<String> keys = List.of(
                "Bearer nonsense",
                "Bearer",
                "Bearer ",
                "Basic dXNlcjpwYXNz",
                UNKNOWN,
                UNKNOWN.replace("b2544680", "b2544681"),
                UNKNOWN.substring(0, UNKNOWN.length() - 1),
                UNKNOWN + "0",
                UNKNOWN + "\u00e9",
                "Bearer " + "a".repeat(5000));
        List<String> paths = List.of("/v1/articles/" + newSlug(), "/v1/articles", "/v1/me", "/v1/clients");
        return keys.stream().flatMap(key -> paths.stream().map(path -> Arguments.of(key, path)));
    }

    @ParameterizedTest
    @MethodSource("badKeysWherever")
    void badKeyIs401BeforeAnythingElse(String authorization, String path) {
        problem(given().header("Authorization", authorization).get(path), 401, "invalid_api_key")
                .header("WWW-Authenticate", "Bearer realm=\"farthing\", error=\"invalid_token\"");
    }

    @ParameterizedTest
    @CsvSource({"0.05", "0"})
    void badKeyIs401OnEveryArticle(String price) {
        problem(given().header("Authorization", UNKNOWN).get("/v1/articles/" + article(price)), 401, "invalid_api_key");
    }

    @ParameterizedTest
    @CsvSource({"/v1/me", "/v1/articles", "/v1/articles/of-no-name"})
    void revokedKeyIs401(String path) {
        Wallet reader = wallet();
        Wallet spare = new Wallet(reader.id(), newKey(reader).path("apiKey"));
        String id = as(reader).get("/v1/me/keys").path("items[current=true].id");
        as(spare).delete("/v1/me/keys/" + id).then().statusCode(204);

        problem(as(reader).get(path), 401, "revoked_api_key")
                .header("WWW-Authenticate", "Bearer realm=\"farthing\", error=\"invalid_token\"");
        as(spare).get("/v1/me").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"/v1/me", "/v1/articles", "/v1/articles/of-no-name"})
    void expiredKeyIs401(String path) {
        Wallet reader = wallet();
        String id = as(reader).get("/v1/me/keys").path("items[0].id");
        as(reader)
                .contentType(ContentType.JSON)
                .body("{\"overlap\":\"PT0S\"}")
                .post("/v1/me/keys/" + id + "/rotation")
                .then()
                .statusCode(201);

        problem(as(reader).get(path), 401, "expired_api_key");
    }

    static Stream<Arguments> callsForAdmins() {
        return Stream.of(
                Arguments.of("GET", "/v1/clients", null),
                Arguments.of("GET", "/v1/clients/" + NO_ID, null),
                Arguments.of("GET", "/v1/clients/" + NO_ID + "/entries", null),
                Arguments.of("POST", "/v1/clients/" + NO_ID + "/keys", "{\"label\":\"x\"}"),
                Arguments.of(
                        "POST",
                        "/v1/clients/" + NO_ID + "/credits",
                        "{\"amount\":{\"amount\":\"1.00\",\"currency\":\"EUR\"},\"reason\":\"x\"}"),
                Arguments.of(
                        "POST",
                        "/v1/clients/" + NO_ID + "/debits",
                        "{\"amount\":{\"amount\":\"1.00\",\"currency\":\"EUR\"},\"reason\":\"x\"}"),
                Arguments.of("GET", "/v1/reports/revenue", null));
    }

    static Stream<Arguments> callsForPublishers() {
        return Stream.of(
                Arguments.of(
                        "PUT",
                        "/v1/articles/of-no-name",
                        "{\"title\":\"t\",\"body\":\"b\",\"price\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}"),
                Arguments.of("PATCH", "/v1/articles/of-no-name", "{\"title\":\"t\"}"),
                Arguments.of("DELETE", "/v1/articles/of-no-name", null),
                Arguments.of("POST", "/v1/clients/" + NO_ID + "/purchases/of-no-name/refund", "{}"));
    }

    static Stream<Arguments> callsForStaff() {
        return Stream.concat(callsForAdmins(), callsForPublishers());
    }

    static Stream<Arguments> callsForClients() {
        return Stream.of(
                Arguments.of("GET", "/v1/me", null),
                Arguments.of("PATCH", "/v1/me", "{}"),
                Arguments.of("GET", "/v1/me/entries", null),
                Arguments.of("GET", "/v1/me/purchases", null),
                Arguments.of("POST", "/v1/me/purchases", "{\"article\":\"x\"}"),
                Arguments.of("GET", "/v1/me/balance", null),
                Arguments.of("GET", "/v1/me/keys", null),
                Arguments.of("POST", "/v1/me/keys", "{\"label\":\"x\"}"));
    }

    @ParameterizedTest
    @MethodSource("callsForStaff")
    void staffEndpointsAreForbiddenToClients(String method, String path, String body) {
        problem(send(as(wallet()), method, path, body), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource("callsForAdmins")
    void adminEndpointsAreForbiddenToPublishers(String method, String path, String body) {
        problem(send(as(staff("PUBLISHER")), method, path, body), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource({"callsForStaff", "callsForClients"})
    void missingKeyIs401(String method, String path, String body) {
        problem(send(given(), method, path, body), 401, "authentication_required")
                .header("WWW-Authenticate", "Bearer realm=\"farthing\"");
    }

    @ParameterizedTest
    @MethodSource("callsForClients")
    void configuredAdminHasNoWallet(String method, String path, String body) {
        problem(send(asAdmin(), method, path, body), 403, "forbidden");
    }

    @Test
    void keyOfAnotherClientIs404() {
        Wallet stranger = wallet();
        Wallet owner = wallet();
        newKey(owner).then().statusCode(201);
        String id = as(owner).get("/v1/me/keys").path("items[0].id");

        problem(as(stranger).delete("/v1/me/keys/" + id), 404, "key_not_found");

        problem(send(as(stranger), "POST", "/v1/me/keys/" + id + "/rotation", "{}"), 404, "key_not_found");
        as(owner).get("/v1/me/keys").then().body("items.usable", is(List.of(true, true)));
    }

    @Test
    void authorizationSchemeIsCaseInsensitive() {
        given().header("Authorization", "bEaReR " + wallet().key())
                .get("/v1/me")
                .then()
                .statusCode(200);
    }

    private static Response newKey(Wallet wallet) {
        return send(as(wallet), "POST", "/v1/me/keys", "{\"label\":\"spare\"}");
    }

    private static Response send(Request request, String method, String path, String body) {
        return body == null
                ? request.request(method, path)
                : request.header("Idempotency-Key", "k")
                        .contentType(ContentType.JSON)
                        .body(body)
                        .request(method, path);
    }
}
