package dev.farthing.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Books;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.Race;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.TestDatabase;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The packaged application, killed in the middle of an action or unable to write its audit trail: no money moves without a
 * record.
 */
@OwnInstances
class InterruptedActionsIT {
    private static final String KEY = "of-the-act";
    private static final int WAITING = 10;

    /** A statement of a dead process could still get the lock it waits for, so its sessions end with the process. */
    private static final String END_SESSIONS = """
            select pg_terminate_backend(pid, 10000) from pg_stat_activity
            where datname = current_database() and usename = 'farthing_login'
            """;

    private static TestDatabase database;

    @BeforeAll
    static void makeDatabase() {
        database = TestDatabase.shared().another("interrupted_acts");
    }

    @AfterAll
    static void booksAreRight() {
        Books.assertRight(database);
    }

    @Test
    void actionKilledBeforeItsCommitIsRecorded() throws SQLException {
        PackagedApp app = start();
        Wallet reader = app.remote().wallet("1.00");

        killDuring(
                app,
                reader,
                "select 1 from account where client_id = '" + reader.id() + "' for update",
                () -> acts(reader).equals("2"));

        assertEquals("0", entries(reader));
        assertUnknownOutcomeThenDone(reader);
    }

    @Test
    void actionKilledAfterItsCommitIsRecorded() throws SQLException {
        PackagedApp app = start();
        Wallet reader = app.remote().wallet("1.00");

        // The outcome cannot be written.
        killDuring(app, reader, "lock table act_outcome in share row exclusive mode", () -> entries(reader)
                .equals("1"));

        assertUnknownOutcomeThenDone(reader);
    }

    @Test
    void actionFailsWhenItCannotBeRecorded() {
        try (PackagedApp app = start()) {
            Remote remote = app.remote();
            Wallet reader = remote.wallet("1.00");
            String slug = remote.article("0.05");
            database.execute("revoke insert on act from farthing_app");
            try {
                Answer refused = remote.credit(reader, "1.00", KEY);
                assertEquals(503, refused.status());
                assertEquals("unavailable", refused.code());
                assertEquals("1.00", remote.balance(reader));
                // Paid reads need no audit trail.
                assertEquals("0.05 EUR", remote.read(reader, slug).charged());
            } finally {
                database.execute("grant insert on act to farthing_app");
            }
            assertEquals(201, remote.credit(reader, "1.00", KEY).status());
            assertEquals("1.95", remote.balance(reader));
        }
    }

    @Test
    void actionIsAnsweredWhenItsOutcomeCannotBeRecorded() {
        try (PackagedApp app = start()) {
            Remote remote = app.remote();
            Wallet reader = remote.wallet("1.00");
            database.execute("revoke insert on act_outcome from farthing_app");
            try {
                assertEquals(201, remote.credit(reader, "1.00", KEY).status());
            } finally {
                database.execute("grant insert on act_outcome to farthing_app");
            }
            assertNull(newest(remote, reader).path("items[0].status"));
            assertTrue(app.log().contains("The outcome of client.credit"), app::log);
        }
    }

    @Test
    void eventLoopsDoNotWaitForTheAuditTrail() throws SQLException {
        try (PackagedApp app = start();
                Connection holder = database.asSuperuser();
                Statement statement = holder.createStatement()) {
            Remote remote = app.remote();
            Wallet reader = remote.wallet("1.00");
            String slug = remote.article("0.05");
            String publisher = remote.post(Api.ADMIN_KEY, "/v1/clients", "{\"name\":\"staff\",\"role\":\"PUBLISHER\"}")
                    .path("apiKey");
            remote.get(publisher, "/v1/me");
            holder.setAutoCommit(false);
            statement.execute("lock table act in share row exclusive mode");

            // Event loops refuse their role, and are fewer than these requests.
            ExecutorService threads = Executors.newFixedThreadPool(WAITING);
            List<Future<Integer>> waiting = Stream.generate(() -> threads.submit(() -> remote.send(
                                    "DELETE", "/v1/clients/" + reader.id() + "/suspension", publisher, null, null)
                            .status()))
                    .limit(WAITING)
                    .toList();
            Await.until(() -> database.waitingFor("act") == WAITING, () -> "not all wait");
            List<Integer> read =
                    Race.run(WAITING, i -> remote.read(reader, slug).status());

            assertEquals(Set.of(200), Set.copyOf(read));
            assertTrue(waiting.stream().noneMatch(Future::isDone), "a request did not wait");
            holder.rollback();
            assertEquals(
                    Set.of(403),
                    waiting.stream().map(InterruptedActionsIT::result).collect(Collectors.toSet()));
            threads.shutdown();
        }
    }

    private static int result(Future<Integer> status) {
        try {
            return status.get();
        } catch (InterruptedException | ExecutionException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static PackagedApp start() {
        return PackagedApp.start(PackagedApp.production(database));
    }

    /** Gives credit while {@code lock} is held, and kills the application when {@code arrived}. */
    private static void killDuring(PackagedApp app, Wallet reader, String lock, BooleanSupplier arrived)
            throws SQLException {
        try (Connection holder = database.asSuperuser();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(lock);
            CompletableFuture<Answer> credit =
                    CompletableFuture.supplyAsync(() -> app.remote().credit(reader, "1.00", KEY));
            Await.until(arrived, () -> "the request did not get that far");
            app.kill();
            Throwable cutOff = credit.handle((answer, fault) -> fault).join();
            assertTrue(cutOff != null && cutOff.getCause() instanceof UncheckedIOException, () -> "" + cutOff);
            database.rows(END_SESSIONS);
            holder.rollback();
        }
    }

    /**
     * The audit trail shows the interrupted action. Its retry moves the money once, and both actions name the entry by its
     * reference.
     */
    private static void assertUnknownOutcomeThenDone(Wallet reader) {
        try (PackagedApp app = start()) {
            Remote remote = app.remote();
            Answer cutOff = newest(remote, reader);
            assertEquals("client.credit", cutOff.path("items[0].act"));
            assertEquals("admin-key", cutOff.path("items[0].actor"));
            assertEquals("key:" + KEY, cutOff.path("items[0].reference"));
            assertNull(cutOff.path("items[0].status"));
            assertNull(cutOff.path("items[0].ended"));

            assertEquals(201, remote.credit(reader, "1.00", KEY).status());

            Answer done = newest(remote, reader);
            assertEquals("201", done.path("items[0].status"));
            assertEquals("key:" + KEY, done.path("items[0].reference"));
            assertEquals(cutOff.path("items[0].id"), done.path("items[1].id"));
            assertEquals("2.00", remote.balance(reader));
        }
    }

    private static Answer newest(Remote remote, Wallet reader) {
        return remote.get(Api.ADMIN_KEY, "/v1/acts?target=" + reader.id());
    }

    private static String acts(Wallet reader) {
        return database.value("select count(*) from act where target = ?", reader.id());
    }

    /** Adds the reference of the interrupted action. */
    private static String entries(Wallet reader) {
        return database.value(
                "select count(*) from ledger_entry where client_id = ?::uuid and reference = 'key:" + KEY + "'",
                reader.id());
    }
}
