package dev.farthing.topup.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.CapturedLog;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.StripeStandIn;
import dev.farthing.support.StripeStandIn.Request;
import dev.farthing.topup.PaymentState;
import dev.farthing.topup.PaymentState.Status;
import dev.farthing.topup.Processor.Checkout;
import dev.farthing.topup.Processor.ProcessorDown;
import dev.farthing.topup.Processor.RefundState;
import dev.farthing.topup.TopUp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to Stripe and the reading of its answers. The build generates the REST client, hence the container. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class StripeTest {
    private static final Map<String, String> IMPATIENT = Map.of("farthing.topup.stripe.timeout", "PT0.5S");

    private StripeStandIn standIn;
    private Stripe stripe;

    @BeforeEach
    void open() {
        standIn = StripeStandIn.start();
        stripe = StripeBench.stripe(StripeBench.config(standIn, Map.of()), "EUR");
    }

    @AfterEach
    void close() {
        standIn.close();
    }

    @Test
    void checkoutIsOpenedWithExactlyThisRequest() {
        TopUp topUp = StripeBench.topUp(12_340_000);
        topUp.returnTo = "https://reader.example/articles/x?lang=de&q=a%20b#end";

        Checkout checkout = stripe.begin(topUp);

        assertEquals(1, standIn.requests().size());
        Request request = standIn.requests().get(0);
        assertEquals("POST /v1/checkout/sessions", request.method() + " " + request.path());
        assertEquals(Map.of(), request.query());
        assertEquals("Bearer " + StripeStandIn.SECRET_KEY, request.headers().get("authorization"));
        assertEquals(topUp.id.toString(), request.headers().get("idempotency-key"));
        assertEquals("2025-09-30.clover", request.headers().get("stripe-version"));
        assertEquals(
                "application/x-www-form-urlencoded",
                request.headers().get("content-type").split(";")[0]);
        Map<String, String> form = new TreeMap<>();
        form.put("mode", "payment");
        form.put("client_reference_id", topUp.id.toString());
        form.put("metadata[top_up]", topUp.id.toString());
        form.put("metadata[client]", StripeBench.CLIENT.toString());
        form.put("payment_intent_data[metadata][top_up]", topUp.id.toString());
        form.put("payment_intent_data[metadata][client]", StripeBench.CLIENT.toString());
        form.put("line_items[0][quantity]", "1");
        form.put("line_items[0][price_data][currency]", "eur");
        form.put("line_items[0][price_data][unit_amount]", "1234");
        form.put("line_items[0][price_data][product_data][name]", "Prepaid credit");
        form.put("adaptive_pricing[enabled]", "false");
        form.put("expires_at", String.valueOf(topUp.expiresAt.getEpochSecond()));
        form.put("success_url", "https://reader.example/articles/x?lang=de&q=a%20b&topUp=" + topUp.id + "#end");
        form.put("cancel_url", "https://reader.example/articles/x?lang=de&q=a%20b#end");
        assertEquals(form, request.form());
        assertEquals(
                new Checkout("cs_test_a1StandIn", "https://checkout.stripe.com/c/pay/cs_test_a1StandIn"), checkout);
    }

    @Test
    void yenAreSentWithoutDecimals() {
        stripe = StripeBench.stripe(StripeBench.config(standIn, Map.of()), "JPY");

        stripe.begin(StripeBench.topUp(500_000_000));

        Map<String, String> form = standIn.requests().get(0).form();
        assertEquals("jpy", form.get("line_items[0][price_data][currency]"));
        assertEquals("500", form.get("line_items[0][price_data][unit_amount]"));
    }

    @Test
    void checkoutIsTheSameForTheSameTopUp() {
        TopUp topUp = StripeBench.topUp(5_000_000);

        assertEquals(stripe.begin(topUp), stripe.begin(topUp));
    }

    @Test
    void checkoutWithALostAnswerIsFoundAgain() {
        TopUp topUp = StripeBench.topUp(5_000_000);
        standIn.loseAnswers();
        assertThrows(ProcessorDown.class, () -> stripe.begin(topUp));
        standIn.recover();

        Checkout found = stripe.begin(topUp);

        assertEquals("cs_test_a1StandIn", found.session());
        assertEquals(
                "cs_test_a2StandIn", stripe.begin(StripeBench.topUp(5_000_000)).session());
    }

    @Test
    void unpaidCheckoutIsOpen() {
        TopUp topUp = begun(5_000_000);

        assertEquals(PaymentState.unpaid(Status.OPEN, null), stripe.state(topUp));
        Request asked = standIn.requests().get(1);
        assertEquals("GET /v1/checkout/sessions/" + topUp.session, asked.method() + " " + asked.path());
        assertEquals(Map.of("expand[]", "payment_intent.latest_charge"), asked.query());
        assertEquals("Bearer " + StripeStandIn.SECRET_KEY, asked.headers().get("authorization"));
        assertEquals("2025-09-30.clover", asked.headers().get("stripe-version"));
    }

    @Test
    void paidCheckoutIsPaidByItsPaymentIntent() {
        TopUp topUp = begun(5_000_000);
        standIn.pay(topUp.session);

        assertEquals(
                PaymentState.paid(standIn.paymentOf(topUp.session), 5_000_000, "EUR")
                        .less(0, PaymentState.Disputes.NONE),
                stripe.state(topUp));
        assertEquals(0, standIn.calls("GET", "/v1/disputes"));
    }

    @Test
    void completeCheckoutWhosePaymentIsUnderWayIsOpen() {
        TopUp topUp = begun(5_000_000);
        standIn.payLater(topUp.session);

        assertEquals(PaymentState.unpaid(Status.OPEN, null), stripe.state(topUp));
    }

    @Test
    void completeCheckoutWhosePaymentFailedHasFailed() {
        TopUp topUp = begun(5_000_000);
        standIn.payLater(topUp.session);
        standIn.fail(topUp.session);

        assertEquals(PaymentState.unpaid(Status.FAILED, null), stripe.state(topUp));
    }

    @Test
    void completeCheckoutWhosePaymentWasCanceledHasFailed() {
        TopUp topUp = begun(5_000_000);
        standIn.answerWith(
                200,
                "{\"status\":\"complete\",\"payment_status\":\"unpaid\",\"payment_intent\":{\"status\":\"canceled\"}}");

        assertEquals(PaymentState.unpaid(Status.FAILED, null), stripe.state(topUp));
    }

    @ParameterizedTest
    @CsvSource({
        "card_declined, insufficient_funds, insufficient_funds",
        "card_declined, generic_decline, card_declined",
        "expired_card, expired_card, expired_card",
        "incorrect_cvc, '', incorrect_cvc",
        "payment_method_customer_decline, '', ",
    })
    void failureIsACodeOfTheCatalogue(String code, String declineCode, String failure) {
        TopUp topUp = begun(5_000_000);
        standIn.answerWith(200, """
                {"status":"complete","payment_status":"unpaid","payment_intent":{"status":"requires_payment_method",
                 "last_payment_error":{"code":"%s","decline_code":"%s"}}}
                """.formatted(code, declineCode));

        assertEquals(PaymentState.unpaid(Status.FAILED, failure), stripe.state(topUp));
    }

    @Test
    void unpaidCheckoutExpires() {
        TopUp topUp = begun(5_000_000);
        standIn.expire(topUp.session);

        assertEquals(PaymentState.unpaid(Status.EXPIRED, null), stripe.state(topUp));
    }

    @Test
    void refundsAndDisputesAreReportedWithThePayment() {
        TopUp topUp = begun(5_000_000);
        standIn.pay(topUp.session);
        standIn.refundAtStripe(topUp.session, 100);
        standIn.refundAtStripe(topUp.session, 50);
        standIn.dispute(topUp.session, 200);
        standIn.dispute(topUp.session, 30);

        assertEquals(
                PaymentState.paid(standIn.paymentOf(topUp.session), 5_000_000, "EUR")
                        .less(1_500_000, new PaymentState.Disputes(2_300_000, 0, true)),
                stripe.state(topUp));
    }

    @ParameterizedTest
    @CsvSource({
        "needs_response, 5000000, 0, true",
        "under_review, 5000000, 0, true",
        "not_invented_yet, 5000000, 0, true",
        "lost, 5000000, 0, false",
        "prevented, 5000000, 0, false",
        "won, 5000000, 5000000, false",
        "warning_needs_response, 0, 0, true",
        "warning_under_review, 0, 0, true",
        "warning_closed, 0, 0, false",
    })
    void disputeCountsAsLongAsItsMoneyIsGone(String status, long taken, long returned, boolean open) {
        TopUp topUp = begun(5_000_000);
        standIn.pay(topUp.session);
        standIn.dispute(topUp.session, 500);
        standIn.decideDisputes(topUp.session, status);

        assertEquals(
                new PaymentState.Disputes(taken, returned, open),
                stripe.state(topUp).disputes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"payment_status\":\"paid\"}",
                "{\"payment_status\":\"paid\",\"payment_intent\":\"pi_1\",\"amount_total\":500}",
                "{\"payment_status\":\"paid\",\"payment_intent\":\"pi_1\",\"amount_total\":\"500\",\"currency\":\"eur\"}",
                "{\"payment_status\":\"paid\",\"payment_intent\":\"pi_1\",\"amount_total\":5.5,\"currency\":\"eur\"}",
                "{\"payment_status\":\"paid\",\"payment_intent\":\"pi_1\",\"amount_total\":500,\"currency\":\"zzz\"}",
                "{\"payment_status\":\"paid\",\"payment_intent\":null,\"amount_total\":500,\"currency\":\"eur\"}",
                "{\"payment_status\":\"paid\",\"payment_intent\":\"pi_1\",\"amount_total\":9223372036854775807,\"currency\":\"eur\"}"
            })
    void answerThatLacksSomethingIsNeverPaid(String answer) {
        TopUp topUp = begun(5_000_000);
        standIn.answerWith(200, answer);

        if (answer.equals("{}")) {
            assertEquals(Status.OPEN, stripe.state(topUp).status());
        } else {
            assertThrows(ProcessorDown.class, () -> stripe.state(topUp));
        }
    }

    @Test
    void refundIsAskedForWithExactlyThisRequest() {
        TopUp topUp = paid(5_000_000);
        UUID refund = UUID.randomUUID();

        assertEquals(RefundState.SUCCEEDED, stripe.refund(topUp, refund, 1_230_000));

        Request request = standIn.requests().get(standIn.requests().size() - 1);
        assertEquals("POST /v1/refunds", request.method() + " " + request.path());
        assertEquals(refund.toString(), request.headers().get("idempotency-key"));
        assertEquals("2025-09-30.clover", request.headers().get("stripe-version"));
        assertEquals(
                Map.of(
                        "payment_intent",
                        topUp.payment,
                        "amount",
                        "123",
                        "metadata[refund]",
                        refund.toString(),
                        "metadata[top_up]",
                        topUp.id.toString()),
                request.form());
        assertEquals(1_230_000, stripe.state(topUp).refundedMicros());
    }

    @ParameterizedTest
    @CsvSource({
        "succeeded, SUCCEEDED",
        "pending, PENDING",
        "requires_action, PENDING",
        "failed, FAILED",
        "canceled, FAILED",
        "not_invented_yet, PENDING",
    })
    void refundIsAsFarAsStripeSays(String status, RefundState state) {
        TopUp topUp = paid(5_000_000);
        standIn.nextRefundsBecome(status);

        assertEquals(state, stripe.refund(topUp, UUID.randomUUID(), 1_000_000));
    }

    @Test
    void pendingRefundIsFollowedUntilItIsDecided() {
        TopUp topUp = paid(5_000_000);
        UUID refund = UUID.randomUUID();
        standIn.nextRefundsBecome("pending");
        assertEquals(RefundState.PENDING, stripe.refund(topUp, refund, 1_000_000));
        standIn.settleRefund(refund.toString(), "failed");

        assertEquals(RefundState.FAILED, stripe.refund(topUp, refund, 1_000_000));
    }

    @Test
    void refundIsMadeOnceEvenIfStripeForgetsItsKey() {
        TopUp topUp = paid(5_000_000);
        UUID refund = UUID.randomUUID();
        standIn.loseAnswers();
        assertThrows(ProcessorDown.class, () -> stripe.refund(topUp, refund, 1_000_000));
        standIn.recover();
        stripe.refund(topUp, refund, 1_000_000);
        standIn.forgetIdempotencyKeys();

        assertEquals(RefundState.SUCCEEDED, stripe.refund(topUp, refund, 1_000_000));
        assertEquals(1_000_000, stripe.state(topUp).refundedMicros());
    }

    @Test
    void refundIsFoundAmongMoreThanAPageOfThem() {
        TopUp topUp = paid(5_000_000);
        UUID first = UUID.randomUUID();
        stripe.refund(topUp, first, 1_000_000);
        for (int i = 0; i < 120; i++) {
            standIn.refundAtStripe(topUp.session, 1);
        }
        standIn.forgetIdempotencyKeys();

        assertEquals(RefundState.SUCCEEDED, stripe.refund(topUp, first, 1_000_000));
        assertEquals(2_200_000, stripe.state(topUp).refundedMicros());
    }

    @Test
    void secondRefundOfATopUpIsSeparate() {
        TopUp topUp = paid(5_000_000);

        stripe.refund(topUp, UUID.randomUUID(), 1_000_000);
        stripe.refund(topUp, UUID.randomUUID(), 1_000_000);

        assertEquals(2_000_000, stripe.state(topUp).refundedMicros());
    }

    @Test
    void refundBeyondTheRestFails() {
        TopUp topUp = paid(5_000_000);
        standIn.refundAtStripe(topUp.session, 400);

        assertEquals(RefundState.FAILED, stripe.refund(topUp, UUID.randomUUID(), 2_000_000));
        standIn.refundAtStripe(topUp.session, 100);
        assertEquals(RefundState.FAILED, stripe.refund(topUp, UUID.randomUUID(), 1_000_000));
    }

    @Test
    void refundOfADisputedPaymentFails() {
        TopUp topUp = paid(5_000_000);
        standIn.dispute(topUp.session, 500);

        assertEquals(RefundState.FAILED, stripe.refund(topUp, UUID.randomUUID(), 1_000_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 304, 429, 500, 502, 503, 504, 599})
    void unavailableStripeMeansDown(int status) {
        TopUp topUp = begun(5_000_000);
        standIn.answerWith(status, "{\"error\":{\"message\":\"later\"}}");

        ProcessorDown down = assertThrows(ProcessorDown.class, () -> stripe.state(topUp));

        assertEquals(
                "Stripe answered " + status + " when asked to read the checkout of top-up " + topUp.id,
                down.getMessage());
        assertNoSecret(down);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 409})
    void refusalMeansDownAndIsLogged(int status) {
        TopUp topUp = begun(5_000_000);
        standIn.answerWith(status, """
                {"error":{"code":"some_code","type":"invalid_request_error",
                          "message":"No such\\nkey: %s"}}""".formatted(StripeStandIn.SECRET_KEY));

        try (CapturedLog log = CapturedLog.of(StripeCalls.class)) {
            ProcessorDown down = assertThrows(ProcessorDown.class, () -> stripe.state(topUp));

            assertEquals(
                    "Stripe refused to read the checkout of top-up " + topUp.id + " with status " + status,
                    down.getMessage());
            assertNoSecret(down);
            assertEquals(
                    "Stripe refused to read the checkout of top-up " + topUp.id + ": " + status
                            + " some_code: No such key: sk_***",
                    log.text());
        }
    }

    @Test
    void refundThatIsRefusedForAnotherReasonIsNotDecided() {
        TopUp topUp = paid(5_000_000);
        standIn.forgetIdempotencyKeys();
        Stripe stranger = StripeBench.stripe(
                StripeBench.config(standIn, Map.of("farthing.topup.stripe.secret-key", "sk_test_wrong")), "EUR");

        assertNoSecret(assertThrows(ProcessorDown.class, () -> stranger.refund(topUp, UUID.randomUUID(), 1_000_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>Bad gateway</html>", "[]", "null", "{\"id\":", "{} {}", "{\"id\":\"a\",\"id\":\"b\"}"
            })
    void answerWithoutAnObjectMeansDown(String body) {
        TopUp topUp = begun(5_000_000);
        standIn.answerWith(200, body);

        assertNoSecret(assertThrows(ProcessorDown.class, () -> stripe.state(topUp)));
    }

    @Test
    void checkoutWithoutAnAddressMeansDown() {
        standIn.answerWith(200, "{\"id\":\"cs_test_1\",\"url\":null}");

        assertThrows(ProcessorDown.class, () -> stripe.begin(StripeBench.topUp(5_000_000)));
    }

    @Test
    void missingAnswerTimesOut() {
        stripe = StripeBench.stripe(StripeBench.config(standIn, IMPATIENT), "EUR");
        TopUp topUp = begun(5_000_000);
        standIn.fallSilent();

        assertNoSecret(assertThrows(ProcessorDown.class, () -> stripe.state(topUp)));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    void endlessAnswerTimesOut(int status) {
        stripe = StripeBench.stripe(StripeBench.config(standIn, IMPATIENT), "EUR");
        TopUp topUp = begun(5_000_000);
        standIn.trickle(status);

        assertNoSecret(assertThrows(ProcessorDown.class, () -> stripe.state(topUp)));
    }

    @Test
    void brokenConnectionMeansDown() {
        TopUp topUp = begun(5_000_000);
        standIn.hangUp();

        assertNoSecret(assertThrows(ProcessorDown.class, () -> stripe.state(topUp)));
    }

    @Test
    void refusedConnectionMeansDown() {
        TopUp topUp = begun(5_000_000);
        standIn.close();

        assertNoSecret(assertThrows(ProcessorDown.class, () -> stripe.state(topUp)));
    }

    @Test
    void callsSucceedAfterFailures() {
        TopUp topUp = begun(5_000_000);
        standIn.hangUp();
        assertThrows(ProcessorDown.class, () -> stripe.state(topUp));
        standIn.answerWith(503, "{}");
        assertThrows(ProcessorDown.class, () -> stripe.state(topUp));
        standIn.recover();

        assertEquals(Status.OPEN, stripe.state(topUp).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "two words",
                StripeStandIn.SECRET_KEY + "\nX-Injected: yes",
                StripeStandIn.SECRET_KEY + "\u00e9"
            })
    void malformedSecretKeyIsNotSent(String key) {
        StripeConfig config = StripeBench.config(standIn, Map.of("farthing.topup.stripe.secret-key", key));

        ProcessorDown down = assertThrows(
                ProcessorDown.class, () -> StripeBench.stripe(config, "EUR").begin(StripeBench.topUp(5_000_000)));

        assertEquals("farthing.topup.stripe.secret-key is missing or not a Stripe key", down.getMessage());
        assertNoSecret(down);
        assertEquals(0, standIn.requests().size());
    }

    @Test
    void refusalOfAWrongSecretKeyIsLoggedWithoutTheKey() {
        Stripe stranger = StripeBench.stripe(
                StripeBench.config(standIn, Map.of("farthing.topup.stripe.secret-key", "sk_test_wrongKey")), "EUR");

        try (CapturedLog log = CapturedLog.of(StripeCalls.class)) {
            assertThrows(ProcessorDown.class, () -> stranger.begin(StripeBench.topUp(5_000_000)));

            assertTrue(log.text().contains("401"), log::text);
            assertFalse(log.text().contains("wrongKey"), log::text);
        }
    }

    @Test
    void requestsToStripeAreListedHere() {
        TopUp topUp = paid(5_000_000);
        stripe.refund(topUp, UUID.randomUUID(), 1_000_000);
        standIn.dispute(topUp.session, 500);
        stripe.state(topUp);

        Set<String> headers = new TreeSet<>();
        standIn.requests().forEach(request -> headers.addAll(request.headers().keySet()));
        assertEquals(
                Set.of(
                        "accept",
                        "accept-encoding",
                        "authorization",
                        "content-length",
                        "content-type",
                        "host",
                        "idempotency-key",
                        "stripe-version",
                        "user-agent"),
                headers);
    }

    private TopUp begun(long amountMicros) {
        TopUp topUp = StripeBench.topUp(amountMicros);
        topUp.session = stripe.begin(topUp).session();
        return topUp;
    }

    private TopUp paid(long amountMicros) {
        TopUp topUp = begun(amountMicros);
        standIn.pay(topUp.session);
        topUp.payment = standIn.paymentOf(topUp.session);
        return topUp;
    }

    /** The key is neither in the log nor in the exception's causes. */
    private static void assertNoSecret(Throwable fault) {
        StringWriter all = new StringWriter();
        fault.printStackTrace(new PrintWriter(all));
        assertFalse(all.toString().contains("standInSecretKey"), all::toString);
        assertFalse(all.toString().contains("Bearer"), all::toString);
    }
}
