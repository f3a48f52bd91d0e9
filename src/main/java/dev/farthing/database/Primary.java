package dev.farthing.database;

import java.sql.SQLException;

/**
 * This instance's view of its primary. Each promotion starts a new timeline, so a server behind the newest one seen is an old
 * primary, whose commits the true books will never contain.
 */
final class Primary {
    private volatile Position newest = Position.UNKNOWN;
    private volatile long distrustedNanos = System.nanoTime() - 1;

    /**
     * @param cluster PostgreSQL's system identifier, null if unknown
     * @param timeline 0 if unknown, as on a standby
     */
    record Position(String cluster, long timeline) {
        static final Position UNKNOWN = new Position(null, 0);

        private boolean isBehind(Position other) {
            return timeline != 0 && timeline < other.timeline;
        }

        private boolean isElsewhere(Position other) {
            return cluster != null && other.cluster != null && !cluster.equals(other.cluster);
        }
    }

    /** @throws SQLException for a server that must not be used */
    synchronized void admit(Position found) throws SQLException {
        if (found.isElsewhere(newest)) {
            throw rejected("it belongs to cluster " + found.cluster + ", and this instance works on " + newest.cluster
                    + ". If that is intended, restart this instance");
        } else if (found.isBehind(newest)) {
            throw rejected("it is on timeline " + found.timeline + ", and the primary is on " + newest.timeline
                    + ": an old primary is running. Fence it");
        } else if (found.timeline >= newest.timeline && found.cluster != null) {
            newest = found;
        }
    }

    /** @throws SQLException on a connection to a server that a failover has replaced */
    void requireNewest(Position opened) throws SQLException {
        if (opened.isBehind(newest)) {
            throw new SQLException("This connection leads to an old primary", "08006");
        }
    }

    boolean isReplaced(Position opened) {
        return opened.isBehind(newest);
    }

    /** After one connection was found dead, those opened before are probably dead too, and each would cost its own wait. */
    void distrustAll() {
        distrustedNanos = System.nanoTime();
    }

    boolean isDistrusted(long openedNanos) {
        return openedNanos - distrustedNanos <= 0;
    }

    private static SQLException rejected(String reason) {
        return new SQLException("Refused a connection to PostgreSQL: " + reason + ".", SqlStates.REJECTED);
    }
}
