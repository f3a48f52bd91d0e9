package dev.farthing.topup.stripe;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.Payments.begin;
import static dev.farthing.support.Payments.look;
import static dev.farthing.support.Payments.path;
import static dev.farthing.support.Payments.refund;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Books;
import dev.farthing.support.CapturedLog;
import dev.farthing.support.Race;
import dev.farthing.support.StripeResource;
import dev.farthing.support.StripeStandIn;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.Json;
import dev.farthing.support.http.Request;
import dev.farthing.support.http.Response;
import dev.farthing.topup.Reconciliation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credit paid for at Stripe, from the 402 to the article, with events in any order or lost. */
@QuarkusTest
@QuarkusTestResource(value = StripeResource.class, restrictToAnnotatedClass = true)
class StripeTopUpTest {
    private static final String OBJECT = "/data/object";

    StripeStandIn standIn;

    @Inject
    Reconciliation reconciliation;

    @AfterEach
    void resetProcessor() {
        standIn.recover();
        standIn.nextRefundsBecome("succeeded");
    }

    @AfterAll
    static void booksAreRight() {
        Books.assertRight(TestDatabase.shared());
    }

    private record Begun(Wallet reader, String id, String session) {}

    @Test
    void readerWithoutCreditPaysAtStripeAndReads() {
        Wallet reader = wallet();
        String slug = article("0.05");
        Response refused = read(reader, slug);
        problem(refused, 402, "insufficient_credit");

        Response begun = as(reader).accept("application/json").post(path(refused.path("topUpUrl")));
        begun.then().statusCode(201).body("topUp.status", is("PENDING")).body("topUp.amount", is(eur("5.00")));
        String session = session(begun.path("topUp.checkoutUrl"));
        assertEquals(
                "{\"received\":true,\"relevant\":true}",
                deliver(standIn.pay(session)).body());

        look(reader, begun.path("topUp.id"))
                .then()
                .body("status", is("SUCCEEDED"))
                .body("entry", is(1));
        read(reader, slug).then().statusCode(200).header("Credit-Charged", "0.05 EUR");
        assertEquals("4.95", balance(reader));
        as(reader)
                .get("/v1/me/entries")
                .then()
                .body("items.kind", contains("PURCHASE", "TOP_UP"))
                .body("items[1].from", is("PROCESSOR"))
                .body("items[1].reference", is("payment:stripe:" + standIn.paymentOf(session)));
    }

    @Test
    void fiftyConcurrentCopiesOfAWebhookCreditOnce() {
        Begun topUp = begun("5.00");
        String event = standIn.pay(topUp.session());

        List<Integer> statuses = Race.run(50, number -> deliver(event).statusCode());

        assertEquals(List.of(200), statuses.stream().distinct().toList());
        assertCreditedOnce(topUp);
    }

    @Test
    void concurrentEventsOfOnePaymentCreditOnce() {
        Begun topUp = begun("5.00");
        String completed = standIn.pay(topUp.session());
        List<String> events = Stream.concat(
                        Stream.of(completed),
                        Stream.generate(() ->
                                        standIn.event("checkout.session.async_payment_succeeded", topUp.session()))
                                .limit(9))
                .toList();

        List<Integer> statuses =
                Race.run(10, number -> deliver(events.get(number)).statusCode());

        assertEquals(List.of(200), statuses.stream().distinct().toList());
        assertCreditedOnce(topUp);
    }

    @Test
    void paymentThatTakesDaysIsCreditedWhenItArrives() {
        Begun topUp = begun("5.00");

        assertTaken(standIn.payLater(topUp.session()));
        assertNotCredited(topUp, "PENDING");

        assertTaken(standIn.arrive(topUp.session()));
        assertCreditedOnce(topUp);
    }

    @Test
    void paymentThatDoesNotArriveAfterDaysFails() {
        Begun topUp = begun("5.00");

        assertTaken(standIn.payLater(topUp.session()));
        assertTaken(standIn.fail(topUp.session()));

        assertNotCredited(topUp, "FAILED");
    }

