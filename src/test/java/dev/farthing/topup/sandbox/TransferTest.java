package dev.farthing.topup.sandbox;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Payments;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The payments call that this project grew from. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TransferTest {
    private static final String EXAMPLE = """
            {"payment_transfer":{"reference":"payment123456","amount":"1337","currency":"eur","sender_account_uri":"pan:5299920000000149;exp=2020-08;cvc=123","sender":{"first_name":"Brian","middle_name":"Smith","email":"test123@sender.example.com"},"recipient":{"first_name":"John","middle_name":"Tyler","email":"test123@example.com","merchant_id":"123"},"authentication_value":"ucaf:jJJtQa+Iws8AREAEbjsA1MAAAA"}}""";
    private static final String GOOD = EXAMPLE.replace("2020-08", "2040-08");

    private static Response send(Wallet wallet, String body) {
        return as(wallet).contentType(ContentType.JSON).body(body).post("/merchant/transfers");
    }

    @Test
    void exampleIsDeclinedInTheOriginalFormat() {
        Wallet reader = wallet();

        Response answer = send(reader, EXAMPLE);

        answer.then().statusCode(402).contentType("application/json").header("Cache-Control", "no-store");
        assertEquals(
                "{\"error\":{\"code\":\"expired_card\",\"doc_url\":\"https://farthing.test/errors#expired-card\","
                        + "\"message\":\"The card has expired.\"}}",
                answer.asString());
        assertEquals(0, entries(reader));
    }

    @Test
    void declineIsAProblemIfAcceptAsksForOne() {
        problem(
                as(wallet())
                        .contentType(ContentType.JSON)
                        .accept("application/problem+json")
                        .body(EXAMPLE)
                        .post("/merchant/transfers"),
                402,
                "expired_card");
    }

    @Test
    void goodCardIsCredited() {
        Wallet reader = wallet();

        send(reader, GOOD)
                .then()
                .statusCode(201)
                .body("transfer.reference", is("payment123456"))
                .body("transfer.amount", is("1337"))
                .body("transfer.currency", is("eur"))
                .body("transfer.status", is("SUCCEEDED"))
                .body("transfer.card", is("mastercard 0149"))
                .body("credit.amount", is(Map.of("amount", "13.37", "currency", "EUR")))
                .body("credit.bonus", is(Map.of("amount", "1.00", "currency", "EUR")))
                .body("credit.entry", is(1));

        assertEquals("14.37", balance(reader));
        as(reader).get("/v1/me/top-ups").then().body("items[0].amount.amount", is("13.37"));
    }

    @Test
    void sameBodyReplaysSuccessAndDecline() {
        Wallet reader = wallet();
        String declined = EXAMPLE.replace("payment123456", "another");
        String firstSuccess = send(reader, GOOD).asString();
        String firstDecline = send(reader, declined).asString();

        Response success = send(reader, GOOD);
        Response decline = send(reader, declined.replace(",\"currency\"", " , \"currency\""));

        success.then().statusCode(201);
        decline.then().statusCode(402);
        assertEquals(firstSuccess, success.asString());
        assertEquals(firstDecline, decline.asString());
        assertEquals(2, entries(reader));
    }

    @Test
    void successIsReplayedUnchangedAfterARefund() {
        Wallet reader = wallet();
        Response first = send(reader, GOOD);
        asAdmin()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "back")
                .body("{}")
                .post("/v1/top-ups/" + first.path("transfer.id") + "/refund")
                .then()
                .statusCode(201);

        assertEquals(first.asString(), send(reader, GOOD).asString());
    }

    @ParameterizedTest
    @CsvSource({
        "1337, 1338",
        "2040-08, 2041-08",
        "cvc=123, cvc=124",
        "Brian, Bruno",
        "5299920000000149, 4242424242424242",
        "ucaf:jJJtQa, ucaf:jJJtQb",
    })
    void sameReferenceWithAnotherBodyIs409(String part, String other) {
        Wallet reader = wallet();
        send(reader, GOOD).then().statusCode(201);

        problem(send(reader, GOOD.replace(part, other)), 409, "reference_reused", "payment_transfer.reference");

        assertEquals("14.37", balance(reader));
    }

    @Test
    void declineEndsTheTransfer() {
        Wallet reader = wallet();
        send(reader, EXAMPLE).then().statusCode(402);
        String id = as(reader).get("/v1/me/top-ups").path("items[0].id");

        problem(Payments.pay("/sandbox/checkout/" + Payments.payment(id), Payments.GOOD_CARD), 409, "top_up_over");

        send(reader, EXAMPLE).then().statusCode(402);
        assertEquals("0.00", balance(reader));
    }

    @Test
    void declinedReferenceIsRefusedForAnotherCard() {
        Wallet reader = wallet();
        send(reader, EXAMPLE).then().statusCode(402);

        problem(send(reader, GOOD), 409, "reference_reused", "payment_transfer.reference");

        assertEquals("0.00", balance(reader));
    }

    @Test
    void referencesAreScopedToAClient() {
        Wallet one = wallet();
        Wallet other = wallet();

        send(one, GOOD).then().statusCode(201);
        send(other, GOOD.replace("1337", "500")).then().statusCode(201);

        assertEquals("14.37", balance(one));
        assertEquals("5.00", balance(other));
    }

    @Test
    void oneReferenceSent32TimesAtOnceIsCreditedOnce() {
        Wallet reader = wallet();

        List<String> answers = Race.run(32, i -> {
            Response answer = send(reader, GOOD);
            return answer.statusCode() + answer.asString();
        });

        assertEquals(1, answers.stream().distinct().count(), answers::toString);
        assertEquals("201", answers.get(0).substring(0, 3));
        assertEquals("14.37", balance(reader));
    }

    @Test
    void cardThatPaysLaterIsPending() {
        Wallet reader = wallet();

        send(reader, GOOD.replace("5299920000000149", "4000000000000077"))
                .then()
                .statusCode(202)
                .body("transfer.status", is("PENDING"))
                .body("credit", nullValue());

        assertEquals("0.00", balance(reader));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"1337\"        | 1337            | invalid_field  | payment_transfer.amount",
                "\"1337\"        | \"13.37\"       | invalid_amount | payment_transfer.amount",
                "\"1337\"        | \"-1\"          | invalid_amount | payment_transfer.amount",
                "\"1337\"        | \"99\"          | invalid_amount | payment_transfer.amount",
                "\"1337\"        | \"50001\"       | invalid_amount | payment_transfer.amount",
                "\"1337\"        | \"999999999999999\" | invalid_amount | payment_transfer.amount",
                "\"eur\"         | \"usd\"         | wrong_currency | payment_transfer.currency",
                "\"payment123456\" | \"\"          | invalid_field  | payment_transfer.reference",
                "\"payment123456\" | null          | invalid_field  | payment_transfer.reference",
                "pan:            | iban:           | invalid_field  | payment_transfer.sender_account_uri",
                "exp=2040-08     | exp=August      | invalid_field  | payment_transfer.sender_account_uri",
                ";exp=2040-08    | ''              | invalid_field  | payment_transfer.sender_account_uri",
                "payment_transfer | transfer       | invalid_field  | payment_transfer",
            })
    void wrongFieldIsNamedAndNothingIsStored(String part, String other, String code, String field) {
        Wallet reader = wallet();

        problem(send(reader, GOOD.replace(part, other)), 400, code, field);

        as(reader).get("/v1/me/top-ups").then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({"pan:5299920000000149, pan:5299920000000148, invalid_number", "cvc=123, cvc=, incorrect_cvc"})
    void wrongCardIsADecline(String part, String other, String code) {
        send(wallet(), GOOD.replace(part, other)).then().statusCode(402).body("error.code", is(code));
    }

    @Test
    void transferNeedsAClient() {
        problem(
                given().contentType(ContentType.JSON).body(GOOD).post("/merchant/transfers"),
                401,
                "authentication_required");
        problem(asAdmin().contentType(ContentType.JSON).body(GOOD).post("/merchant/transfers"), 403, "forbidden");
    }

    @Test
    void invalidBodyIsRefused() {
        problem(send(wallet(), "{\"payment_transfer\":"), 400, "malformed_json");
        problem(send(wallet(), "[]"), 400, "invalid_field", "payment_transfer");
        problem(send(wallet(), ""), 400, "invalid_field");
    }

    @Test
    void bodiesWithDifferentNumbersAreDifferent() {
        Wallet reader = wallet();
        send(reader, GOOD.replace("\"123\"}", "1e400}")).then().statusCode(201);

        send(reader, GOOD.replace("\"123\"}", "1e400}")).then().statusCode(201);
        problem(
                send(reader, GOOD.replace("\"123\"}", "1e500}")),
                409,
                "reference_reused",
                "payment_transfer.reference");
        assertEquals(2, entries(reader), "the top-up and its bonus");
    }
}
