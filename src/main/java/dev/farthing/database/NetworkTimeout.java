package dev.farthing.database;

import java.sql.Connection;
import java.sql.SQLException;

/** A resource, so that the failed reset of a broken connection does not hide its fault. */
record NetworkTimeout(Connection connection, int usualMs) implements AutoCloseable {

    /** Until it is closed. */
    static NetworkTimeout of(Connection connection, int ms) throws SQLException {
        NetworkTimeout after = new NetworkTimeout(connection, connection.getNetworkTimeout());
        connection.setNetworkTimeout(Runnable::run, ms);
        return after;
    }

    @Override
    public void close() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, usualMs);
    }
}
