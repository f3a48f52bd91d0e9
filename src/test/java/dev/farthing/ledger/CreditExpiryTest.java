package dev.farthing.ledger;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.database.Database;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Books;
import dev.farthing.support.Held;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import dev.farthing.support.TestDatabase;
import dev.farthing.web.JobStop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The job that books out expired promotional credit. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CreditExpiryTest {
    @Inject
    CreditExpiry expiring;

    @Inject
    Postings postings;

    @Inject
    Database application;

    @Inject
    MoneyMeters meters;

    private final TestDatabase database = TestDatabase.shared();

    @Test
    void jobBooksOutExpiredCreditOfAllClients() throws InterruptedException {
        Instant end = Instant.now().plusMillis(2_000);
        List<Wallet> readers = Stream.generate(() -> wallet("0.50")).limit(3).toList();
        readers.forEach(reader -> grant(reader, 250_000, end));
        Wallet other = wallet("0.50");
        grant(other, 250_000, end.plusSeconds(3_600));
        sleepUntil(end);

        expiring.expireDue();

        readers.forEach(reader -> assertEquals(
                List.of("GRANT 500000 500000", "GRANT 250000 750000", "EXPIRY 250000 500000"), entries(reader)));
        assertEquals(List.of("GRANT 500000 500000", "GRANT 250000 750000"), entries(other));
        expiring.expireDue();
        readers.forEach(reader -> assertEquals(3, entries(reader).size()));
        Books.assertRight(database);
    }

    @Test
    void creditSpentInTimeDoesNotExpire() throws InterruptedException {
        Wallet reader = wallet("0.50");
        Instant end = Instant.now().plusMillis(1_200);
        grant(reader, 50_000, end);
        read(reader, article("0.05")).then().statusCode(200);
        sleepUntil(end);

        expiring.expireDue();

        assertEquals(List.of("GRANT 500000 500000", "GRANT 50000 550000", "PURCHASE 50000 500000"), entries(reader));
    }

    @Test
    void racingInstancesBookOutCreditOnce() throws InterruptedException {
        Wallet reader = wallet("0.50");
        Instant end = Instant.now().plusMillis(1_200);
        grant(reader, 50_000, end);
        sleepUntil(end);

        List<PostedEntry> booked = Race.run(16, i -> expiring.expire(UUID.fromString(reader.id())));

        assertEquals(1, booked.stream().filter(Objects::nonNull).count());
        assertEquals(List.of("GRANT 500000 500000", "GRANT 50000 550000", "EXPIRY 50000 500000"), entries(reader));
    }

    @Test
    void clientWithoutExpiredCreditGetsNoEntry() {
        assertNull(expiring.expire(UUID.fromString(wallet().id())));
        assertNull(expiring.expire(UUID.randomUUID()));
    }

    @Test
    void failingClientDoesNotDelayOthers() {
        Wallet broken = wallet();
        Wallet other = wallet();
        List.of(broken, other)
                .forEach(reader -> grant(reader, 50_000, Instant.now().plusSeconds(3_600)));
        end(broken, "2 hours");
        end(other, "1 hour");
        database.execute("update account set promo_left = '{60000}' where client_id = '" + broken.id() + "'");

        expiring.expireDue();

        assertEquals(List.of("GRANT 50000 50000", "EXPIRY 50000 0"), entries(other));
        assertEquals(List.of("GRANT 50000 50000"), entries(broken), "its lots are more than its promotional credit");
        database.execute("update account set promo_left = '{50000}' where client_id = '" + broken.id() + "'");
        expiring.expireDue();
        assertEquals(List.of("GRANT 50000 50000", "EXPIRY 50000 0"), entries(broken));
        Books.assertRight(database);
    }

    @Test
    void lockedAccountDoesNotDelayOthers() {
        Wallet locked = wallet();
        Wallet other = wallet();
        List.of(locked, other)
                .forEach(reader -> grant(reader, 50_000, Instant.now().plusSeconds(3_600)));
        end(locked, "2 hours");
        end(other, "1 hour");
        Held account = Held.account(database, locked);
        String waiting =
                "from pg_stat_activity where wait_event_type = 'Lock' and query like '%promo_left, promo_until from account%'";
        CompletableFuture<Void> run = CompletableFuture.runAsync(expiring::expireDue);
        Await.until(
                () -> database.value("select count(*) " + waiting).equals("1"), () -> "the job waits for no account");
        database.value("select pg_cancel_backend(pid) " + waiting);
        run.join();

        assertEquals(List.of("GRANT 50000 50000", "EXPIRY 50000 0"), entries(other));
        account.letGo();
        expiring.expireDue();
        assertEquals(List.of("GRANT 50000 50000", "EXPIRY 50000 0"), entries(locked));
    }

    @Test
    void shutdownLeavesDueCreditToTheNextInstance() throws InterruptedException {
        Wallet reader = wallet();
        grant(reader, 50_000, Instant.now().plusSeconds(3_600));
        end(reader, "1 hour");
        JobStop stopping = new JobStop();
        stopping.stop();

        new CreditExpiry(application, meters, stopping).expireDue();

        assertEquals(List.of("GRANT 50000 50000"), entries(reader));
        expiring.expireDue();
        assertEquals(List.of("GRANT 50000 50000", "EXPIRY 50000 0"), entries(reader));
    }

    @Test
    void jobReadsOnlyAccountsWithExpiringCredit() throws SQLException {
        try (Connection connection = database.asSuperuser()) {
            connection.setAutoCommit(false);
            execute(connection, """
                    insert into client (id, name, role, created_at)
                    select md5('expiry' || i)::uuid, 'Bulk', 'CLIENT', now() from generate_series(1, 5000) i;
                    insert into account (client_id, balance_micros, last_sequence)
                    select md5('expiry' || i)::uuid, 0, 0 from generate_series(1, 5000) i;
                    analyze account""");
            try (PreparedStatement explain = connection.prepareStatement("explain " + CreditExpiry.DUE)) {
                explain.setObject(1, OffsetDateTime.now().minusDays(1));
                explain.setObject(2, new UUID(0, 0));
                explain.setInt(3, 500);
                List<String> plan = lines(explain.executeQuery());
                assertTrue(plan.stream().anyMatch(line -> line.contains("account_expiring")), plan::toString);
                assertTrue(plan.stream().noneMatch(line -> line.contains("Seq Scan")), plan::toString);
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    void chargeOfExpiringCreditIsAHeapOnlyUpdate() throws SQLException {
        Wallet reader = wallet();
        grant(reader, 50_000, Instant.now().plusSeconds(3_600));
        try (Connection connection = database.asSuperuser()) {
            connection.setAutoCommit(false);
            execute(
                    connection,
                    "update account held set balance_micros = balance_micros - 10000, promo_micros = promo_micros - 10000, "
                            + PromoLots.less("10000", PromoLots.Order.SOONEST_FIRST) + " where client_id = '"
                            + reader.id() + "'");
            try (PreparedStatement updates = connection.prepareStatement(
                    "select pg_stat_get_xact_tuples_hot_updated('account'::regclass)::text")) {
                assertEquals(List.of("1"), lines(updates.executeQuery()));
            } finally {
                connection.rollback();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> lines(ResultSet rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
            lines.add(rows.getString(1));
        }
        return lines;
    }

    private void end(Wallet reader, String ago) {
        database.execute("update account set promo_until = array[now() - interval '%s'] where client_id = '%s'"
                .formatted(ago, reader.id()));
    }

    private void grant(Wallet reader, long micros, Instant end) {
        Movement grant = Movement.of(
                        UUID.fromString(reader.id()),
                        EntryKind.GRANT,
                        AccountName.PROMOTION,
                        micros,
                        UUID.randomUUID().toString(),
                        "for a test")
                .promotional(end);
        assertEquals(Postings.Outcome.Done.class, postings.credit(grant).getClass());
    }

    private List<String> entries(Wallet reader) {
        return database
                .rows(
                        "select kind || ' ' || amount_micros || ' ' || balance_after_micros from ledger_entry where client_id = ?::uuid order by sequence",
                        reader.id())
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    private static void sleepUntil(Instant end) throws InterruptedException {
        Thread.sleep(Math.max(0, java.time.Duration.between(Instant.now(), end).toMillis()) + 50);
    }
}
