package dev.farthing.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Ends an outermost transaction, or a statement outside of one with its retries: aborts its connection when the request's time is
 * over. A timeout of the socket counts for one statement only, and not for the next, the flush or the commit.
 */
final class Deadline {
    private static final Logger LOG = Logger.getLogger(Deadline.class);
    private static final ThreadLocal<Deadline> CURRENT = new ThreadLocal<>();

    private final long end;
    private final List<Connection> connections = new ArrayList<>(1);
    private boolean over;
    private boolean aborted;

    private Deadline(long end) {
        this.end = end;
    }

    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** @throws Database.DatabaseException if no time is left, or too little to wait for a connection of an exhausted pool */
    static <T, E extends Exception> T within(RequestBudget budget, ConnectionPool pool, Work<T, E> work) throws E {
        if (CURRENT.get() != null) {
            return work.run();
        }
        long left = budget.leftNanos();
        if (left <= 0 || left < pool.longestWaitNanos() && pool.isExhausted()) {
            throw new Database.DatabaseException(timedOut("No time is left for a further statement", null));
        }
        long start = System.nanoTime();
        Deadline deadline = new Deadline(start + left);
        CompletableFuture<Boolean> passed =
                new CompletableFuture<Boolean>().completeOnTimeout(true, left, TimeUnit.NANOSECONDS);
        passed.thenAccept(deadline::end);
        CURRENT.set(deadline);
        try {
            return work.run();
        } finally {
            CURRENT.remove();
            // A cancellation would make an exception, with its stack, for each statement.
            passed.complete(false);
            budget.spend(System.nanoTime() - start);
        }
    }

    /** Of this thread. */
    static boolean isOver() {
        return leftNanos() <= 0;
    }

    /** Of this thread. */
    static long leftNanos() {
        Deadline current = CURRENT.get();
        return current == null ? Long.MAX_VALUE : current.end - System.nanoTime();
    }

    /** Whether this thread's statement or commit was cut off: the server may still be at it. */
    static boolean isCutOff() {
        Deadline current = CURRENT.get();
        return current != null && current.isAborted();
    }

    static void acquired(Connection connection) {
        Deadline current = CURRENT.get();
        if (current != null) {
            current.add(connection);
        }
    }

    static void returned(Connection connection) {
        Deadline current = CURRENT.get();
        if (current != null) {
            current.remove(connection);
        }
    }

    /** Cancelled by us, so that it is answered like a limit of the server. */
    static SQLException timedOut(String reason, Exception cause) {
        return new SQLTimeoutException(reason, SqlStates.CANCELLED, cause);
    }

    private synchronized boolean isAborted() {
        return aborted;
    }

    private synchronized void add(Connection connection) {
        connections.add(connection);
        if (over) {
            abort(connection);
        }
    }

    /** Before another unit gets the connection. */
    private synchronized void remove(Connection connection) {
        connections.remove(connection);
    }

    /**
     * On a thread of its own: all timeouts share one, and to close a connection with TLS waits while another thread writes to it. A
     * worker may not be free.
     */
    private void end(boolean passed) {
        if (passed) {
            Thread thread = new Thread(this::pass, "deadline");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private synchronized void pass() {
        over = true;
        aborted = !connections.isEmpty();
        connections.forEach(Deadline::abort);
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException broken) {
            LOG.debugf(broken, "The connection was broken before");
        }
    }
}
