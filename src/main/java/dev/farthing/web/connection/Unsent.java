package dev.farthing.web.connection;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bytes that wait in memory for callers to read them, over all connections. Beyond the bound the connection with the most
 * is cut, so that a caller that reads never pays for one that does not.
 */
final class Unsent {
    /** The part of one connection with several answers. A lone answer may be larger: as large as an article. */
    private static final int SHARES = 4;

    private final long most;
    private final int places;
    private final Set<Connection> connections;
    private final AtomicInteger answers = new AtomicInteger();
    private long all;

    /** @param places of requests, which answers keep until they have left, and with them a worker if it waits */
    Unsent(long most, int places, Set<Connection> connections) {
        this.most = most;
        this.places = places;
        this.connections = connections;
    }

    /** For a caller to read it; not for a moment only. */
    void answerWaits() {
        answers.incrementAndGet();
    }

    void answerLeft() {
        answers.decrementAndGet();
    }

    /** Whether callers that do not read hold most of the places. */
    boolean isCrowded() {
        return answers.get() > places / 2;
    }

    synchronized void take(Connection connection, long bytes) {
        connection.unsent += bytes;
        if (connection.isCut) {
            return;
        }
        all += bytes;
        Connection largest = all > most ? largest() : null;
        while (largest != null) {
            cut(largest);
            largest = all > most ? largest() : null;
        }
    }

    /** For one of several answers at once. */
    synchronized void takeShare(Connection connection, long bytes) {
        boolean hasOthers = connection.unsent > 0;
        take(connection, bytes);
        if (hasOthers && !connection.isCut && connection.unsent > most / SHARES) {
            cut(connection);
        }
    }

    synchronized void give(Connection connection, long bytes) {
        connection.unsent -= bytes;
        if (!connection.isCut) {
            all -= bytes;
        }
    }

    synchronized long bytes() {
        return all;
    }

    /** Its bytes are on their way out: they count no more, and the next one to be cut is another. */
    private void cut(Connection connection) {
        connection.isCut = true;
        all -= connection.unsent;
        connection.cutSoon(Cut.UNSENT);
    }

    /** Null when all are cut. */
    private Connection largest() {
        Connection largest = null;
        for (Connection connection : connections) {
            if (!connection.isCut && (largest == null || connection.unsent > largest.unsent)) {
                largest = connection;
            }
        }
        return largest;
    }
}
