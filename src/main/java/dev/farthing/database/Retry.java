package dev.farthing.database;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Does work again that lost a race or its connection, and no longer than who waits behind it can wait, too. */
final class Retry {
    /** Enough to outlive a deadlock. */
    private static final int CONFLICTS = 3;

    /**
     * Enough to get past all stale connections of a pool, each of which fails at once, and a server that restarts quickly. One
     * that took longer to fail is silent or away, which is the caller's 503: whoever waits would wait as long again.
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

    /**
     * @throws Database.DatabaseException what was not mended by repeating
     */
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
                if (!again || !pause(Math.min(attempt, CONFLICTS))) {
                    meters.givenUp(fault);
                    throw new Database.DatabaseException(fault);
                }
            }
        }
    }

    /**
     * A random pause, so that two losers of a race do not meet again, and the pool has time to let go of what is broken. False when
     * the thread is to stop.
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
