package dev.farthing.database;

import org.jboss.logging.Logger;

/** One line for a database that is away, since stack traces would flood the log; any other fault with its stack. */
public final class FaultLog {
    private FaultLog() {}

    public static void error(Logger log, Throwable fault, String message) {
        if (SqlStates.isPassing(fault)) {
            log.errorf("%s: %s", message, SqlStates.summary(fault));
        } else {
            log.error(message, fault);
        }
    }

    /** Runs a job, whose next run tries again what this one could not do. */
    public static void job(Logger log, String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            if (!SqlStates.isPassing(fault)) {
                throw fault;
            }
            log.warnf("%s ended early, the database is unavailable: %s", name, SqlStates.summary(fault));
        }
    }
}
