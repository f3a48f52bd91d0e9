package dev.farthing.database;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Classifies database faults by SQLSTATE and constraint name, never by message text. */
public final class SqlStates {
    /** Serialisation failure and deadlock: the statement changed nothing and may simply run again. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    private static final int DEEPEST = 12;

    private static final Set<String> LOST = Set.of("25006", "25P03", "25P04");

    /** Cancelled by an operator or a timeout, or a lock timeout: nothing was changed. */
    private static final Set<String> GIVEN_UP = Set.of("57014", "55P03");

    private SqlStates() {}

    /** Whether the statement lost a race and left nothing behind. */
    public static boolean isConflict(Throwable fault) {
        String state = state(fault);
        return state != null && CONFLICTS.contains(state);
    }

    /**
     * Whether the connection is unusable, and probably the whole pool's too: connection exceptions (class 08), a shutdown or a server
     * still starting (57P01 to 57P03), a transaction idle or open for too long (25P03, 25P04), a server that became a read-only
     * standby (25006).
     */
    public static boolean isConnectionLost(Throwable fault) {
        String state = state(fault);
        return state != null && (state.startsWith("08") || state.startsWith("57P0") || LOST.contains(state));
    }

    /** Whether the pool had no connection in time: a SQL fault without a SQLSTATE. */
    public static boolean isPoolExhausted(Throwable fault) {
        return state(fault) == null && sql(fault) != null;
    }

    /**
     * Whether the database cannot serve at the moment: the connection is lost, the server lacks a resource (class 53, such as too many
     * connections) or hit a limit of its own (57014, 55P03), or the pool had no connection in time.
     */
    public static boolean isUnavailable(Throwable fault) {
        String state = state(fault);
        if (state != null) {
            return isConnectionLost(fault) || state.startsWith("53") || GIVEN_UP.contains(state);
        }
        return isPoolExhausted(fault);
    }

    /** Whether the fault carries this SQLSTATE. */
    public static boolean hasState(Throwable fault, String state) {
        return state.equals(state(fault));
    }

    /** The name of the violated constraint, or null. */
    public static String constraint(Throwable fault) {
        SQLException sql = sql(fault);
        return sql instanceof org.postgresql.util.PSQLException postgres && postgres.getServerErrorMessage() != null
                ? postgres.getServerErrorMessage().getConstraint()
                : null;
    }

    /** A short text for the log: SQLSTATE and class, no values. */
    public static String summary(Throwable fault) {
        SQLException sql = sql(fault);
        return sql == null ? fault.getClass().getSimpleName() : "SQLSTATE " + sql.getSQLState();
    }

    private static String state(Throwable fault) {
        SQLException sql = sql(fault);
        return sql == null ? null : sql.getSQLState();
    }

    /** The first SQLException among the causes; a JTA transaction that failed to commit has it only as suppressed. */
    static SQLException sql(Throwable fault) {
        return Stream.concat(
                        causes(fault),
                        causes(fault)
                                .flatMap(cause -> Stream.of(cause.getSuppressed()))
                                .flatMap(SqlStates::causes))
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }
}
