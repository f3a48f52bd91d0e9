package dev.farthing.topup;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.Payments.GOOD_CARD;
import static dev.farthing.support.Payments.begin;
import static dev.farthing.support.Payments.look;
import static dev.farthing.support.Payments.pay;
import static dev.farthing.support.Payments.payment;
import static dev.farthing.support.Payments.topUp;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api;
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

/** Top-ups: beginning, paying and listing, with the money accounted for at each step. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TopUpTest {

    @Test
    void newTopUpMovesNoMoney() {
        Wallet reader = wallet();

        begin(reader, "5.00")
                .then()
                .statusCode(201)
                .header("Location", notNullValue())
                .header("Idempotency-Replayed", nullValue())
                .body("status", is("PENDING"))
                .body("client", is(reader.id()))
                .body("amount", is(eur("5.00")))
                .body("bonus", nullValue())
                .body("checkoutUrl", notNullValue())
                .body("expiresAt", notNullValue())
                .body("entry", nullValue());

        assertEquals("0.00", balance(reader));
        assertEquals(0, entries(reader));
    }

    @Test
    void paymentIsCreditedUnderItsReference() {
        Wallet reader = wallet();

        String id = topUp(reader, "5.00");

        look(reader, id)
                .then()
                .statusCode(200)
                .body("status", is("SUCCEEDED"))
                .body("detail", is("Paid, and in the client's credit."))
                .body("entry", is(1))
                .body("settledAt", notNullValue())
                .body("checkoutUrl", nullValue());
        as(reader)
                .get("/v1/me/entries")
                .then()
                .body("items", hasSize(1))
                .body("items[0].kind", is("TOP_UP"))
                .body("items[0].from", is("PROCESSOR"))
                .body("items[0].to", is("CLIENT"))
                .body("items[0].amount", is(eur("5.00")))
                .body("items[0].promotional", nullValue())
                .body("items[0].reference", is("payment:sandbox:" + payment(id)));
        assertEquals("5.00", balance(reader));
    }

    @Test
    void bonusOfATierIsASeparateEntry() {
        Wallet reader = wallet();

        begin(reader, "10.00").then().body("bonus", is(eur("1.00")));
        topUp(reader, "10.00");

        as(reader)
                .get("/v1/me/entries")
                .then()
                .body("items.kind", contains("BONUS", "TOP_UP"))
                .body("items[0].amount", is(eur("1.00")))
                .body("items[0].promotional", is(eur("1.00")))
                .body("items[0].from", is("PROMOTION"))
                .body("items[0].corrects", is(1));
        as(reader).get("/v1/me").then().body("balance", is(eur("11.00"))).body("promotional", is(eur("1.00")));
    }

    @ParameterizedTest
    @CsvSource({"9.99,", "10.00,1.00", "15.00,1.00", "20.00,3.00", "500.00,3.00"})
    void bonusIsThatOfTheHighestTierReached(String amount, String bonus) {
        begin(wallet(), amount).then().statusCode(201).body("bonus.amount", is(bonus));
    }

    @Test
    void tiersArePublic() {
        given().get("/v1/top-ups/tiers")
                .then()
                .statusCode(200)
                .body("minimum", is(eur("1.00")))
                .body("maximum", is(eur("500.00")))
                .body("tiers.amount.amount", contains("5.00", "10.00", "20.00"))
                .body("tiers.bonus.amount", contains("0.00", "1.00", "3.00"));
    }

    @Test
    void sameKeyIsTheSameTopUp() {
        Wallet reader = wallet();
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("amount", eur("5.00"));
        Response first = begin(reader, key, body);

        Response again = begin(reader, key, body);

        again.then().statusCode(201).header("Idempotency-Replayed", "true");
        assertEquals(first.asString(), again.asString());
        as(reader).get("/v1/me/top-ups").then().body("items", hasSize(1));
    }

    @Test
    void sameKeyForAnotherTopUpIsRefused() {
        Wallet reader = wallet();
        String key = UUID.randomUUID().toString();
        begin(reader, key, Map.of("amount", eur("5.00"))).then().statusCode(201);

        problem(begin(reader, key, Map.of("amount", eur("6.00"))), 422, "idempotency_key_reused", "Idempotency-Key");
        problem(
                begin(reader, key, Map.of("amount", eur("5.00"), "returnTo", Api.ORIGIN + "/a")),
                422,
                "idempotency_key_reused",
                "Idempotency-Key");
    }

    @Test
    void keyIsRequired() {
        problem(
                as(wallet())
                        .contentType(ContentType.JSON)
                        .body(Map.of("amount", eur("5.00")))
                        .post("/v1/top-ups"),
                400,
                "idempotency_key_required",
                "Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.99", "500.01", "5.001", "0", "-5", "5,00", "1e1", "abc", ""})
    void amountThatCannotBePaidIsRefused(String amount) {
        Wallet reader = wallet();

        problem(begin(reader, amount), 400, "invalid_amount", "amount.amount");

        as(reader).get("/v1/me/top-ups").then().body("items", hasSize(0));
    }

    @Test
    void otherCurrencyIsRefused() {
        problem(
                begin(wallet(), "k", Map.of("amount", Map.of("amount", "5.00", "currency", "USD"))),
                400,
                "wrong_currency",
                "amount.currency");
    }

    @Test
    void readerReturnsToAConfiguredOrigin() {
        Wallet reader = wallet();
        Response begun = begin(reader, "k", Map.of("amount", eur("5.00"), "returnTo", Api.ORIGIN + "/read?page=2#end"));

        pay(begun.path("checkoutUrl"), GOOD_CARD)
                .then()
                .statusCode(303)
                .header("Location", is(Api.ORIGIN + "/read?page=2&topUp=" + begun.path("id") + "#end"));
    }

    @Test
    void withoutAReturnAddressTheReaderReturnsToTheArticle() {
        begin(wallet(), "k", Map.of("amount", eur("5.00"), "article", "an-article"))
                .then()
                .body("returnTo", is("https://farthing.test/v1/articles/an-article"));
        begin(wallet(), "5.00").then().body("returnTo", is("https://farthing.test/top-up/return"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://reader.example.evil.example/",
                "https://reader.example@evil.example/",
                "https://evil.example#https://reader.example/",
                "http://reader.example/",
                "https://reader.example:444/",
                "//reader.example/",
                "/relative",
                "javascript:alert(1)",
                "https://",
                "",
                "not an address"
            })
    void otherReturnAddressesAreRefused(String address) {
        Wallet reader = wallet();

        problem(
                begin(reader, "k", Map.of("amount", eur("5.00"), "returnTo", address)),
                400,
                "invalid_return_to",
                "returnTo");

        as(reader).get("/v1/me/top-ups").then().body("items", hasSize(0));
    }

    @Test
    void topUpIsVisibleToItsClientAndAdmins() {
        Wallet reader = wallet();
        String id = begin(reader, "5.00").path("id");

        problem(look(wallet(), id), 404, "top_up_not_found");
        problem(look(reader, UUID.randomUUID().toString()), 404, "top_up_not_found");
        problem(look(reader, "nonsense"), 400, "invalid_parameter", "id");
        problem(given().get("/v1/top-ups/" + id), 401, "authentication_required");
        asAdmin().get("/v1/top-ups/" + id).then().statusCode(200).body("client", is(reader.id()));
    }

    @Test
    void listsShowTheNewestFirst() {
        Wallet reader = wallet();
        String first = topUp(reader, "5.00");
        String second = begin(reader, "6.00").path("id");

        as(reader).get("/v1/me/top-ups").then().statusCode(200).body("items.id", contains(second, first));
        as(reader)
                .get("/v1/me/top-ups?limit=1")
                .then()
                .body("items.id", contains(second))
                .header("Link", endsWith("rel=\"next\""));
        asAdmin()
                .get("/v1/top-ups?client=" + reader.id() + "&status=SUCCEEDED")
                .then()
                .statusCode(200)
                .body("items.id", contains(first));
        problem(asAdmin().get("/v1/top-ups?status=lost"), 400, "invalid_parameter", "status");
        problem(as(reader).get("/v1/top-ups"), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "../x", "", "a\r\nSet-Cookie: x=1", "-a"})
    void invalidSlugOfAnArticleIsNamed(String article) {
        problem(
                begin(wallet(), "k", Map.of("amount", eur("5.00"), "article", article)),
                400,
                "invalid_field",
                "article");
    }

    @Test
    void suspendedClientGetsReplays() {
        Wallet reader = wallet();
        Map<String, Object> body = Map.of("amount", eur("5.00"));
        String id = begin(reader, "k", body).path("id");
        asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "for a test"))
                .put("/v1/clients/" + reader.id() + "/suspension")
                .then()
                .statusCode(200);

        begin(reader, "k", body).then().statusCode(201).body("id", is(id));
    }

    @Test
    void suspendedClientCannotAddCredit() {
        Wallet reader = wallet();
        asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "for a test"))
                .put("/v1/clients/" + reader.id() + "/suspension")
                .then()
                .statusCode(200);

        problem(begin(reader, "5.00"), 403, "client_suspended");
    }
}
