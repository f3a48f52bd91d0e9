package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Await;
import dev.farthing.support.Metrics;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.web.Ids;
import dev.farthing.web.ProblemCode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Plain statements and {@code @Transactional} share one transaction, on a real server. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TransactionsTest {
    private static final String DEADLOCK = "do $$ begin raise exception 'lost' using errcode = '40P01'; end $$";
    private static final String INSERT =
            "insert into client (id, name, role, created_at) values (?, 'Transactions', 'CLIENT', now())";

    @Inject
    Database database;

    @Inject
    TransactionManager manager;

    @Inject
    Conflicting conflicting;

    @Inject
    ConnectionPool pool;

    @Inject
    DatabaseProblems problems;

    @ApplicationScoped
    public static class Conflicting {
        private final Database database;

        Conflicting(Database database) {
            this.database = database;
        }

        @Transactional
        public void insert(UUID id, AtomicInteger runs, int conflicts) {
            database.change(INSERT, id);
            if (runs.incrementAndGet() <= conflicts) {
                database.change(DEADLOCK);
            }
        }
    }

    private final UUID id = Ids.next();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void transactionInsideJtaIsAPartOfIt() {
        assertThrows(IllegalStateException.class, () -> QuarkusTransaction.requiringNew()
                .run(() -> {
                    database.inTransaction(() -> database.change(INSERT, id));
                    assertTrue(isThere());
                    throw new IllegalStateException("rolled back");
                }));

        assertFalse(isThere());
        assertFalse(database.isInTransaction());
    }

    @Test
    void jtaInsideATransactionIsAPartOfIt() {
        assertThrows(
                IllegalStateException.class,
                () -> database.inTransaction(() -> {
                    QuarkusTransaction.joiningExisting().run(() -> database.change(INSERT, id));
                    throw new IllegalStateException("rolled back");
                }));

        assertFalse(isThere());
    }

    @Test
    void nestedWorkIsNotRetriedAlone() {
        Database.DatabaseException lost =
                assertThrows(Database.DatabaseException.class, () -> QuarkusTransaction.requiringNew()
                        .run(() -> database.inTransaction(() -> runs.incrementAndGet() + database.change(DEADLOCK))));

        assertTrue(SqlStates.isConflict(lost));
        assertEquals(1, runs.get());
    }

    @Test
    void commitThatLosesItsConnectionIsRetriedAndCountedOnce() {
        AtomicInteger counted = new AtomicInteger();

        database.inTransaction(() -> {
            database.afterCommit(counted::incrementAndGet);
            int inserted = database.change(INSERT, id);
            if (runs.incrementAndGet() == 1) {
                int server = database.row("select pg_backend_pid()", row -> row.getInt(1));
                assertEquals(
                        "t",
                        TestDatabase.shared().value("select pg_terminate_backend(?::int, 5000)", "" + server),
                        "it ends before the commit");
            }
            return inserted;
        });

        assertEquals(2, runs.get());
        assertEquals(1, counted.get());
        assertTrue(isThere());
    }

    @Test
    void brokenConnectionDoesNotHideTheFault() {
        Database.DatabaseException fault =
                assertThrows(Database.DatabaseException.class, () -> QuarkusTransaction.requiringNew()
                        .run(() -> database.change("select pg_terminate_backend(pg_backend_pid())")));

        assertTrue(SqlStates.isConnectionLost(fault));
    }

    @Test
    void statementAfterARollbackIsRefused() throws Exception {
        manager.begin();
        try {
            manager.getTransaction().rollback();

            assertThrows(Database.DatabaseException.class, () -> database.change(INSERT, id));
        } finally {
            manager.suspend();
        }
        assertFalse(isThere());
        assertNull(manager.getTransaction());
    }

    /** {@code @Transactional} methods run again, as {@link Database#inTransaction} does. */
    @Test
    void transactionalMethodOutlastsConflicts() {
        conflicting.insert(id, runs, 2);

        assertEquals(3, runs.get());
        assertTrue(isThere());
    }

    @Test
    void conflictThatOutlastsTheRetriesIsUnavailability() {
        RuntimeException lost = assertThrows(RuntimeException.class, () -> conflicting.insert(id, runs, 9));

        assertEquals(3, runs.get());
        assertEquals(
                ProblemCode.UNAVAILABLE, problems.translate(lost).orElseThrow().code());
    }

    @Test
    void statementsOfATransactionShareItsTime() {
        RequestBudget second = new RequestBudget(TimeUnit.SECONDS.toNanos(1));

        RuntimeException late = assertThrows(
                RuntimeException.class,
                () -> Deadline.within(
                        second,
                        pool,
                        () -> database.inTransaction(() -> {
                            database.rows("select pg_sleep(0.6)", row -> true);
                            runs.incrementAndGet();
                            database.rows("select pg_sleep(20)", row -> true);
                            return runs.incrementAndGet();
                        })));

        assertEquals(1, runs.get());
        assertTrue(SqlStates.isUnavailable(late), late.toString());
        assertThrows(RuntimeException.class, () -> Deadline.within(second, pool, () -> runs.incrementAndGet()));
        assertEquals(1, runs.get(), "no time is left for another");
        assertEquals("1", database.row("select 1", row -> row.getString(1)), "others have their own");
        Await.until(
                () -> Metrics.now().value("farthing_writes_stuck").signum() == 0,
                () -> "writes are still refused after the one that was cut off");
    }

    private boolean isThere() {
        return database.row("select 1 from client where id = ?", row -> true, id) != null;
    }
}
