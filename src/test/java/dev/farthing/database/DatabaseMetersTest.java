package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** An unreachable server, an exhausted pool and a slow statement are counted apart; other failures of a statement are not counted. */
class DatabaseMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DatabaseMeters meters = new DatabaseMeters(registry);

    private void assertCounted(int server, int pool, int timeout) {
        assertEquals(server, counted("server"));
        assertEquals(pool, counted("pool"));
        assertEquals(timeout, counted("timeout"));
    }

    private double counted(String cause) {
        return registry.get("farthing.database.faults")
                .tag("cause", cause)
                .counter()
                .count();
    }

    @Test
    void unreachableServerIsCounted() {
        meters.givenUp(new SQLException("connection lost", "08006"));
        meters.givenUp(new SQLException("shutting down", "57P01"));

        assertCounted(2, 0, 0);
    }

    @Test
    void exhaustedPoolIsCounted() {
        meters.givenUp(new SQLException("Acquisition timeout while waiting for new connection"));

        assertCounted(0, 1, 0);
    }

    @Test
    void slowStatementIsNotCountedAsAnUnreachableServer() {
        meters.givenUp(new SQLException("canceling statement due to statement timeout", "57014"));
        meters.givenUp(new SQLException("canceling statement due to lock timeout", "55P03"));

        assertCounted(0, 0, 2);
    }

    @Test
    void failureOfAStatementIsNotCounted() {
        meters.givenUp(new SQLException("duplicate key", "23505"));
        meters.givenUp(new SQLException("deadlock", "40P01"));

        assertCounted(0, 0, 0);
    }
}
