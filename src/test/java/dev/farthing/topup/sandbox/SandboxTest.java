package dev.farthing.topup.sandbox;

import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.Payments.CARD_THAT_PAYS_LATER;
import static dev.farthing.support.Payments.GOOD_CARD;
import static dev.farthing.support.Payments.atTheProcessor;
import static dev.farthing.support.Payments.begin;
import static dev.farthing.support.Payments.look;
import static dev.farthing.support.Payments.path;
import static dev.farthing.support.Payments.pay;
import static dev.farthing.support.Payments.topUp;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Held;
import dev.farthing.support.Payments;
import dev.farthing.support.PgBouncer;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox's card form: the well-known test numbers have their well-known results. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SandboxTest {
    private static final String WAITING =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%sandbox_payment%'";

    private final TestDatabase database = TestDatabase.shared();

    @ParameterizedTest
    @CsvSource({
        "4000000000000069, 08/40, 123, expired_card",
        "4242424242424242, 08/20, 123, expired_card",
        "4242424242424242, 2020-08, 123, expired_card",
        "4000000000000002, 08/40, 123, card_declined",
        "4000000000009995, 08/40, 123, insufficient_funds",
        "4000000000000127, 08/40, 123, incorrect_cvc",
        "4242424242424242, 08/40, 12, incorrect_cvc",
        "4000000000000119, 08/40, 123, processing_error",
        "4242424242424241, 08/40, 123, invalid_number",
        "42, 08/40, 123, invalid_number",
        "4242x24242424242, 08/40, 123, invalid_number",
    })
    void declineIsA402WithItsCodeAndAnotherCardMayFollow(String number, String exp, String cvc, String code) {
        Wallet reader = wallet();
        Response begun = begin(reader, "5.00");

        problem(pay(begun.path("checkoutUrl"), number, exp, cvc), 402, code);

        look(reader, begun.path("id")).then().body("status", is("PENDING")).body("failure", is(code));
        assertEquals("0.00", balance(reader));
        pay(begun.path("checkoutUrl"), GOOD_CARD).then().statusCode(303);
        look(reader, begun.path("id"))
                .then()
                .body("status", is("SUCCEEDED"))
                .body("failure", org.hamcrest.Matchers.nullValue());
        assertEquals("5.00", balance(reader));
    }

    @Test
    void racingRefundsAndDisputesPayNothingBackTwice() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");
        Held payment = Held.payment(database, Payments.payment(id));
        CompletableFuture<List<Integer>> racing = CompletableFuture.supplyAsync(
                () -> Race.run(8, i -> atTheProcessor(id, i % 4 == 0 ? "disputes" : "refunds", "2.50")
                        .statusCode()));
        // All, unless PgBouncer lets fewer through.
        Await.until(
                () -> Integer.parseInt(database.value(WAITING)) >= PgBouncer.SERVER_CONNECTIONS - 1,
                () -> database.value(WAITING) + " wait for the payment");
        payment.letGo();
        List<Integer> statuses = racing.join();

        assertEquals(2, statuses.stream().filter(status -> status == 201).count(), statuses::toString);
        assertEquals(6, statuses.stream().filter(status -> status == 409).count(), statuses::toString);
        assertEquals(
                "5000000",
                database.value(
                        "select refunded_micros + disputed_micros from sandbox_payment where id = ?",
                        Payments.payment(id)));
        assertEquals("0.00", balance(reader));
    }

    @Test
    void sandboxPaysBackOnce() {
        String id = topUp(wallet(), "5.00");

        database.assertRefused(
                "sandbox_pays_back_once",
                "update sandbox_payment set refunded_micros = 5000001 where id = '" + Payments.payment(id) + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"13/40", "00/40", "2040", "soon", ""})
    void invalidExpiryIsNamed(String exp) {
        problem(pay(begin(wallet(), "5.00").path("checkoutUrl"), GOOD_CARD, exp, "123"), 400, "invalid_field", "exp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4242 4242 4242 4242", "5555555555554444", "378282246310005", "5299920000000149"})
    void validNumbersPay(String number) {
        Wallet reader = wallet();

        pay(begin(reader, "5.00").path("checkoutUrl"), number).then().statusCode(303);

        assertEquals("5.00", balance(reader));
    }

    @Test
    void repeatedPaymentPaysOnce() {
        Wallet reader = wallet();
        String url = begin(reader, "5.00").path("checkoutUrl");
        pay(url, GOOD_CARD).then().statusCode(303);

        problem(pay(url, GOOD_CARD), 409, "top_up_over");
        problem(given().get(path(url)), 409, "top_up_over");

        assertEquals("5.00", balance(reader));
        assertEquals(1, entries(reader));
    }

    @Test
    void cardThatPaysLaterLeavesTheTopUpPending() {
        Wallet reader = wallet();
        Response begun = begin(reader, "5.00");

        pay(begun.path("checkoutUrl"), CARD_THAT_PAYS_LATER).then().statusCode(303);

        look(reader, begun.path("id")).then().body("status", is("PENDING"));
        assertEquals("0.00", balance(reader));
    }

    @Test
    void browserGetsAFormAndTheReasonOfADecline() {
        String url = path(begin(wallet(), "5.00").path("checkoutUrl"));

        given().accept("text/html")
                .get(url)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Cache-Control", "no-store")
                .body(allOf(containsString("5.00 EUR"), containsString("name=\"number\"")));
        given().accept("text/html")
                .formParam("number", "4000000000000002")
                .formParam("exp", "08/40")
                .formParam("cvc", "123")
                .post(url)
                .then()
                .statusCode(402)
                .contentType("text/html")
                .body(allOf(
                        containsString("The card was declined."),
                        containsString("href=\"https://farthing.test/errors#card-declined\""),
                        containsString("name=\"number\""),
                        not(containsString("4000000000000002"))));
    }

    @Test
    void unknownPaymentIs404() {
        problem(given().get("/sandbox/checkout/sandbox_nothing"), 404, "not_found");
        problem(pay("/sandbox/checkout/sandbox_nothing", GOOD_CARD), 404, "not_found");
        problem(
                asAdmin()
                        .contentType(ContentType.JSON)
                        .body("{\"amount\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}")
                        .post("/sandbox/payments/sandbox_nothing/refunds"),
                404,
                "not_found");
    }

    @Test
    void refundsAreLimitedToThePayment() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");

        problem(atTheProcessor(id, "refunds", "5.01"), 409, "refund_too_large", "amount");
        problem(atTheProcessor(id, "disputes", "5.01"), 409, "refund_too_large", "amount");

        assertEquals("5.00", balance(reader));
    }

    @Test
    void unsignedEventIsRefused() {
        problem(
                given().contentType(ContentType.JSON).body("{}").post("/v1/webhooks/sandbox"),
                400,
                "invalid_signature");
        problem(
                given().contentType(ContentType.JSON)
                        .header("Sandbox-Signature", "t=1,v1=00")
                        .body("{}")
                        .post("/v1/webhooks/sandbox"),
                400,
                "invalid_signature");
        problem(given().contentType(ContentType.JSON).body("{}").post("/v1/webhooks/paypal"), 404, "not_found");
    }
}