    @Test
    void unpaidSessionExpires() {
        Begun topUp = begun("5.00");

        assertTaken(standIn.expire(topUp.session()));

        assertNotCredited(topUp, "EXPIRED");
    }

    @Test
    void eventOutOfOrderDoesNotUndoThePayment() {
        Begun topUp = begun("5.00");
        String open = standIn.event("checkout.session.completed", topUp.session());
        String expired = standIn.event("checkout.session.expired", topUp.session());
        String failed = standIn.event("checkout.session.async_payment_failed", topUp.session());
        String paid = standIn.pay(topUp.session());

        for (String event : List.of(expired, paid, failed, open, expired)) {
            assertTaken(event);
        }

        assertCreditedOnce(topUp);
    }

    @Test
    void returnFromTheCheckoutGivesNoCredit() {
        Begun topUp = begun("5.00");
        String successUrl = standIn.requests().stream()
                .map(request -> request.form().getOrDefault("success_url", ""))
                .filter(url -> url.contains(topUp.id()))
                .findFirst()
                .orElseThrow();

        given().get(path(successUrl)).then().statusCode(200);

        assertNotCredited(topUp, "PENDING");
    }

    @Test
    void webhookCreditsBeforeTheReaderReturns() {
        Begun topUp = begun("5.00");

        assertTaken(standIn.pay(topUp.session()));

        assertCreditedOnce(topUp);
        given().get("/top-up/return?topUp=" + topUp.id()).then().statusCode(200);
        assertCreditedOnce(topUp);
    }

    static Stream<List<Integer>> ordersOfThree() {
        return Stream.of(
                List.of(0, 1, 2),
                List.of(0, 2, 1),
                List.of(1, 0, 2),
                List.of(1, 2, 0),
                List.of(2, 0, 1),
                List.of(2, 1, 0));
    }

    @ParameterizedTest
    @MethodSource("ordersOfThree")
    void paymentRefundAndDisputeEndTheSameInEveryOrder(List<Integer> order) {
        Begun topUp = begun("5.00");
        List<String> events = List.of(
                standIn.pay(topUp.session()),
                standIn.refundAtStripe(topUp.session(), 100),
                standIn.dispute(topUp.session(), 200));

        order.forEach(number -> assertTaken(events.get(number)));
        events.forEach(this::assertTaken);

        look(topUp.reader(), topUp.id())
                .then()
                .body("status", is("PARTLY_REFUNDED"))
                .body("refunded", is(eur("1.00")))
                .body("chargedBack", is(eur("2.00")));
        assertEquals("2.00", balance(topUp.reader()));
        assertEquals(3, entries(topUp.reader()));
        problem(begin(topUp.reader(), "5.00"), 403, "client_suspended");
    }

    @Test
    void refundsOutOfOrderAddUpToTheLargestTotal() {
        Begun topUp = begun("5.00");
        String paid = standIn.pay(topUp.session());
        String first = standIn.refundAtStripe(topUp.session(), 100);
        String second = standIn.refundAtStripe(topUp.session(), 150);

        List.of(paid, second, first, second).forEach(this::assertTaken);

        assertEquals("2.50", balance(topUp.reader()));
        look(topUp.reader(), topUp.id()).then().body("refunded", is(eur("2.50")));
    }

    @Test
    void chargebackTakesTheRestBooksALossAndSuspends() {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        String owned = article("2.00");
        read(topUp.reader(), owned).then().statusCode(200);

        assertTaken(standIn.dispute(topUp.session(), 500));

        assertEquals("0.00", balance(topUp.reader()));
        look(topUp.reader(), topUp.id()).then().body("status", is("REFUNDED")).body("chargedBack", is(eur("5.00")));
        assertEquals(
                List.of(
                        List.of("TOP_UP", "PROCESSOR", "CLIENT", "5000000"),
                        List.of("PURCHASE", "CLIENT", "REVENUE", "2000000"),
                        List.of("CHARGEBACK", "CLIENT", "PROCESSOR", "3000000"),
                        List.of("LOSS", "LOSS", "PROCESSOR", "2000000")),
                kinds(topUp));
        problem(read(topUp.reader(), article("0.05")), 403, "client_suspended");
        problem(begin(topUp.reader(), "5.00"), 403, "client_suspended");
        read(topUp.reader(), owned).then().statusCode(200);
    }

