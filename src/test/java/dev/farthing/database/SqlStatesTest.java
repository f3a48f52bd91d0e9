package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class SqlStatesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08001", "08003", "08006", "08P01", "57P01", "57P02", "57P03", "57P04", "57P05", "25006",
                "25P03", "25P04"
            })
    void lostConnectionMeansUnavailableDatabase(String state) {
        assertTrue(SqlStates.isConnectionLost(fault(state)));
        assertTrue(SqlStates.isUnavailable(fault(state)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01000", "08004", "53000", "53100", "53200", "53300", "53400", "57014", "55P03", "28000", "28P01",
                "3D000", "58000", "58030", "58P01"
            })
    void databaseMayBeUnavailableOverAnIntactConnection(String state) {
        assertFalse(SqlStates.isConnectionLost(fault(state)));
        assertTrue(SqlStates.isUnavailable(fault(state)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42501", "22012", "42P01", "25001", "55000", "55006", "XX000", "XX001"})
    void statementErrorIsNotUnavailability(String state) {
        assertFalse(SqlStates.isConnectionLost(fault(state)));
        assertFalse(SqlStates.isUnavailable(fault(state)));
        assertFalse(SqlStates.isPassing(fault(state)));
    }

    /** Not unavailability: in a batch each request is tried alone. */
    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void conflictPassesThoughTheDatabaseIsAvailable(String state) {
        assertTrue(SqlStates.isConflict(fault(state)));
        assertFalse(SqlStates.isUnavailable(fault(state)));
        assertTrue(SqlStates.isPassing(fault(state)));
    }

    @Test
    void databaseThatTakesNoConnectionsIsUnavailable() {
        assertTrue(SqlStates.isUnavailable(fault("55000", "postinit.c")));
        assertFalse(SqlStates.isUnavailable(fault("55000", "execReplication.c")));
    }

    /** Only then may the server still be at it; a connection that could not be opened has sent nothing. */
    @Test
    void onlyASentStatementIsUnanswered() {
        SocketTimeoutException late = new SocketTimeoutException("Read timed out");

        assertTrue(SqlStates.isUnanswered(new RuntimeException(new SQLException("I/O error", "08006", late))));
        assertFalse(SqlStates.isUnanswered(new SQLException("The connection attempt failed", "08001", late)));
        assertFalse(SqlStates.isUnanswered(new SQLException("I/O error", "08006", new EOFException())));
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

    private static Throwable fault(String state, String file) {
        return new RuntimeException(
                new PSQLException(new ServerErrorMessage("C%s\0F%s\0Mrefused\0".formatted(state, file))));
    }

    private static Throwable fault(String state) {
        return new RuntimeException(new SQLException("a fault", state));
    }
}
