package dev.farthing.web;

import java.sql.SQLException;
import java.util.Set;

/** Reads the SQLSTATE of a database fault, by number and never by message text. */
public final class DatabaseFaults {
    /** Serialisation failure and deadlock: the statement changed nothing and may simply run again. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    private DatabaseFaults() {}

    /** Whether the statement lost a race and left nothing behind. */
    public static boolean isConflict(Throwable fault) {
        String state = state(fault);
        return state != null && CONFLICTS.contains(state);
    }

    /**
     * Whether the server is away: connection exceptions (class 08), an operator's shutdown or a server still starting
     * (57P01 to 57P03), too many connections (53300), a read-only standby (25006), or no connection in time.
     */
    public static boolean isUnavailable(Throwable fault) {
        String state = state(fault);
        if (state != null) {
            return state.startsWith("08") || state.startsWith("57P0") || state.equals("53300") || state.equals("25006");
        }
        // Without a state it is no word of the server's: the pool had no connection in time.
        return sql(fault) != null;
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

    private static SQLException sql(Throwable fault) {
        int depth = 0;
        for (Throwable t = fault; t != null && depth < 12; t = t.getCause(), depth++) {
            if (t instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