    @ParameterizedTest
    @MethodSource("ordersOfThree")
    void disputeGivesBackWhatItTook(List<Integer> order) {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        read(topUp.reader(), article("2.00")).then().statusCode(200);
        String disputed = standIn.dispute(topUp.session(), 500);
        assertTaken(disputed);
        assertEquals("0.00", balance(topUp.reader()));
        List<String> won = standIn.winDisputes(topUp.session());
        List<String> events = List.of(disputed, won.get(0), won.get(1));

        order.forEach(number -> assertTaken(events.get(number)));
        Race.run(6, number -> deliver(events.get(number % 3)).statusCode());
        events.forEach(this::assertTaken);

        assertEquals("3.00", balance(topUp.reader()));
        look(topUp.reader(), topUp.id())
                .then()
                .body("status", is("SUCCEEDED"))
                .body("chargedBack", is(eur("5.00")))
                .body("reinstated", is(eur("5.00")));
        assertEquals(
                List.of(
                        List.of("TOP_UP", "PROCESSOR", "CLIENT", "5000000"),
                        List.of("PURCHASE", "CLIENT", "REVENUE", "2000000"),
                        List.of("CHARGEBACK", "CLIENT", "PROCESSOR", "3000000"),
                        List.of("LOSS", "LOSS", "PROCESSOR", "2000000"),
                        List.of("LOSS_REVERSED", "PROCESSOR", "LOSS", "2000000"),
                        List.of("CHARGEBACK_REVERSED", "PROCESSOR", "CLIENT", "3000000")),
                kinds(topUp));
        // The publisher decides about the client.
        problem(begin(topUp.reader(), "5.00"), 403, "client_suspended");
    }

    @ParameterizedTest
    @MethodSource("ordersOfThree")
    void disputeThatIsWonBeforeItIsToldOfTakesNothing(List<Integer> order) {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        String disputed = standIn.dispute(topUp.session(), 500);
        List<String> won = standIn.winDisputes(topUp.session());
        List<String> events = List.of(disputed, won.get(0), won.get(1));

        order.forEach(number -> assertTaken(events.get(number)));

        assertCreditedOnce(topUp);
        begin(topUp.reader(), "5.00").then().statusCode(201);
    }

    @Test
    void wonDisputeWithALostEventIsFound() {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        assertTaken(standIn.dispute(topUp.session(), 500));
        due(topUp);
        reconciliation.run();
        assertEquals("0.00", balance(topUp.reader()));

        List<String> lost = standIn.winDisputes(topUp.session());
        due(topUp);
        reconciliation.run();

        assertEquals("5.00", balance(topUp.reader()));
        lost.forEach(this::assertTaken);
        assertEquals("5.00", balance(topUp.reader()));
        assertEquals(3, entries(topUp.reader()));
        assertEquals("f", disputePending(topUp));
    }

