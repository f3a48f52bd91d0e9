package dev.farthing.ledger;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.client.Suspension;
import dev.farthing.database.Database;
import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Books;
import dev.farthing.support.Calls;
import dev.farthing.support.Payments;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.TestDatabase;
import dev.farthing.topup.PaymentState;
import dev.farthing.topup.Settlement;
import dev.farthing.topup.TopUps;
import dev.farthing.web.Ids;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A movement that waits for the account decides by the account as the one before leaves it: the first is made, but not
 * committed, when the second arrives.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class WaitingForAccountTest {
    /** The bound of {@code balance_in_range}. */
    private static final long MOST_MICROS = 1_000_000_000_000_000_000L;

    private static final String WAITING = """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%account%'
            """;

    private final TestDatabase books = TestDatabase.shared();

    @Inject
    Database database;

    @Inject
    Postings postings;

    @Inject
    Refunds refunds;

    @Inject
    CreditExpiry expiry;

    @Inject
    ChargeBatch batch;

    @Inject
    Suspension suspension;

    @Inject
    Settlement settlement;

    @Inject
    TopUps topUps;

    @AfterEach
    void booksAreRight() {
        Books.assertRight(books);
    }

    /** Starts {@code second} while {@code first} is not committed, commits once it waits, and returns its result. */
    private <T> T waitingFor(Runnable first, Supplier<T> second) {
        List<CompletableFuture<T>> waiting = new ArrayList<>();
        database.inTransaction(() -> {
            first.run();
            waiting.add(CompletableFuture.supplyAsync(second));
            Await.until(
                    () -> !books.value(WAITING).equals("0") || waiting.get(0).isDone(),
                    () -> "nobody waits for the account");
            return null;
        });
        return waiting.get(0).join();
    }

    private static UUID id(Wallet wallet) {
        return UUID.fromString(wallet.id());
    }

    private static Movement movement(Wallet wallet, long micros) {
        return Movement.of(
                id(wallet), EntryKind.ADJUSTMENT, AccountName.ADJUSTMENT, micros, "key:" + UUID.randomUUID(), "test");
    }

    private void credit(Wallet wallet, long micros) {
        assertDone(postings.credit(movement(wallet, micros)));
    }

    private void grant(Wallet wallet, long micros, Instant until) {
        assertDone(postings.credit(new Movement(
                id(wallet),
                EntryKind.GRANT,
                AccountName.PROMOTION,
                micros,
                CreditPart.PROMO,
                until,
                null,
                "key:" + UUID.randomUUID(),
                "test")));
    }

    private void debit(Wallet wallet, long micros) {
        assertDone(postings.takeBack(movement(wallet, micros).from(CreditPart.PROMO_FIRST)));
    }

    /** In a transaction it does not wait before its statement begins. */
    private Postings.Outcome taking(Wallet wallet, long micros) {
        return database.inTransaction(
                () -> postings.takeBack(movement(wallet, micros).from(CreditPart.PROMO_FIRST)));
    }

    private static void assertDone(Postings.Outcome outcome) {
        assertEquals(Postings.Outcome.Done.class, outcome.getClass());
    }

    private Supplier<Answer> buying(Wallet wallet, String slug) {
        return () -> Remote.underTest().post(wallet.key(), "/v1/me/purchases", "{\"article\":\"" + slug + "\"}");
    }

    private static Answer adjust(Wallet wallet, String what, String amount) {
        return Remote.underTest()
                .send(
                        "POST",
                        "/v1/clients/" + wallet.id() + "/" + what,
                        Api.ADMIN_KEY,
                        "{\"amount\":%s,\"reason\":\"waits\"}".formatted(Remote.eur(amount)),
                        UUID.randomUUID().toString());
    }

    private static void assertStatus(int status, Answer answer) {
        assertEquals(status, answer.status(), answer::toString);
    }

    /** A client with paid credit only. */
    private static Wallet paid(String amount) {
        Wallet wallet = wallet();
        assertStatus(201, adjustment(wallet, amount));
        return wallet;
    }

    private static Answer adjustment(Wallet wallet, String amount) {
        return Remote.underTest()
                .send(
                        "POST",
                        "/v1/clients/" + wallet.id() + "/credits",
                        Api.ADMIN_KEY,
                        "{\"amount\":%s,\"reason\":\"paid\",\"kind\":\"ADJUSTMENT\"}".formatted(Remote.eur(amount)),
                        UUID.randomUUID().toString());
    }

    @Test
    void chargeIsPaidFromCreditThatItWaitedFor() {
        Wallet reader = paid("0.01");
        String slug = article("0.50");

        assertStatus(201, waitingFor(() -> credit(reader, 1_000_000), buying(reader, slug)));

        assertEquals("0.51", balance(reader));
    }

    @Test
    void chargeIsPaidFromAGiftThatItWaitedFor() {
        Wallet reader = paid("0.01");
        String slug = article("0.50");

        assertStatus(201, waitingFor(() -> grant(reader, 1_000_000, null), buying(reader, slug)));

        assertEquals("0.51", balance(reader));
    }

    @Test
    void chargeIsPaidFromARefundThatItWaitedFor() {
        Wallet reader = wallet("0.50");
        String earlier = article("0.50");
        read(reader, earlier).then().statusCode(200);

        assertStatus(
                201, waitingFor(() -> refunds.refund(id(reader), earlier, "test"), buying(reader, article("0.45"))));

        assertEquals("0.05", balance(reader));
    }

    @Test
    void chargeIsPaidFromATopUpWithBonusThatItWaitedFor() {
        Wallet reader = paid("0.01");
        String topUp = Payments.begin(reader, "10.00").path("id");

        assertStatus(
                201,
                waitingFor(
                        () -> settlement.answer(
                                topUps.find(UUID.fromString(topUp)),
                                PaymentState.paid("waited-" + topUp, 10_000_000, "EUR")),
                        buying(reader, article("10.50"))));

        assertEquals("0.51", balance(reader));
    }

    @Test
    void chargeIsRefusedWhenADebitThatItWaitedForLeavesTooLittle() {
        Wallet reader = wallet("1.00");

        Answer answer = waitingFor(() -> debit(reader, 900_000), buying(reader, article("0.50")));

        assertStatus(402, answer);
        assertEquals("insufficient_credit", answer.code());
        assertEquals("0.10", balance(reader));
    }

    @Test
    void chargeIsRefusedByASuspensionThatItWaitedFor() {
        Wallet reader = wallet("1.00");

        assertStatus(403, waitingFor(() -> suspension.suspend(id(reader), "test"), buying(reader, article("0.50"))));

        assertEquals("1.00", balance(reader));
    }

    @Test
    void chargeFollowsLimitsThatWereRaisedWhileItWaited() {
        Wallet reader = paid("0.01");
        String slug = article("0.50");
        Calls.change(reader, "{\"limits\":{\"maxPrice\":" + Remote.eur("0.10") + "}}")
                .then()
                .statusCode(200);

        assertStatus(
                201,
                waitingFor(
                        () -> {
                            credit(reader, 1_000_000);
                            database.change("update client set max_price_micros = null where id = ?", id(reader));
                        },
                        buying(reader, slug)));

        assertEquals("0.51", balance(reader));
    }

    @Test
    void chargeCannotSpendCreditWhoseExpiryItWaitedFor() {
        Wallet reader = expired("5.00");
        assertStatus(201, adjustment(reader, "0.60"));

        assertStatus(201, waitingFor(() -> expiry.expire(id(reader)), buying(reader, article("0.50"))));
        Answer second = buying(reader, article("0.50")).get();

        assertStatus(402, second);
        assertEquals("0.10", balance(reader));
    }

    @Test
    void expiryBooksOutWhatTheOneBeforeItLeft() {
        Wallet reader = paid("0.01");
        Instant end = Instant.now().plusMillis(300);

        PostedEntry entry = waitingFor(
                () -> {
                    grant(reader, 5_000_000, end);
                    Await.until(() -> Instant.now().isAfter(end), () -> "time stands still");
                },
                () -> expiry.expire(id(reader)));

        assertEquals(5_000_000, entry.amountMicros());
        assertEquals("0.01", balance(reader));
    }

    @Test
    void expiryWithinATransactionBooksOutWhatTheOneBeforeItLeft() {
        Wallet reader = paid("0.01");
        Instant end = Instant.now().plusMillis(300);

        PostedEntry entry = waitingFor(
                () -> {
                    grant(reader, 5_000_000, end);
                    Await.until(() -> Instant.now().isAfter(end), () -> "time stands still");
                },
                () -> database.inTransaction(() -> expiry.expire(id(reader))));

        assertEquals(5_000_000, entry.amountMicros());
    }

    @Test
    void chargeBooksOutCreditThatExpiredWhileItWaited() {
        Wallet reader = paid("0.60");
        Instant end = Instant.now().plusMillis(300);

        assertStatus(
                201,
                waitingFor(
                        () -> {
                            grant(reader, 5_000_000, end);
                            Await.until(() -> Instant.now().isAfter(end), () -> "time stands still");
                        },
                        buying(reader, article("0.50"))));

        assertEquals("0.10", balance(reader));
    }

    @Test
    void debitTakesCreditThatItWaitedFor() {
        Wallet reader = paid("0.01");

        assertDone(waitingFor(() -> credit(reader, 1_000_000), () -> taking(reader, 500_000)));

        assertEquals("0.51", balance(reader));
    }

    @Test
    void debitTakesAGiftThatItWaitedForFirst() {
        Wallet reader = paid("1.00");

        assertDone(waitingFor(() -> grant(reader, 500_000, null), () -> taking(reader, 700_000)));

        assertEquals(
                "800000 0",
                books.value(
                        "select balance_micros || ' ' || promo_micros from account where client_id = ?::uuid",
                        reader.id()));
    }

    @Test
    void debitIsRefusedWhenTheOneBeforeItLeavesTooLittle() {
        Wallet reader = wallet("1.00");

        Answer answer = waitingFor(() -> debit(reader, 900_000), () -> adjust(reader, "debits", "0.50"));

        assertStatus(409, answer);
        assertEquals("balance_too_low", answer.code());
        assertEquals("0.10", balance(reader));
    }

    @Test
    void creditUsesTheRoomThatItWaitedFor() {
        Wallet reader = wallet();
        credit(reader, MOST_MICROS);

        assertStatus(201, waitingFor(() -> debit(reader, 1_000_000), () -> adjust(reader, "credits", "1.00")));
    }

    @Test
    void refundUsesTheRoomThatItWaitedFor() {
        Wallet reader = paid("1.00");
        String slug = article("0.50");
        read(reader, slug).then().statusCode(200);
        credit(reader, MOST_MICROS - 500_000);

        assertStatus(201, waitingFor(() -> debit(reader, 500_000), () -> Remote.underTest()
                .refund(reader, slug)));
    }

    @Test
    void batchThatWaitsChargesAllOfItsClients() {
        Wallet waiting = paid("0.01");
        Wallet poor = paid("0.01");
        Wallet rich = wallet("1.00");
        UUID article = UUID.fromString(books.value("select id from article where slug = ?", article("0.50")));

        List<ChargeResult> results = waitingFor(
                () -> credit(waiting, 1_000_000),
                () -> batch.run(
                        List.of(waiting, poor, rich).stream()
                                .map(wallet -> new ChargeRequest(id(wallet), article, false, Ids.next()))
                                .toList(),
                        true));

        assertEquals(
                List.of("Charged", "Insufficient", "Charged"),
                results.stream()
                        .map(result -> result.fold(
                                outcome -> outcome.getClass().getSimpleName(), () -> "EXPIRY_DUE", () -> "BUSY"))
                        .toList());
    }

    /** A client whose gift has expired, but is not booked out. */
    private Wallet expired(String amount) {
        Wallet reader = wallet(amount);
        books.execute("update account set promo_until[1] = now() - interval '1 second' where client_id = '"
                + reader.id() + "'");
        return reader;
    }
}
