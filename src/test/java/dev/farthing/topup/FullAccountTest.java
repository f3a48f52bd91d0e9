package dev.farthing.topup;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.Payments.GOOD_CARD;
import static dev.farthing.support.Payments.atTheProcessor;
import static dev.farthing.support.Payments.begin;
import static dev.farthing.support.Payments.look;
import static dev.farthing.support.Payments.path;
import static dev.farthing.support.Payments.pay;
import static dev.farthing.support.Payments.payment;
import static dev.farthing.support.Payments.refund;
import static dev.farthing.support.Payments.topUp;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.ledger.AccountLock;
import dev.farthing.ledger.AccountName;
import dev.farthing.ledger.EntryKind;
import dev.farthing.ledger.Movement;
import dev.farthing.ledger.Postings;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Books;
import dev.farthing.support.Calls;
import dev.farthing.support.CapturedLog;
import dev.farthing.support.Metrics;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.ContentType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An account at its limit: what does not fit is refused before it is paid, and what was paid reaches an operator. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FullAccountTest {
    private static final long UNIT = 1_000_000;

    private final TestDatabase database = TestDatabase.shared();

    @Inject
    Postings postings;

    @Inject
    Reconciliation reconciliation;

    @AfterEach
    void booksAreRight() {
        Books.assertRight(database);
    }

    private void fill(Wallet wallet, long roomMicros) {
        long balanceMicros = Long.parseLong(database.value(
                "select coalesce(max(balance_micros), 0) from account where client_id = ?::uuid", wallet.id()));
        postings.credit(movement(wallet, AccountLock.MOST_MICROS - balanceMicros - roomMicros));
    }

    private void makeRoom(Wallet wallet, long micros) {
        postings.takeBack(movement(wallet, micros));
    }

    private static Movement movement(Wallet wallet, long micros) {
        return Movement.of(
                UUID.fromString(wallet.id()),
                EntryKind.ADJUSTMENT,
                AccountName.ADJUSTMENT,
                micros,
                "key:" + UUID.randomUUID(),
                "for a test");
    }

    private void reconcile(String table, String id) {
        database.execute("update " + table
                + " set next_check_at = now(), created_at = now() - interval '1 hour' where id = '" + id + "'");
        reconciliation.run();
    }

    /** Begun while it fitted, paid after the account was filled. */
    private String paidWithoutRoom(Wallet reader) {
        String url = begin(reader, "10.00").path("checkoutUrl");
        fill(reader, UNIT);
        pay(url, GOOD_CARD).then().statusCode(303);
        return database.value("select id from top_up where client_id = ?::uuid", reader.id());
    }

    @Test
    void topUpWithoutRoomIsRefusedBeforeItIsPaid() {
        Wallet reader = wallet();
        fill(reader, 11 * UNIT - 1);

        // 10.00 and its bonus of 1.00.
        problem(begin(reader, "10.00"), 409, "balance_too_low");
        begin(reader, "5.00").then().statusCode(201);
    }

    @Test
    void topUpsUnderWayTakeTheirRoom() {
        Wallet reader = wallet();
        fill(reader, 12 * UNIT);
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("amount", eur("5.00"));

        begin(reader, "5.00").then().statusCode(201);
        begin(reader, key, body).then().statusCode(201);
        problem(begin(reader, "5.00"), 409, "balance_too_low");
        begin(reader, key, body).then().statusCode(201).header("Idempotency-Replayed", is("true"));
    }

    @Test
    void transferWithoutRoomIsRefusedBeforeItIsPaid() {
        Wallet reader = wallet();
        fill(reader, UNIT);

        problem(as(reader).contentType(ContentType.JSON).body("""
                                {"payment_transfer":{"reference":"full","amount":"500","currency":"eur",\
                                "sender_account_uri":"pan:4242424242424242;exp=2040-08;cvc=123"}}""").post("/merchant/transfers"), 409, "balance_too_low");
    }

    @Test
    void linkWithoutRoomIsRefusedBeforeItIsPaid() {
        Wallet reader = wallet();
        String link = path(read(reader, article("0.05")).path("topUpUrl"));
        fill(reader, UNIT);

        problem(given().post(link), 409, "balance_too_low");
    }

    @Test
    void paymentWithoutRoomReachesAnOperatorAndIsCreditedWhenItFits() {
        Wallet reader = wallet();
        try (CapturedLog log = CapturedLog.of(Settlement.class)) {
            String id = paidWithoutRoom(reader);

            look(reader, id)
                    .then()
                    .body("status", is("PAID"))
                    .body("failure", is("balance_too_low"))
                    .body("detail", containsString("maximum"));
            assertTrue(log.text().contains("Top-up " + id + " is paid, but"), log::text);
            reconcile("top_up", id);
            assertEquals(
                    1,
                    Metrics.now()
                            .value("farthing_payments_stuck", "what", "uncredited")
                            .intValue());
            problem(refund(id, "1.00"), 409, "top_up_not_refundable");

            makeRoom(reader, 20 * UNIT);
            reconcile("top_up", id);

            look(reader, id).then().body("status", is("SUCCEEDED"));
            assertEquals("999999999990.00", balance(reader));
            assertEquals(
                    0,
                    Metrics.now()
                            .value("farthing_payments_stuck", "what", "uncredited")
                            .intValue());
        }
    }

    @Test
    void paymentWithoutRoomEndsWhenThePayerHasTheMoneyBack() {
        Wallet reader = wallet();
        String id = paidWithoutRoom(reader);

        atTheProcessor(id, "refunds", "10.00").then().statusCode(201);

        look(reader, id).then().body("status", is("FAILED"));
        makeRoom(reader, 20 * UNIT);
        reconcile("top_up", id);
        assertEquals("999999999979.00", balance(reader));
    }

    @Test
    void purchaseIsNotRefundedIntoAFullAccount() {
        Wallet reader = wallet("1.00");
        String slug = article("0.50");
        read(reader, slug).then().statusCode(200);
        fill(reader, UNIT / 4);

        problem(Calls.refund(reader, slug), 409, "balance_too_low");

        read(reader, slug).then().statusCode(200).header("Credit-Charged", is("0 EUR"));
        makeRoom(reader, UNIT);
        Calls.refund(reader, slug).then().statusCode(201);
    }

    @Test
    void wonDisputeWaitsForRoom() {
        Wallet reader = wallet();
        String id = topUp(reader, "10.00");
        atTheProcessor(id, "disputes", "10.00").then().statusCode(201);
        fill(reader, UNIT);

        try (CapturedLog log = CapturedLog.of(Settlement.class)) {
            atTheProcessor(id, "reinstatements", "10.00").then().statusCode(201);
            assertTrue(log.text().contains("A dispute of top-up " + id + " was won, but"), log::text);
        }
        look(reader, id).then().body("status", is("REFUNDED"));
        reconcile("top_up", id);
        assertEquals(
                1,
                Metrics.now()
                        .value("farthing_payments_stuck", "what", "uncredited")
                        .intValue());

        makeRoom(reader, 20 * UNIT);
        reconcile("top_up", id);

        look(reader, id).then().body("status", is("SUCCEEDED"));
        assertEquals("999999999990.00", balance(reader));
    }

    @Test
    void failedRefundWaitsForRoom() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");
        String refund = refund(id, "5.00").path("id");
        // As if the processor had not answered, and now refused it.
        database.execute("delete from sandbox_refund where id = '" + refund + "'");
        database.execute("update sandbox_payment set refunded_micros = 0, disputed_micros = amount_micros where id = '"
                + payment(id) + "'");
        database.execute("update top_up_refund set status = 'PENDING' where id = '" + refund + "'");
        database.execute(
                "update top_up set status = 'SUCCEEDED', refunded_micros = 0, refunding_micros = 5000000 where id = '"
                        + id + "'");
        fill(reader, UNIT);

        try (CapturedLog log = CapturedLog.of(RefundSettlement.class)) {
            reconcile("top_up_refund", refund);
            assertTrue(log.text().contains("Refund " + refund + " failed, but"), log::text);
        }
        assertEquals("PENDING", status(refund));

        makeRoom(reader, 20 * UNIT);
        reconcile("top_up_refund", refund);

        assertEquals("FAILED", status(refund));
        assertEquals("999999999984.00", balance(reader));
    }

    private String status(String refund) {
        return database.value("select status from top_up_refund where id = ?::uuid", refund);
    }
}
