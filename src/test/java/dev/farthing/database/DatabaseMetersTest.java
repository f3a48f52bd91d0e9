package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** An unreachable server and an exhausted pool are counted apart; failures of a statement itself are not counted. */
class DatabaseMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DatabaseMeters meters = new DatabaseMeters(registry);

    private void assertCounted(int server, int pool) {
        assertEquals(
                server,
                registry.get("farthing.database.faults")
                        .tag("cause", "server")
                        .counter()
                        .count());
        assertEquals(
                pool,
                registry.get("farthing.database.faults")
                        .tag("cause", "pool")
                        .counter()
                        .count());
    }

    @Test
    void unreachableServerIsCounted() {
        meters.givenUp(new SQLException("connection lost", "08006"));
        meters.givenUp(new SQLException("shutting down", "57P01"));

        assertCounted(2, 0);
    }

    @Test
    void exhaustedPoolIsCounted() {
        meters.givenUp(new SQLException("Acquisition timeout while waiting for new connection"));

        assertCounted(0, 1);
    }

    @Test
    void failureOfAStatementIsNotCounted() {
        meters.givenUp(new SQLException("duplicate key", "23505"));
        meters.givenUp(new SQLException("deadlock", "40P01"));

        assertCounted(0, 0);
    }
}
