package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** A busy pool is ready; a missing database or missing tables are not. The test stubs the database. */
class DatabaseReadinessTest {
    private BooleanSupplier database;

    private final DatabaseReadiness readiness = new DatabaseReadiness(new Schema(null) {
        @Override
        public boolean isReady() {
            return database.getAsBoolean();
        }
    });

    @Test
    void busyPoolIsReadyIfItsLastAnswerIsSecondsOld() {
        answers(true);
        assertReadiness(Status.UP, Map.of("migration", Schema.VERSION));

        fails(null);

        assertReadiness(Status.UP, Map.of("migration", Schema.VERSION, "busy", "no connection in time"));
    }

    @Test
    void poolWithoutAnyAnswerIsNotReady() {
        fails(null);

        assertReadiness(Status.DOWN, Map.of("migration", Schema.VERSION, "fault", "no connection in time"));
    }

    @Test
    void unreachableServerIsNotReadyEvenAfterARecentAnswer() {
        answers(true);
        readiness.call();

        fails("08006");

        assertReadiness(Status.DOWN, Map.of("migration", Schema.VERSION, "fault", "SQLSTATE 08006"));
    }

    @Test
    void tablesOfAnOlderReleaseAreNotReady() {
        answers(false);

        assertReadiness(
                Status.DOWN, Map.of("migration", Schema.VERSION, "fault", "the migration has not been applied"));
    }

    private void answers(boolean applied) {
        database = () -> applied;
    }

    /** @param state null where the pool itself gives up, without an answer of the server */
    private void fails(String state) {
        database = () -> {
            throw new Database.DatabaseException(new SQLException("for a test", state));
        };
    }

    private void assertReadiness(Status status, Map<String, Object> data) {
        HealthCheckResponse answer = readiness.call();
        assertEquals(status, answer.getStatus());
        assertEquals(data, answer.getData().orElse(Map.of()));
    }
}
