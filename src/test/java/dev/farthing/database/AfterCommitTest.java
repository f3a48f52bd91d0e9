package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.farthing.support.PostgresResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Counts follow the commit: never before it or without it, and once where the work was retried. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AfterCommitTest {
    private static final String DEADLOCK = "do $$ begin raise exception 'lost' using errcode = '40P01'; end $$";

    @Inject
    Database database;

    private final List<String> done = new ArrayList<>();

    @Test
    void actionOutsideATransactionRunsAtOnce() {
        database.afterCommit(() -> done.add("counted"));

        assertEquals(List.of("counted"), done);
    }

    @Test
    void actionInATransactionWaitsForTheCommit() {
        database.inTransaction(() -> {
            database.afterCommit(() -> done.add("counted"));
            return done.add("still inside");
        });

        assertEquals(List.of("still inside", "counted"), done);
    }

    @Test
    void rollbackDropsTheAction() {
        assertThrows(
                IllegalStateException.class,
                () -> database.inTransaction(() -> {
                    database.afterCommit(() -> done.add("counted"));
                    throw new IllegalStateException("rolled back");
                }));

        assertEquals(List.of(), done);
    }

    @Test
    void retriedWorkIsCountedOnce() {
        AtomicInteger runs = new AtomicInteger();

        database.inTransaction(() -> {
            database.afterCommit(() -> done.add("counted"));
            return runs.incrementAndGet() == 1 ? database.change(DEADLOCK) : 0;
        });

        assertEquals(2, runs.get());
        assertEquals(List.of("counted"), done);
    }

    @Test
    void actionInJtaWaitsForTheCommit() {
        QuarkusTransaction.requiringNew().run(() -> {
            database.inTransaction(() -> {
                database.afterCommit(() -> done.add("counted"));
                return null;
            });
            done.add("still inside");
        });

        assertEquals(List.of("still inside", "counted"), done);
    }

    @Test
    void jtaRollbackDropsTheAction() {
        assertThrows(QuarkusTransactionException.class, () -> QuarkusTransaction.requiringNew()
                .run(() -> {
                    database.afterCommit(() -> done.add("counted"));
                    QuarkusTransaction.setRollbackOnly();
                    database.afterCommit(() -> done.add("counted"));
                }));

        assertEquals(List.of(), done);
    }

    @Test
    void failureAfterTheCommitNeitherFailsNorRepeatsTheWork() {
        AtomicInteger runs = new AtomicInteger();

        int result = database.inTransaction(() -> {
            database.afterCommit(() -> database.change(DEADLOCK));
            database.afterCommit(() -> {
                throw new IllegalStateException("for a test");
            });
            database.afterCommit(() -> done.add("counted"));
            return runs.incrementAndGet();
        });

        assertEquals(1, result);
        assertEquals(1, runs.get());
        assertEquals(List.of("counted"), done);
    }

    @Test
    void failureOfAnImmediateActionDoesNotReachItsCaller() {
        database.afterCommit(() -> {
            throw new IllegalStateException("for a test");
        });
        database.afterCommit(() -> done.add("counted"));

        assertEquals(List.of("counted"), done);
    }
}
