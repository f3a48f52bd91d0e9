package dev.farthing.database;

import java.sql.SQLException;

/** Refused by {@link Writes}: nothing was sent to the server. */
final class CommitsStuckException extends SQLException {
    private static final long serialVersionUID = 1L;

    /** Insufficient resources: the standby is one. */
    private static final String STATE = "53000";

    CommitsStuckException() {
        super("Commits are not confirmed", STATE);
    }
}
