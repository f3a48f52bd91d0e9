package dev.farthing.client;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Request;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registration of clients. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RegistrationTest {

    private static Response register(Request request, String body) {
        return request.contentType(ContentType.JSON).body(body).post("/v1/clients");
    }

    @Test
    void newClientGetsItsKeyOnce() {
        Response answer = register(given(), "{\"name\":\"Ada\"}");

        answer.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .header("Location", endsWith("/v1/me"))
                .body("id", matchesPattern("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"))
                .body("name", is("Ada"))
                .body("role", is("CLIENT"))
                .body("apiKey", matchesPattern("farthing_[0-9a-f]{72}"));
        String key = answer.path("apiKey");
        String secret = key.substring("farthing_".length() + 32);
        as(key).get("/v1/me")
                .then()
                .statusCode(200)
                .body("id", is(answer.<String>path("id")))
                .body(not(containsString(secret)));
        as(key).get("/v1/me/keys").then().statusCode(200).body(not(containsString(secret)));
    }

    @Test
    void keyCarriesItsClientsId() {
        Wallet reader = wallet();

        assertTrue(reader.key().startsWith("farthing_" + reader.id().replace("-", "")), reader.key());
    }

    @Test
    void clientsMayShareAName() {
        Wallet one = wallet();
        Wallet other = wallet();

        assertNotEquals(one.id(), other.id());
        assertNotEquals(one.key(), other.key());
    }

    @ParameterizedTest
    @CsvSource({"PUBLISHER", "ADMIN"})
    void adminMakesStaff(String role) {
        register(asAdmin(), "{\"name\":\"staff\",\"role\":\"" + role + "\"}")
                .then()
                .statusCode(201)
                .body("role", is(role));
    }

    @Test
    void newAdminHasAdminRights() {
        String key =
                register(asAdmin(), "{\"name\":\"staff\",\"role\":\"ADMIN\"}").path("apiKey");

        as(key).get("/v1/clients").then().statusCode(200);
        as(key).get("/v1/me").then().statusCode(200).body("role", is("ADMIN"));
    }

    @ParameterizedTest
    @CsvSource({"PUBLISHER", "ADMIN"})
    void staffIsMadeByAdminsOnly(String role) {
        String body = "{\"name\":\"staff\",\"role\":\"" + role + "\"}";

        problem(register(given(), body), 401, "authentication_required");
        problem(register(as(wallet()), body), 403, "forbidden");
    }

    @Test
    void malformedKeyCannotMakeStaff() {
        problem(register(as("nonsense"), "{\"name\":\"x\",\"role\":\"ADMIN\"}"), 401, "invalid_api_key");
    }

    @Test
    void wrongKeyMakesNoClientEither() {
        problem(register(as("nonsense"), "{\"name\":\"x\"}"), 401, "invalid_api_key");
        problem(register(as("farthing_" + "0".repeat(72)), "{\"name\":\"x\"}"), 401, "invalid_api_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zoë 😀", "名", "Robert'); DROP TABLE client;--", "<b>x</b>"})
    void nameIsKeptUnchanged(String name) {
        register(given(), "{\"name\":\"" + name + "\"}").then().statusCode(201).body("name", is(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":null}",
                "{\"name\":\"\"}",
                "{\"name\":\"  \"}",
                "{\"name\":7}",
                "{\"name\":true}",
                "{\"name\":[]}",
                "{\"name\":{}}"
            })
    void clientNeedsAName(String body) {
        problem(register(given(), body), 400, "invalid_field", "name");
    }

    @Test
    void nameHasAtMost200Characters() {
        register(given(), "{\"name\":\"" + "x".repeat(200) + "\"}").then().statusCode(201);

        problem(register(given(), "{\"name\":\"" + "x".repeat(201) + "\"}"), 400, "invalid_field", "name");
    }

    @Test
    void unknownRoleIsRefused() {
        problem(register(asAdmin(), "{\"name\":\"x\",\"role\":\"EMPEROR\"}"), 400, "invalid_field", "role");
        problem(register(asAdmin(), "{\"name\":\"x\",\"role\":0}"), 400, "invalid_field", "role");
    }

    @Test
    void refusedRegistrationMakesNoClient() {
        String newest = wallet().id();
        register(given(), "{\"name\":\"x\",\"role\":\"ADMIN\"}").then().statusCode(401);
        register(given(), "{\"name\":\"\"}").then().statusCode(400);

        assertEquals(newest, asAdmin().get("/v1/clients?limit=1").path("items[0].id"));
    }
}
