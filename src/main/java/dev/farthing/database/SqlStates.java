package dev.farthing.database;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Classifies database faults by SQLSTATE and constraint name, never by message text. */
public final class SqlStates {
    /** Serialisation failure and deadlock: nothing was changed. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    private static final int DEEPEST = 12;

    private static final Set<String> LOST = Set.of("25006", "25P03", "25P04");

    /** A server that refuses this login or that must not be used: other connections are none the worse, trying again is useless. */
    static final String REJECTED = "08004";

    /** A commit that no standby has confirmed ({@link GuardedConnection}). */
    static final String UNCONFIRMED = "01000";

    /** Cancelled, by an operator or a timeout: nothing was changed. */
    private static final Set<String> GIVEN_UP = Set.of("57014", "55P03");

    private SqlStates() {}

    public static boolean isConflict(Throwable fault) {
        String state = state(fault);
        return state != null && CONFLICTS.contains(state);
    }

    /**
     * The whole pool is probably unusable: connection exceptions (class 08), a stopping or starting server (57P0x), a
     * transaction idle or open for too long (25P03, 25P04), a read-only standby (25006).
     */
    public static boolean isConnectionLost(Throwable fault) {
        String state = state(fault);
        return state != null
                && !REJECTED.equals(state)
                && (state.startsWith("08") || state.startsWith("57P0") || LOST.contains(state));
    }

    static boolean isRejected(Throwable fault) {
        return hasState(fault, REJECTED);
    }

    /** A SQL fault without a SQLSTATE is the pool's. */
    public static boolean isPoolExhausted(Throwable fault) {
        return state(fault) == null && sql(fault) != null;
    }

    /**
     * A lost connection or a rejected one, a lack of resources (class 53), a limit of the server (57014, 55P03), a commit that no
     * standby has confirmed, or an exhausted pool.
     */
    public static boolean isUnavailable(Throwable fault) {
        String state = state(fault);
        if (state != null) {
            return isConnectionLost(fault)
                    || REJECTED.equals(state)
                    || UNCONFIRMED.equals(state)
                    || state.startsWith("53")
                    || GIVEN_UP.contains(state);
        }
        return isPoolExhausted(fault);
    }

    public static boolean hasState(Throwable fault, String state) {
        return state.equals(state(fault));
    }

    /** The violated one, or null. */
    public static String constraint(Throwable fault) {
        SQLException sql = sql(fault);
        return sql instanceof org.postgresql.util.PSQLException postgres && postgres.getServerErrorMessage() != null
                ? postgres.getServerErrorMessage().getConstraint()
                : null;
    }

    /** For the log: no values. */
    public static String summary(Throwable fault) {
        SQLException sql = sql(fault);
        return sql == null ? fault.getClass().getSimpleName() : "SQLSTATE " + sql.getSQLState();
    }

    private static String state(Throwable fault) {
        SQLException sql = sql(fault);
        return sql == null ? null : sql.getSQLState();
    }

    /** A failed JTA commit has its SQLException only as suppressed. */
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
