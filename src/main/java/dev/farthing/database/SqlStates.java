package dev.farthing.database;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Classifies database faults by SQLSTATE and constraint name, never by message text. */
public final class SqlStates {
    /** Serialisation failure and deadlock: nothing was changed. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    static final String CANCELLED = "57014";

    private static final int DEEPEST = 12;

    /** Over a connection that was there. */
    private static final String NO_ANSWER = "08006";

    private static final Set<String> LOST = Set.of("25006", "25P03", "25P04");

    /** A server that refuses this login or that must not be used: other connections are none the worse, trying again is useless. */
    static final String REJECTED = "08004";

    /** A commit that no standby has confirmed ({@link GuardedConnection}). */
    static final String UNCONFIRMED = "01000";

    /** Cancelled, by an operator or a timeout: nothing was changed. */
    private static final Set<String> GIVEN_UP = Set.of(SqlStates.CANCELLED, "55P03");

    /** No such database, or one that takes no connections: a restore is under way. */
    private static final String NO_DATABASE = "3D000";

    private static final String NOT_NOW = "55000";

    /** PostgreSQL's source that opens sessions. */
    private static final String SESSION_START = "postinit.c";

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

    /** A sent statement or commit: the server may still be at it. */
    static boolean isUnanswered(Throwable fault) {
        SQLException sql = sql(fault);
        return sql != null
                && NO_ANSWER.equals(sql.getSQLState())
                && causes(sql).anyMatch(SocketTimeoutException.class::isInstance);
    }

    /** A SQL fault without a SQLSTATE is the pool's. */
    public static boolean isPoolExhausted(Throwable fault) {
        return state(fault) == null && sql(fault) != null;
    }

    /**
     * The database serves nobody: a lost or refused connection, an exhausted pool, a lack of resources, a limit of the server; or no standby has
     * confirmed the commit.
     */
    public static boolean isUnavailable(Throwable fault) {
        String state = state(fault);
        return state == null
                ? isPoolExhausted(fault)
                : isConnectionLost(fault)
                        || isRefused(fault, state)
                        || isShortOfResources(state)
                        || isGivenUp(fault)
                        || UNCONFIRMED.equals(state);
    }

    /** Worth repeating later: unavailable, or a conflict that outlasted its retries. */
    public static boolean isPassing(Throwable fault) {
        return isConflict(fault) || isUnavailable(fault);
    }

    /** Too slow for a limit: nothing was changed. */
    static boolean isGivenUp(Throwable fault) {
        return GIVEN_UP.contains(String.valueOf(state(fault)));
    }

    /** A login (class 28), or a server or database that is not there, not open or not to be used. A statement's 55000 is a fault of ours. */
    private static boolean isRefused(Throwable fault, String state) {
        return REJECTED.equals(state)
                || state.startsWith("28")
                || NO_DATABASE.equals(state)
                || NOT_NOW.equals(state) && SESSION_START.equals(sourceFile(fault));
    }

    /** Memory, disk and connections (class 53), and what is outside of PostgreSQL (class 58). */
    private static boolean isShortOfResources(String state) {
        return state.startsWith("53") || state.startsWith("58");
    }

    public static boolean hasState(Throwable fault, String state) {
        return state.equals(state(fault));
    }

    /** The violated one, or null. */
    public static String constraint(Throwable fault) {
        ServerErrorMessage message = message(fault);
        return message == null ? null : message.getConstraint();
    }

    private static String sourceFile(Throwable fault) {
        ServerErrorMessage message = message(fault);
        return message == null ? null : message.getFile();
    }

    private static ServerErrorMessage message(Throwable fault) {
        return sql(fault) instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
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