    @Test
    void inquiryThatBecomesADisputeWithoutAnEventIsFound() {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        assertTaken(standIn.inquire(topUp.session(), 500));
        standIn.decideDisputes(topUp.session(), "needs_response");

        due(topUp);
        reconciliation.run();

        assertEquals("0.00", balance(topUp.reader()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lost", "warning_closed", "prevented"})
    void decidedDisputeIsAskedForNoMore(String status) {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        assertTaken(standIn.inquire(topUp.session(), 500));
        assertEquals("t", disputePending(topUp));

        standIn.decideDisputes(topUp.session(), status);
        assertTaken(standIn.disputeEvent("charge.dispute.closed", topUp.session()));

        assertEquals("f", disputePending(topUp));
        assertEquals(status.equals("warning_closed") ? "5.00" : "0.00", balance(topUp.reader()));
    }

    @Test
    void partGivenBackLeavesTheRestDisputed() {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        assertTaken(standIn.dispute(topUp.session(), 500));
        String some = standIn.reinstate(topUp.session(), 200, "eur");

        List.of(some, some).forEach(this::assertTaken);

        assertEquals("2.00", balance(topUp.reader()));
        look(topUp.reader(), topUp.id())
                .then()
                .body("status", is("PARTLY_REFUNDED"))
                .body("reinstated", is(eur("2.00")));
    }

    @Test
    void disputeOfARefundedTopUpGivesBackNoMoreThanItTook() {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        assertTaken(standIn.refundAtStripe(topUp.session(), 300));
        assertTaken(standIn.dispute(topUp.session(), 500));
        assertEquals("0.00", balance(topUp.reader()));

        // The refunded part comes back first, and was not taken by the dispute.
        assertTaken(standIn.reinstate(topUp.session(), 300, "eur"));
        assertEquals("0.00", balance(topUp.reader()));
        assertTaken(standIn.reinstate(topUp.session(), 200, "eur"));

        assertEquals("2.00", balance(topUp.reader()));
        look(topUp.reader(), topUp.id()).then().body("reinstated", is(eur("2.00")));
    }

    @Test
    void inquiryTakesNoCreditAndDoesNotSuspend() {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));

        assertTaken(standIn.inquire(topUp.session(), 500));

        assertCreditedOnce(topUp);
        begin(topUp.reader(), "5.00").then().statusCode(201);
    }

    static Stream<Arguments> eventsThatDoNotFit() {
        return Stream.of(
                misfit("foreign account", event -> event.replaceFirst("\\{", "{\"account\":\"acct_1Theirs\",")),
                misfit("other currency", event -> StripeStandIn.changed(event, OBJECT + "/currency", "usd")),
                misfit("smaller amount", event -> StripeStandIn.changed(event, OBJECT + "/amount_total", 499)),
                misfit("larger amount", event -> StripeStandIn.changed(event, OBJECT + "/amount_total", 50_000)),
                misfit("no amount", event -> StripeStandIn.changed(event, OBJECT + "/amount_total", 0)),
                misfit("negative amount", event -> StripeStandIn.changed(event, OBJECT + "/amount_total", -500)),
                misfit("other session", event -> StripeStandIn.changed(event, OBJECT + "/id", "cs_test_other")),
                misfit(
                        "other client",
                        event -> StripeStandIn.changed(
                                event,
                                OBJECT + "/metadata/client",
                                UUID.randomUUID().toString())),
                misfit("unknown top-up", event -> {
                    String unknown = UUID.randomUUID().toString();
                    return StripeStandIn.changed(
                            StripeStandIn.changed(event, OBJECT + "/metadata/top_up", unknown),
                            OBJECT + "/client_reference_id",
                            unknown);
                }),
                misfit(
                        "other reference",
                        event -> StripeStandIn.changed(
                                event,
                                OBJECT + "/client_reference_id",
                                UUID.randomUUID().toString())));
    }

    private static Arguments misfit(String name, UnaryOperator<String> change) {
        return Arguments.of(org.junit.jupiter.api.Named.of(name, change));
    }

    @ParameterizedTest
    @MethodSource("eventsThatDoNotFit")
    void mismatchedEventIsRefusedAndTheRightOneStillCredits(UnaryOperator<String> change) {
        Begun topUp = begun("5.00");
        String event = standIn.pay(topUp.session());

        try (CapturedLog log = CapturedLog.ofEverything()) {
            HttpResponse<String> refused = deliver(change.apply(event));

            assertEquals(422, refused.statusCode());
            assertEquals("event_refused", Json.from(refused.body()).getString("error.code"));
            assertNoSecret(log.text());
            assertNoSecret(refused.body());
        }
        assertNotCredited(topUp, "PENDING");
        assertTaken(event);
        assertCreditedOnce(topUp);
    }

    static Stream<Arguments> signaturesThatDoNotFit() {
        String other = "whsec_ofSomebodyElse0123456789abcdef";
        Instant now = Instant.now();
        return Stream.of(
                misfit("other secret", event -> StripeStandIn.sign(event, other, now)),
                misfit(
                        "old",
                        event -> StripeStandIn.sign(
                                event,
                                StripeStandIn.WEBHOOK_SECRET,
                                Instant.now().minusSeconds(600))),
                misfit(
                        "of the future",
                        event -> StripeStandIn.sign(
                                event,
                                StripeStandIn.WEBHOOK_SECRET,
                                Instant.now().plusSeconds(600))),
                misfit("of another body", event -> StripeStandIn.sign(event + " ")),
                misfit("nonsense", event -> "nonsense"),
                misfit("absent", event -> null));
    }

    @ParameterizedTest
    @MethodSource("signaturesThatDoNotFit")
    void invalidOrOldSignatureIsRefused(UnaryOperator<String> signature) {
        Begun topUp = begun("5.00");
        String event = standIn.pay(topUp.session());

        try (CapturedLog log = CapturedLog.ofEverything()) {
            HttpResponse<String> refused = StripeStandIn.deliver(baseUrl(), event, signature.apply(event));

            assertEquals(400, refused.statusCode());
            assertEquals("invalid_signature", Json.from(refused.body()).getString("error.code"));
            assertNoSecret(log.text());
        }
        assertNotCredited(topUp, "PENDING");
    }

    @Test
    void signedInvalidEventIsMalformed() {
        HttpResponse<String> refused = deliver("[1, 2");

        assertEquals(400, refused.statusCode());
        assertEquals("malformed_json", Json.from(refused.body()).getString("error.code"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment_intent.succeeded", "charge.succeeded", "invoice.paid", "not.invented.yet"})
    void eventOfAnotherKindIsAcceptedAndIgnored(String type) {
        Begun topUp = begun("5.00");
        standIn.pay(topUp.session());

        HttpResponse<String> answer = deliver(standIn.event(type, topUp.session()));

        assertEquals(200, answer.statusCode());
        assertEquals("{\"received\":true,\"relevant\":false}", answer.body());
        assertNotCredited(topUp, "PENDING");
    }

    @Test
    void foreignCheckoutOnTheSameAccountIsAcceptedAndIgnored() {
        Begun topUp = begun("5.00");
        String event = StripeStandIn.without(standIn.pay(topUp.session()), OBJECT + "/metadata");

        HttpResponse<String> answer = deliver(StripeStandIn.without(event, OBJECT + "/client_reference_id"));

        assertEquals(200, answer.statusCode());
        assertNotCredited(topUp, "PENDING");
    }

    @Test
    void onePaymentDoesNotPayTwoTopUpsOfAClient() {
        Begun one = begun("5.00");
        Response second = begin(one.reader(), "5.00");
        String session = session(second.path("checkoutUrl"));
        assertTaken(standIn.pay(one.session()));

        HttpResponse<String> refused = deliver(StripeStandIn.changed(
                standIn.pay(session), OBJECT + "/payment_intent", standIn.paymentOf(one.session())));

        assertEquals(422, refused.statusCode(), refused.body());
        assertCreditedOnce(one);
        look(one.reader(), second.path("id")).then().body("status", is("PENDING"));
    }

    @Test
    void topUpsWaitAndArticlesAreReadWhileStripeIsDown() {
        Wallet reader = wallet("1.00");
        String slug = article("0.05");
        String key = UUID.randomUUID().toString();
        Map<String, Object> wanted = Map.of("amount", eur("5.00"));

        try (CapturedLog log = CapturedLog.ofEverything()) {
            standIn.answerWith(503, "{\"error\":{\"message\":\"away\"}}");
            Response away = begin(reader, key, wanted);
            problem(away, 503, "processor_unavailable").header("Retry-After", is("10"));
            read(reader, slug).then().statusCode(200);
            assertNoSecret(log.text());
        }

        standIn.recover();
        Response begun = begin(reader, key, wanted);
        begun.then().statusCode(201).body("status", is("PENDING"));
        assertEquals(begun.path("checkoutUrl"), begin(reader, key, wanted).<String>path("checkoutUrl"));
        as(reader).get("/v1/me/top-ups").then().body("items", hasSize(1));
        assertTaken(standIn.pay(session(begun.path("checkoutUrl"))));
        assertEquals("5.95", balance(reader));
    }

    @Test
    void checkoutWithALostAnswerIsFoundByTheSameKey() {
        Wallet reader = wallet();
        String key = UUID.randomUUID().toString();
        Map<String, Object> wanted = Map.of("amount", eur("5.00"));
        standIn.loseAnswers();
        problem(begin(reader, key, wanted), 503, "processor_unavailable");
        standIn.recover();

        String session = session(begin(reader, key, wanted).path("checkoutUrl"));

        List<String> opened = standIn.requests().stream()
                .filter(request -> request.path().equals("/v1/checkout/sessions"))
                .map(request -> request.headers().get("idempotency-key"))
                .toList();
        assertEquals(opened.get(opened.size() - 1), opened.get(opened.size() - 2), "both tries have the top-up's key");
        assertTaken(standIn.pay(session));
        assertEquals("5.00", balance(reader));
    }

    @Test
    void disputeThatCannotBeLookedUpIsRetriedLater() {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        String dispute = standIn.dispute(topUp.session(), 500);
        standIn.answerWith(500, "{}");

        assertEquals(503, deliver(dispute).statusCode());

        assertEquals("5.00", balance(topUp.reader()));
        standIn.recover();
        assertTaken(dispute);
        assertEquals("0.00", balance(topUp.reader()));
    }

    @Test
    void paymentWithALostEventIsFoundAndALateEventAddsNothing() {
        Begun topUp = begun("5.00");
        String lost = standIn.pay(topUp.session());
        TestDatabase.shared().execute("update top_up set next_check_at = now() where id = '" + topUp.id() + "'");

        reconciliation.run();

        assertCreditedOnce(topUp);
        assertTaken(lost);
        assertCreditedOnce(topUp);
    }

    @Test
    void refundByAnAdminIsBookedOnceDespiteItsEvent() {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));

        refund(topUp.id(), "2.00").then().statusCode(201).body("status", is("SUCCEEDED"));
        assertTaken(standIn.refunded(topUp.session()));

        assertEquals("3.00", balance(topUp.reader()));
        look(topUp.reader(), topUp.id())
                .then()
                .body("status", is("PARTLY_REFUNDED"))
                .body("refunded", is(eur("2.00")));
    }

    @Test
    void refundRefusedByStripeReturnsTheCreditLessEarlierRefunds() {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        String event = standIn.refundAtStripe(topUp.session(), 400);

        refund(topUp.id(), "2.00").then().statusCode(201).body("status", is("FAILED"));

        assertEquals("1.00", balance(topUp.reader()));
        assertTaken(event);
        assertEquals("1.00", balance(topUp.reader()));
        look(topUp.reader(), topUp.id()).then().body("refunded", is(eur("4.00")));
    }

    @Test
    void failedRefundIsBookedOnceStripeReportsTheTotal() {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        standIn.nextRefundsBecome("pending");
        String key = UUID.randomUUID().toString();
        String body = "{\"amount\":{\"amount\":\"2.00\",\"currency\":\"EUR\"}}";
        Response pending = refund(topUp.id(), key, body);
        standIn.settleRefund(pending.path("id"), "failed");
        standIn.answerWith(503, "{}");

        refund(topUp.id(), key, body).then().body("status", is("PENDING"));

        assertEquals("3.00", balance(topUp.reader()));
        standIn.recover();
        refund(topUp.id(), key, body).then().body("status", is("FAILED"));
        assertEquals("5.00", balance(topUp.reader()));
    }

    @Test
    void refundThatFailsAfterItsEventReturnsTheCredit() {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        standIn.nextRefundsBecome("pending");
        String key = UUID.randomUUID().toString();
        String body = "{\"amount\":{\"amount\":\"2.00\",\"currency\":\"EUR\"}}";
        Response pending = refund(topUp.id(), key, body);
        pending.then().body("status", is("PENDING"));
        assertTaken(standIn.refunded(topUp.session()));
        assertEquals("3.00", balance(topUp.reader()));

        standIn.settleRefund(pending.path("id"), "failed");
        refund(topUp.id(), key, body).then().body("status", is("FAILED"));

        assertEquals("5.00", balance(topUp.reader()));
        look(topUp.reader(), topUp.id()).then().body("status", is("SUCCEEDED")).body("refunded", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "pending, refund.failed, failed",
        "succeeded, refund.failed, failed",
        "succeeded, refund.updated, canceled"
    })
    void refundThatFailsIsToldByItsEvent(String first, String type, String status) {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        standIn.nextRefundsBecome(first);
        String id = refund(topUp.id(), "2.00").path("id");
        assertEquals("3.00", balance(topUp.reader()));

        standIn.settleRefund(id, status);
        String failed = standIn.refundEvent(type, id);
        Race.run(4, number -> deliver(failed).statusCode());
        assertTaken(failed);

        assertEquals("5.00", balance(topUp.reader()));
        assertEquals(3, entries(topUp.reader()));
        look(topUp.reader(), topUp.id()).then().body("status", is("SUCCEEDED")).body("refunded", nullValue());
        assertEquals("FAILED", TestDatabase.shared().value("select status from top_up_refund where id = ?::uuid", id));
    }

    @Test
    void pendingRefundThatSucceedsIsToldByItsEvent() {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        standIn.nextRefundsBecome("pending");
        String id = refund(topUp.id(), "2.00").path("id");

        standIn.settleRefund(id, "succeeded");
        assertTaken(standIn.refundEvent("refund.updated", id));

        assertEquals("3.00", balance(topUp.reader()));
        look(topUp.reader(), topUp.id()).then().body("refunded", is(eur("2.00")));
    }

    @Test
    void refundThatNobodyRequestedHereIsRefused() {
        Begun topUp = begun("5.00");
        assertTaken(standIn.pay(topUp.session()));
        String id = refund(topUp.id(), "2.00").path("id");
        String event = StripeStandIn.changed(
                standIn.refundEvent("refund.failed", id),
                OBJECT + "/metadata/refund",
                UUID.randomUUID().toString());

        assertEquals(
                422,
                deliver(StripeStandIn.changed(event, OBJECT + "/status", "failed"))
                        .statusCode());

        assertEquals("3.00", balance(topUp.reader()));
    }

    private static void due(Begun topUp) {
        TestDatabase.shared().execute("update top_up set next_check_at = now() where id = '" + topUp.id() + "'");
    }

    private static String disputePending(Begun topUp) {
        return TestDatabase.shared().value("select dispute_pending from top_up where id = ?::uuid", topUp.id());
    }

    private static List<List<String>> kinds(Begun topUp) {
        return TestDatabase.shared()
                .rows(
                        "select kind, from_account, to_account, amount_micros from ledger_entry"
                                + " where client_id = ?::uuid order by sequence",
                        topUp.reader().id());
    }

    private Begun begun(String amount) {
        Wallet reader = wallet();
        Response begun = begin(reader, amount);
        begun.then().statusCode(201);
        return new Begun(reader, begun.path("id"), session(begun.path("checkoutUrl")));
    }

    private static String session(String checkoutUrl) {
        return checkoutUrl.substring(checkoutUrl.lastIndexOf('/') + 1);
    }

    private static String baseUrl() {
        return Request.baseUrl();
    }

    private static HttpResponse<String> deliver(String event) {
        return StripeStandIn.deliver(baseUrl(), event);
    }

    private void assertTaken(String event) {
        HttpResponse<String> answer = deliver(event);
        assertEquals("200 {\"received\":true,\"relevant\":true}", answer.statusCode() + " " + answer.body());
    }

    private void assertCreditedOnce(Begun topUp) {
        look(topUp.reader(), topUp.id()).then().body("status", is("SUCCEEDED"));
        assertEquals("5.00", balance(topUp.reader()));
        assertEquals(1, entries(topUp.reader()));
    }

    private void assertNotCredited(Begun topUp, String status) {
        look(topUp.reader(), topUp.id()).then().body("status", is(status)).body("entry", nullValue());
        assertEquals("0.00", balance(topUp.reader()));
        assertEquals(0, entries(topUp.reader()));
    }

    private static void assertNoSecret(String text) {
        assertFalse(text.contains("standIn"), text);
        assertFalse(text.contains("Bearer"), text);
        assertFalse(text.contains("v1="), text);
    }
}
