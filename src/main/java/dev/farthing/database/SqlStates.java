package dev.farthing.database;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the SQLSTATE of a database fault, by number and never by message text. */
public final class SqlStates {
    /** Serialisation failure and deadlock: the statement changed nothing and may simply run again. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    private static final int DEEPEST = 12;

    private static final Set<String> LOST = Set.of("25006", "25P03", "25P04");

    /** Cancelled, by an operator or a timeout, and a lock not had in time: nothing was changed. */
    private static final Set<String> GIVEN_UP = Set.of("57014", "55P03");

    private SqlStates() {}

    /** Whether the statement lost a race and left nothing behind. */
    public static boolean isConflict(Throwable fault) {
        String state = state(fault);
        return state != null && CONFLICTS.contains(state);
    }

    /**
     * Whether the connection is of no use any more, and most likely its siblings neither: connection exceptions (class 08), an
     * operator's shutdown or a server still starting (57P01 to 57P03), a transaction that was idle or open for too long (25P03,
     * 25P04), a server that has become a read-only standby (25006).
     */
    public static boolean isConnectionLost(Throwable fault) {
        String state = state(fault);
        return state != null && (state.startsWith("08") || state.startsWith("57P0") || LOST.contains(state));
    }

    /** Whether the pool had no connection in time, which is no word of the server's. */
    public static boolean isPoolExhausted(Throwable fault) {
        return state(fault) == null && sql(fault) != null;
    }

    /**
     * Whether the database cannot serve just now: the connection is lost, the server is out of something (class 53, such as too
     * many connections) or gave up at a limit of its own (57014, 55P03), or the pool had no connection in time.
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

    /** The name of the constraint that refused the row, or null when no constraint did. */
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

    /** The first one among the causes; a transaction that could not be committed only notes its own as suppressed. */
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
