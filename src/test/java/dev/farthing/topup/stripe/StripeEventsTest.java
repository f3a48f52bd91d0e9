package dev.farthing.topup.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.StripeStandIn;
import dev.farthing.topup.PaymentState;
import dev.farthing.topup.PaymentState.Disputes;
import dev.farthing.topup.PaymentState.Status;
import dev.farthing.topup.Processor;
import dev.farthing.topup.Processor.Event;
import dev.farthing.topup.Processor.ProcessorDown;
import dev.farthing.topup.TopUp;
import dev.farthing.topup.WebhookSignature;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Meaning of single Stripe events. Disputes are looked up, hence the container for the REST client. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class StripeEventsTest {
    private static final String OBJECT = "/data/object";

    private StripeStandIn standIn;
    private Stripe stripe;
    private TopUp topUp;

    @BeforeEach
    void begin() {
        standIn = StripeStandIn.start();
        stripe = stripe(Map.of());
        topUp = StripeBench.topUp(5_000_000);
        topUp.session = stripe.begin(topUp).session();
    }

    @AfterEach
    void close() {
        standIn.close();
    }

    @Test
    void completedAndPaidIsPaid() throws IOException {
        String event = standIn.pay(topUp.session);

        assertEquals(
                new Event(
                        id(event),
                        "checkout.session.completed",
                        topUp.clientId,
                        topUp.id,
                        topUp.session,
                        PaymentState.paid(payment(), 5_000_000, "EUR")),
                verified(event));
    }

    @Test
    void completedAndNotYetPaidIsOpen() {
        Event event = verified(standIn.payLater(topUp.session));

        assertEquals("checkout.session.completed", event.type());
        assertEquals(topUp.session, event.session());
        assertEquals(PaymentState.unpaid(Status.OPEN, null), event.state());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unpaid", "no_payment_required", "PAID", "", "not_invented_yet"})
    void onlyPaidIsPaid(String status) {
        String event = StripeStandIn.changed(standIn.pay(topUp.session), OBJECT + "/payment_status", status);

        assertEquals(PaymentState.unpaid(Status.OPEN, null), verified(event).state());
    }

    @Test
    void paymentThatArrivesLaterIsPaid() {
        standIn.payLater(topUp.session);

        Event event = verified(standIn.arrive(topUp.session));

        assertEquals("checkout.session.async_payment_succeeded", event.type());
        assertEquals(PaymentState.paid(payment(), 5_000_000, "EUR"), event.state());
    }

    @Test
    void paymentThatFailsLaterHasFailed() {
        standIn.payLater(topUp.session);

        Event event = verified(standIn.fail(topUp.session));

        assertEquals("checkout.session.async_payment_failed", event.type());
        assertEquals(PaymentState.unpaid(Status.FAILED, null), event.state());
    }

    @Test
    void expiredIsExpired() {
        Event event = verified(standIn.expire(topUp.session));

        assertEquals("checkout.session.expired", event.type());
        assertEquals(PaymentState.unpaid(Status.EXPIRED, null), event.state());
    }

    @Test
    void refundReportsThePaymentAndTheTotalRefunded() {
        standIn.pay(topUp.session);
        standIn.refundAtStripe(topUp.session, 100);

        Event event = verified(standIn.refundAtStripe(topUp.session, 50));

        assertEquals("charge.refunded", event.type());
        assertEquals(topUp.clientId, event.clientId());
        assertEquals(topUp.id, event.topUpId());
        assertNull(event.session());
        assertEquals(PaymentState.paid(payment(), 5_000_000, "EUR").less(1_500_000, null), event.state());
    }

    @Test
    void refundOfAnUnpaidChargeReportsNoPayment() {
        standIn.pay(topUp.session);
        String event = standIn.refundAtStripe(topUp.session, 100);

        Event unpaid = verified(event.replaceFirst("\"paid\" : true", "\"paid\" : false"));

        assertEquals(PaymentState.unpaid(Status.OPEN, null).less(1_000_000, null), unpaid.state());
    }

    @Test
    void disputeReportsThePaymentAndTheTotalDisputed() {
        standIn.pay(topUp.session);
        standIn.dispute(topUp.session, 200);

        Event event = verified(standIn.dispute(topUp.session, 30));

        assertEquals("charge.dispute.created", event.type());
        assertEquals(topUp.clientId, event.clientId());
        assertEquals(topUp.id, event.topUpId());
        assertNull(event.session());
        assertEquals(
                PaymentState.paid(payment(), 5_000_000, "EUR").less(0, new Disputes(2_300_000, 0, true)),
                event.state());
    }

    @Test
    void disputeMissingFromTheListCountsByItsEvent() {
        standIn.pay(topUp.session);
        String event = standIn.dispute(topUp.session, 200);

        Event unlisted = verified(StripeStandIn.changed(event, OBJECT + "/id", "du_unlisted"));

        assertEquals(4_000_000, unlisted.state().disputes().takenMicros());
    }

    @Test
    void disputeInAnotherCurrencyTakesTheWholePayment() {
        standIn.pay(topUp.session);
        String event = standIn.dispute(topUp.session, 200);
        String foreign = StripeStandIn.changed(
                StripeStandIn.changed(event, OBJECT + "/id", "du_unlisted"), OBJECT + "/currency", "jpy");

        assertEquals(7_000_000, verified(foreign).state().disputes().takenMicros());
    }

    @Test
    void inquiryTakesNothingUntilItBecomesADispute() {
        standIn.pay(topUp.session);
        Event inquiry = verified(standIn.inquire(topUp.session, 500));
        Event dispute = verified(standIn.decideDisputes(topUp.session, "needs_response"));

        assertEquals(new Disputes(0, 0, true), inquiry.state().disputes());
        assertEquals("charge.dispute.funds_withdrawn", dispute.type());
        assertEquals(new Disputes(5_000_000, 0, true), dispute.state().disputes());
    }

    @Test
    void oldEventOfADisputeThatWasWonTakesNothing() {
        standIn.pay(topUp.session);
        String event = standIn.dispute(topUp.session, 500);
        standIn.decideDisputes(topUp.session, "won");

        assertEquals(
                new Disputes(5_000_000, 5_000_000, false),
                verified(event).state().disputes());
    }

    @Test
    void wonDisputeReportsWhatItGaveBack() {
        standIn.pay(topUp.session);
        standIn.dispute(topUp.session, 500);

        for (String event : standIn.winDisputes(topUp.session)) {
            assertEquals(
                    new Disputes(5_000_000, 5_000_000, false),
                    verified(event).state().disputes());
        }
    }

    @Test
    void listedTransactionsTellHowMuchADisputeGaveBack() {
        standIn.pay(topUp.session);
        standIn.dispute(topUp.session, 500);

        assertEquals(
                new Disputes(5_000_000, 0, true),
                verified(standIn.reinstate(topUp.session, -500, "eur")).state().disputes());
        assertEquals(
                new Disputes(5_000_000, 2_000_000, true),
                verified(standIn.reinstate(topUp.session, 200, "eur")).state().disputes());
        // An account that is settled in another currency.
        assertEquals(
                new Disputes(5_000_000, 2_000_000, true),
                verified(standIn.reinstate(topUp.session, 150, "chf")).state().disputes());
        standIn.decideDisputes(topUp.session, "lost");
        assertEquals(
                new Disputes(5_000_000, 2_000_000, false), stripe.state(topUp).disputes());
        assertEquals(
                new Disputes(5_000_000, 5_000_000, false),
                verified(standIn.reinstate(topUp.session, 900, "eur")).state().disputes());
    }

    @ParameterizedTest
    @CsvSource({
        "refund.updated, failed, FAILED",
        "refund.updated, canceled, FAILED",
        "refund.updated, succeeded, SUCCEEDED",
        "refund.updated, requires_action, PENDING",
        "refund.failed, failed, FAILED",
        "charge.refund.updated, failed, FAILED",
    })
    void refundRequestedHereReportsItsState(String type, String status, Processor.RefundState expected) {
        standIn.pay(topUp.session);
        topUp.payment = payment();
        UUID request = UUID.randomUUID();
        stripe.refund(topUp, request, 2_000_000);
        standIn.settleRefund(request.toString(), status);

        Event event = verified(standIn.refundEvent(type, request.toString()));

        assertEquals(topUp.clientId, event.clientId());
        assertEquals(topUp.id, event.topUpId());
        assertEquals(new Processor.RefundReport(request, expected), event.refund());
        assertEquals(
                expected == Processor.RefundState.FAILED ? 0 : 2_000_000,
                event.state().refundedMicros());
    }

    @Test
    void refundMadeAtStripeReportsTheTotalOnly() {
        standIn.pay(topUp.session);
        standIn.refundAtStripe(topUp.session, 100);

        Event event = verified(standIn.refundEvent("refund.updated", null));

        assertNull(event.refund());
        assertEquals(1_000_000, event.state().refundedMicros());
    }

    @Test
    void disputeWaitsForAnUnavailableStripe() {
        standIn.pay(topUp.session);
        String event = standIn.dispute(topUp.session, 500);
        standIn.answerWith(500, "{}");

        assertThrows(ProcessorDown.class, () -> verified(event));
    }

    @Test
    void repeatedEventReadsTheSame() {
        String event = standIn.pay(topUp.session);

        assertEquals(verified(event), verified(event));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payment_intent.succeeded",
                "charge.succeeded",
                "charge.updated",
                "refund.created",
                "customer.created",
                "checkout.session.not_invented_yet",
                "CHECKOUT.SESSION.COMPLETED"
            })
    void eventOfAnotherKindIsIgnored(String type) {
        standIn.pay(topUp.session);

        assertNull(verified(standIn.event(type, topUp.session)));
    }

    @Test
    void eventOfOurOwnAccountNeedsNoName() {
        assertEquals(topUp.id, verified(standIn.pay(topUp.session)).topUpId());
    }

    @Test
    void eventOfTheConfiguredConnectedAccountIsAccepted() {
        stripe = stripe(Map.of("farthing.topup.stripe.account", "acct_1Ours"));
        String event = standIn.pay(topUp.session);

        assertEquals(
                topUp.id,
                verified(event.replaceFirst("\\{", "{\"account\":\"acct_1Ours\","))
                        .topUpId());
        assertRefused(event.replaceFirst("\\{", "{\"account\":\"acct_1Theirs\","), ProblemCode.EVENT_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"acct_1Theirs\"", "\"\"", "1", "{}", "[]"})
    void eventOfAnotherAccountIsRefused(String account) {
        String event = standIn.pay(topUp.session).replaceFirst("\\{", "{\"account\":" + account + ",");

        assertRefused(event, ProblemCode.EVENT_REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "/metadata/top_up, 01900000-0000-7000-8000-000000000bad",
        "/metadata/top_up, not-an-id",
        "/metadata/top_up, 1-1-1-1-1",
        "/metadata/client, not-an-id",
        "/metadata/client, ''",
        "/client_reference_id, 01900000-0000-7000-8000-000000000bad",
        "/client_reference_id, not-an-id",
        "/currency, zzz",
    })
    void sessionWhoseNamesDoNotFitIsRefused(String field, String value) {
        String event = StripeStandIn.changed(standIn.pay(topUp.session), OBJECT + field, value);

        assertRefused(event, ProblemCode.EVENT_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metadata",
                "/metadata/top_up",
                "/metadata/client",
                "/client_reference_id",
                "/id",
                "/payment_intent",
                "/amount_total",
                "/currency"
            })
    void sessionOfOursThatLacksSomethingIsRefused(String field) {
        assertRefused(StripeStandIn.without(standIn.pay(topUp.session), OBJECT + field), ProblemCode.EVENT_REFUSED);
    }

    @Test
    void foreignCheckoutOnTheSameAccountIsIgnored() {
        String event = StripeStandIn.without(standIn.pay(topUp.session), OBJECT + "/metadata");

        assertNull(verified(StripeStandIn.without(event, OBJECT + "/client_reference_id")));
        assertNull(verified(StripeStandIn.changed(event, OBJECT + "/client_reference_id", "order 17")));
    }

    @Test
    void foreignChargeOnTheSameAccountIsIgnored() {
        standIn.pay(topUp.session);
        String event = standIn.refundAtStripe(topUp.session, 100);

        assertNull(verified(StripeStandIn.without(event, OBJECT + "/metadata")));
    }

    @Test
    void chargeThatNamesNoTopUpOfOursIsRefused() {
        standIn.pay(topUp.session);
        String event = standIn.refundAtStripe(topUp.session, 100);

        assertRefused(StripeStandIn.without(event, OBJECT + "/metadata/client"), ProblemCode.EVENT_REFUSED);
        assertRefused(StripeStandIn.without(event, OBJECT + "/payment_intent"), ProblemCode.EVENT_REFUSED);
        assertRefused(StripeStandIn.without(event, OBJECT + "/amount_refunded"), ProblemCode.EVENT_REFUSED);
    }

    @Test
    void disputeOfAPaymentWithoutAnIntentIsIgnored() {
        standIn.pay(topUp.session);

        assertNull(verified(StripeStandIn.without(standIn.dispute(topUp.session, 100), OBJECT + "/payment_intent")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "[]",
                "null",
                "\"text\"",
                "{}",
                "{\"id\":\"evt_1\"}",
                "{\"type\":\"charge.refunded\"}",
                "{\"id\":1,\"type\":\"charge.refunded\"}",
                "{\"id\":\"evt_1\",\"type\":\"charge.refunded\"} x",
                "{\"id\":\"evt_1\",\"id\":\"evt_2\",\"type\":\"charge.refunded\"}",
                "{\"id\":\"evt_1\",\"type\":"
            })
    void signedInvalidEventIsMalformed(String body) {
        assertRefused(body, ProblemCode.MALFORMED_JSON);
    }

    @Test
    void signedInvalidUtf8IsMalformed() {
        byte[] body = {(byte) '{', (byte) '"', (byte) 0xff, (byte) 0xfe, (byte) '"'};
        String header = WebhookSignature.sign(StripeStandIn.WEBHOOK_SECRET, body, Instant.now());

        Problem refused = assertThrows(Problem.class, () -> stripe.verify(body, name -> header));

        assertEquals(ProblemCode.MALFORMED_JSON, refused.code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkout.session.completed",
                "checkout.session.expired",
                "charge.refunded",
                "charge.dispute.created"
            })
    void eventWithoutAnObjectIsIgnored(String type) {
        assertNull(verified("{\"id\":\"evt_1\",\"type\":\"" + type + "\",\"data\":{}}"));
        assertNull(verified("{\"id\":\"evt_1\",\"type\":\"" + type + "\"}"));
    }

    @Test
    void unsignedEventIsRefusedBeforeItIsRead() {
        String event = standIn.dispute(paidSession(), 100);
        int calls = standIn.requests().size();

        Problem refused =
                assertThrows(Problem.class, () -> stripe.verify(event.getBytes(StandardCharsets.UTF_8), name -> null));

        assertEquals(ProblemCode.INVALID_SIGNATURE, refused.code());
        assertEquals(calls, standIn.requests().size());
    }

    @Test
    void signatureIsReadFromTheHeaderOfStripeOnly() {
        byte[] body = standIn.pay(topUp.session).getBytes(StandardCharsets.UTF_8);
        String header = StripeStandIn.sign(new String(body, StandardCharsets.UTF_8));

        assertEquals(
                topUp.id,
                stripe.verify(body, name -> name.equals("Stripe-Signature") ? header : null)
                        .topUpId());
    }

    @Test
    void topUpsAreDistinguished() {
        TopUp other = StripeBench.topUp(5_000_000);
        other.session = stripe.begin(other).session();

        Event one = verified(standIn.pay(topUp.session));
        Event two = verified(standIn.pay(other.session));

        assertEquals(topUp.id, one.topUpId());
        assertEquals(other.id, two.topUpId());
        assertNotEquals(one.state().payment(), two.state().payment());
    }

    private Stripe stripe(Map<String, String> changes) {
        return StripeBench.stripe(StripeBench.config(standIn, changes), "EUR");
    }

    private String paidSession() {
        standIn.pay(topUp.session);
        return topUp.session;
    }

    private String payment() {
        return standIn.paymentOf(topUp.session);
    }

    private Event verified(String event) {
        String header = StripeStandIn.sign(event);
        return stripe.verify(event.getBytes(StandardCharsets.UTF_8), name -> header);
    }

    private void assertRefused(String event, ProblemCode code) {
        Problem refused = assertThrows(Problem.class, () -> verified(event));
        assertEquals(code, refused.code());
    }

    private static String id(String event) throws IOException {
        JsonNode tree = new ObjectMapper().readTree(event);
        return tree.path("id").textValue();
    }
}
