package dev.farthing.client;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.buy;
import static dev.farthing.support.Calls.change;
import static dev.farthing.support.Calls.refund;
import static dev.farthing.support.Calls.staff;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A suspended client buys nothing but still reads its owned articles. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SuspensionTest {

    private static Response suspend(String id, String json) {
        return asAdmin().contentType(ContentType.JSON).body(json).put("/v1/clients/" + id + "/suspension");
    }

    private static Response suspend(Wallet wallet) {
        return suspend(wallet.id(), "{\"reason\":\"payment disputed\"}");
    }

    private static Response lift(Wallet wallet) {
        return asAdmin().delete("/v1/clients/" + wallet.id() + "/suspension");
    }

    @Test
    void suspensionIsShownWithItsReason() {
        Wallet reader = wallet("1.00");
        as(reader).get("/v1/me").then().body("suspended", nullValue());

        suspend(reader)
                .then()
                .statusCode(200)
                .body("id", is(reader.id()))
                .body("balance.amount", is("1.00"))
                .body("suspended.since", notNullValue())
                .body("suspended.reason", is("payment disputed"));

        as(reader).get("/v1/me").then().statusCode(200).body("suspended.reason", is("payment disputed"));
        asAdmin().get("/v1/clients/" + reader.id()).then().body("suspended.reason", is("payment disputed"));
        asAdmin()
                .get("/v1/clients?limit=100")
                .then()
                .body("items[id=" + reader.id() + "].suspended.reason", is("payment disputed"));
    }

    @Test
    void suspendedClientBuysNothing() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");
        suspend(reader);

        problem(read(reader, slug), 403, "client_suspended");
        problem(buy(reader, slug), 403, "client_suspended");
        as(reader).head("/v1/articles/" + slug).then().statusCode(403);

        assertEquals("1.00", balance(reader));
        assertEquals(1, entries(reader));
    }

    @Test
    void suspendedClientWithoutCreditIsNotAskedToPay() {
        String slug = article("0.05");
        Wallet reader = wallet();
        suspend(reader);

        problem(read(reader, slug), 403, "client_suspended").header("Link", nullValue());
        problem(buy(reader, slug), 403, "client_suspended");
    }

    @Test
    void suspensionPrecedesTheClientsLimits() {
        Wallet reader = wallet("1.00");
        change(reader, "{\"limits\":{\"autoPurchase\":false}}").then().statusCode(200);
        suspend(reader);

        problem(read(reader, article("0.05")), 403, "client_suspended");
    }

    @Test
    void suspendedClientReadsOwnedAndFreeArticles() {
        String owned = article("0.05");
        String free = article("0");
        Wallet reader = wallet("1.00");
        read(reader, owned).then().statusCode(200);
        suspend(reader);

        read(reader, owned).then().statusCode(200).header("Credit-Charged", "0 EUR");
        read(reader, free).then().statusCode(200);
        buy(reader, owned).then().statusCode(200).body("charged.amount", is("0.00"));
        buy(reader, free).then().statusCode(200);
        as(reader).get("/v1/me/entries").then().statusCode(200);
    }

    @Test
    void suspendedClientReceivesRefunds() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");
        read(reader, slug).then().statusCode(200);
        suspend(reader);

        refund(reader, slug).then().statusCode(201);

        assertEquals("1.00", balance(reader));
        problem(read(reader, slug), 403, "client_suspended");
    }

    @Test
    void missingArticleIs404ForASuspendedClient() {
        Wallet reader = wallet("1.00");
        suspend(reader);

        problem(read(reader, "no-such-article"), 404, "article_not_found");
        problem(buy(reader, "no-such-article"), 404, "article_not_found");
    }

    @Test
    void secondSuspensionKeepsTheFirstReason() {
        Wallet reader = wallet();
        String since = suspend(reader).path("suspended.since");

        suspend(reader.id(), "{\"reason\":\"another\"}")
                .then()
                .statusCode(200)
                .body("suspended.since", is(since))
                .body("suspended.reason", is("payment disputed"));
    }

    @Test
    void clientBuysAgainAfterItsSuspensionIsLifted() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");
        suspend(reader);

        lift(reader).then().statusCode(200).body("id", is(reader.id())).body("suspended", nullValue());

        read(reader, slug).then().statusCode(200).header("Credit-Charged", "0.05 EUR");
        lift(reader).then().statusCode(200).body("suspended", nullValue());
        suspend(reader.id(), "{\"reason\":\"again\"}").then().body("suspended.reason", is("again"));
    }

    @Test
    void clientThatChangesItsNameStaysSuspended() {
        Wallet reader = wallet();
        suspend(reader);

        change(reader, "{\"name\":\"Ada\"}").then().statusCode(200).body("suspended.reason", is("payment disputed"));

        as(reader).get("/v1/me").then().body("name", is("Ada")).body("suspended.reason", is("payment disputed"));
    }

    @Test
    void onlyAdminsSuspend() {
        Wallet reader = wallet();
        String path = "/v1/clients/" + reader.id() + "/suspension";

        for (Wallet other : new Wallet[] {reader, staff("PUBLISHER")}) {
            problem(
                    as(other)
                            .contentType(ContentType.JSON)
                            .body(Map.of("reason", "x"))
                            .put(path),
                    403,
                    "forbidden");
            problem(as(other).delete(path), 403, "forbidden");
        }
        problem(given().delete(path), 401, "authentication_required");
        as(reader).get("/v1/me").then().body("suspended", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                              | reason",
                "{\"reason\":null}               | reason",
                "{\"reason\":\" \"}              | reason",
                "{\"reason\":5}                  | reason",
                "{\"reason\":\"x\",\"until\":1}  | until",
            })
    void suspensionNeedsAReason(String json, String field) {
        Wallet reader = wallet();

        problem(suspend(reader.id(), json), 400, "invalid_field", field);

        as(reader).get("/v1/me").then().body("suspended", nullValue());
    }

    @Test
    void reasonHasAtMost500Characters() {
        Wallet reader = wallet();

        problem(suspend(reader.id(), "{\"reason\":\"" + "r".repeat(501) + "\"}"), 400, "invalid_field", "reason");
        suspend(reader.id(), "{\"reason\":\"" + "r".repeat(500) + "\"}").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void unknownClientIs404AndMalformedIdIs400(String method) {
        Map<String, String> ids =
                Map.of(UUID.randomUUID().toString(), "client_not_found", "nonsense", "invalid_parameter");
        ids.forEach((id, code) -> problem(
                method.equals("PUT") ? suspend(id, "{\"reason\":\"x\"}") : lift(new Wallet(id, null)),
                code.equals("client_not_found") ? 404 : 400,
                code));
    }
}
