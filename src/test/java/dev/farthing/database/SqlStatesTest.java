package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatesTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "08P01", "57P01", "57P02", "57P03", "25006", "25P03"})
    void lostConnectionMeansUnavailableDatabase(String state) {
        assertTrue(SqlStates.isConnectionLost(fault(state)));
        assertTrue(SqlStates.isUnavailable(fault(state)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"53300", "53100", "57014", "55P03"})
    void databaseMayBeUnavailableOverAnIntactConnection(String state) {
        assertFalse(SqlStates.isConnectionLost(fault(state)));
        assertTrue(SqlStates.isUnavailable(fault(state)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "23505", "42501", "22012", "42P01", "XX000"})
    void statementErrorIsNotUnavailability(String state) {
        assertFalse(SqlStates.isConnectionLost(fault(state)));
        assertFalse(SqlStates.isUnavailable(fault(state)));
    }

    @Test
    void exhaustedPoolIsUnavailableButNotLost() {
        Throwable timeout = new IllegalStateException(new SQLException("Sorry, acquisition timeout!"));

        assertTrue(SqlStates.isUnavailable(timeout));
        assertFalse(SqlStates.isConnectionLost(timeout));
    }

    @Test
    void suppressedFaultIsFound() {
        Exception notCommitted = new Exception("could not commit");
        notCommitted.addSuppressed(new Exception("one phase", new SQLException("I/O error", "08006")));

        assertTrue(SqlStates.isConnectionLost(new RuntimeException(notCommitted)));
    }

    @Test
    void causePrecedesSuppressedFaults() {
        SQLException refused = new SQLException("refused", "23505");
        refused.addSuppressed(new SQLException("could not roll back", "08003"));

        assertTrue(SqlStates.hasState(new RuntimeException(refused), "23505"));
        assertEquals("SQLSTATE 23505", SqlStates.summary(refused));
    }

    private static Throwable fault(String state) {
        return new RuntimeException(new SQLException("a fault", state));
    }
}
