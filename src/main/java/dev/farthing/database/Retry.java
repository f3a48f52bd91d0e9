package dev.farthing.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** After a serialization failure, or for at most one second after a lost connection. */
@ApplicationScoped
class Retry {
    /** Enough to get past a deadlock. */
    private static final int CONFLICTS = 3;

    /**
     * Enough for all stale connections of a pool, which fail at once, and for a quick restart. A longer failure means a silent
     * server: another try would take as long.
     */
    private static final long LOST_MS = 1_000;

    private static final int SHORTEST_PAUSE_MS = 10;
    private static final int LONGEST_PAUSE_MS = 40;

    private final ConnectionPool pool;
    private final DatabaseMeters meters;

    Retry(ConnectionPool pool, DatabaseMeters meters) {
        this.pool = pool;
        this.meters = meters;
    }

    @FunctionalInterface
    interface Work<T> {
        T once() throws SQLException;
    }

    /** @throws Database.DatabaseException when retrying did not help */
    <T> T run(Work<T> work) {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return work.once();
            } catch (SQLException fault) {
                pool.failedBy(fault);
                long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                boolean again = SqlStates.isConflict(fault)
                        ? attempt < CONFLICTS
                        : SqlStates.isConnectionLost(fault) && tookMs < LOST_MS;
                if (!again || Deadline.isOver() || !pause(Math.min(attempt, CONFLICTS))) {
                    meters.givenUp(fault);
                    throw new Database.DatabaseException(fault);
                }
            }
        }
    }

    /** For work that may not be repeatable: after a conflict nothing was changed. */
    <T> T afterConflicts(Callable<T> work) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.call();
            } catch (Exception fault) {
                if (!SqlStates.isConflict(fault) || attempt == CONFLICTS || Deadline.isOver() || !pause(attempt)) {
                    throw fault;
                }
            }
        }
    }

    /**
     * Random, so that two losers of a race do not collide again; the pool needs the time to drop broken connections. False if
     * interrupted.
     */
    private static boolean pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS) * attempt);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
