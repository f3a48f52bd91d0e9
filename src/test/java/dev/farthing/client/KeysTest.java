package dev.farthing.client;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API keys: created, listed, rotated and revoked. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class KeysTest {

    private static Response post(Wallet wallet, String path, String body) {
        return as(wallet).contentType(ContentType.JSON).body(body).post("/v1/me/keys" + path);
    }

    private static String newKey(Wallet wallet) {
        return post(wallet, "", "{\"label\":\"spare\"}")
                .then()
                .statusCode(201)
                .extract()
                .path("apiKey");
    }

    private static String current(Wallet wallet) {
        return as(wallet).get("/v1/me/keys").path("items[current=true].id");
    }

    @Test
    void firstKeyIsListedWithoutItsSecret() {
        Wallet reader = wallet();

        as(reader)
                .get("/v1/me/keys")
                .then()
                .statusCode(200)
                .body("items.size()", is(1))
                .body("items[0].id", notNullValue())
                .body("items[0].label", is("first key"))
                .body("items[0].hint", is(reader.key().substring(reader.key().length() - 4)))
                .body("items[0].createdAt", notNullValue())
                .body("items[0].expiresAt", nullValue())
                .body("items[0].revokedAt", nullValue())
                .body("items[0].usable", is(true))
                .body("items[0].current", is(true))
                .body("items[0].apiKey", nullValue())
                .body("next", nullValue());
    }

    @Test
    void secondKeyOpensTheSameWallet() {
        Wallet reader = wallet("1.00");

        Response answer = post(reader, "", "{\"label\":\"phone\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}");

        answer.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("id", notNullValue())
                .body("label", is("phone"))
                .body("expiresAt", is("2999-01-01T00:00:00Z"))
                .body("apiKey", matchesPattern("farthing_[0-9a-f]{72}"));
        as(answer.<String>path("apiKey"))
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("id", is(reader.id()))
                .body("balance.amount", is("1.00"));
        as(reader).get("/v1/me/keys").then().body("items.label", is(List.of("phone", "first key")));
    }

    @Test
    void revokedKeyIsRefusedAtOnce() {
        Wallet reader = wallet();
        Wallet spare = new Wallet(reader.id(), newKey(reader));
        String id = current(spare);

        as(reader).delete("/v1/me/keys/" + id).then().statusCode(204);

        problem(as(spare).get("/v1/me"), 401, "revoked_api_key");
        as(reader)
                .get("/v1/me/keys")
                .then()
                .body("items.usable", is(List.of(false, true)))
                .body("items[0].revokedAt", notNullValue());
    }

    @Test
    void keyMayRevokeItself() {
        Wallet reader = wallet();
        newKey(reader);

        as(reader).delete("/v1/me/keys/" + current(reader)).then().statusCode(204);

        problem(as(reader).get("/v1/me"), 401, "revoked_api_key");
    }

    @Test
    void revokingAgainChangesNothing() {
        Wallet reader = wallet();
        String id = current(new Wallet(reader.id(), newKey(reader)));
        as(reader).delete("/v1/me/keys/" + id).then().statusCode(204);
        String at = as(reader).get("/v1/me/keys").path("items[0].revokedAt");

        as(reader).delete("/v1/me/keys/" + id).then().statusCode(204);

        as(reader).get("/v1/me/keys").then().body("items[0].revokedAt", is(at));
    }

    @Test
    void lastKeyIsNotRevoked() {
        Wallet reader = wallet();

        problem(as(reader).delete("/v1/me/keys/" + current(reader)), 409, "last_key");

        as(reader).get("/v1/me").then().statusCode(200);
    }

    @Test
    void rotationKeepsAKeyValidAtAllTimes() {
        Wallet reader = wallet();
        String id = current(reader);

        Response answer = post(reader, "/" + id + "/rotation", "{\"overlap\":\"PT1H\"}");

        answer.then().statusCode(201).body("label", is("first key")).body("expiresAt", nullValue());
        as(answer.<String>path("apiKey")).get("/v1/me").then().statusCode(200).body("id", is(reader.id()));
        as(reader)
                .get("/v1/me/keys")
                .then()
                .statusCode(200)
                .body("items.usable", is(List.of(true, true)))
                .body("items[1].expiresAt", notNullValue());
    }

    @Test
    void rotationWithoutOverlapEndsTheOldKeyAtOnce() {
        Wallet reader = wallet();
        String key = post(reader, "/" + current(reader) + "/rotation", "{\"overlap\":\"PT0S\"}")
                .path("apiKey");

        problem(as(reader).get("/v1/me"), 401, "expired_api_key");
        as(key).get("/v1/me").then().statusCode(200);
    }

    @Test
    void endedKeyIsNotRotated() {
        Wallet reader = wallet();
        String id = current(new Wallet(reader.id(), newKey(reader)));
        as(reader).delete("/v1/me/keys/" + id).then().statusCode(204);

        problem(post(reader, "/" + id + "/rotation", "{}"), 404, "key_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 hour", "P31D", "-PT1H", "", "PT9999999999999999999H"})
    void overlapIsADurationUpToThirtyDays(String overlap) {
        Wallet reader = wallet();

        problem(
                post(reader, "/" + current(reader) + "/rotation", "{\"overlap\":\"" + overlap + "\"}"),
                400,
                "invalid_field",
                "overlap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000-01-01T00:00:00Z", "soon", "2026-02-30T00:00:00Z"})
    void expiryMustBeInTheFuture(String expiresAt) {
        problem(
                post(wallet(), "", "{\"label\":\"x\",\"expiresAt\":\"" + expiresAt + "\"}"),
                400,
                "invalid_field",
                "expiresAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"label\":\"\"}", "{\"label\":null}", "{\"label\":5}"})
    void keyNeedsALabel(String body) {
        problem(post(wallet(), "", body), 400, "invalid_field", "label");
    }

    @Test
    void unknownKeyIs404AndMalformedIdIs400() {
        problem(as(wallet()).delete("/v1/me/keys/" + UUID.randomUUID()), 404, "key_not_found");
        problem(as(wallet()).delete("/v1/me/keys/nonsense"), 400, "invalid_parameter", "id");
        problem(as(wallet()).delete("/v1/me/keys/1-1-1-1-1"), 400, "invalid_parameter", "id");
    }

    @Test
    void adminIssuesAKeyToAClientThatLostItsOwn() {
        Wallet reader = wallet();

        String key = asAdmin()
                .contentType(ContentType.JSON)
                .body("{\"label\":\"from support\"}")
                .post("/v1/clients/" + reader.id() + "/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("apiKey");

        as(key).get("/v1/me").then().statusCode(200).body("id", is(reader.id()));
        as(key).get("/v1/me/keys").then().body("items.label", hasItem("from support"));
    }

    @Test
    void useOfAKeyIsShownWithinSeconds() throws InterruptedException {
        Wallet reader = wallet();
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        String used = null;
        while (used == null && Instant.now().isBefore(end)) {
            Thread.sleep(250);
            used = as(reader).get("/v1/me/keys").path("items[0].lastUsedAt");
        }

        assertNotNull(used);
    }
}
