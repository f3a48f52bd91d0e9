package dev.farthing.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A table that nobody else can read until it is let go: whatever needs it waits. */
public final class Held {
    private final Connection connection;

    public Held(TestDatabase database, String table) {
        try {
            connection = database.asSuperuser();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("lock table " + table + " in access exclusive mode");
            }
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** Lets it go; a second time does nothing. */
    public void letGo() {
        try {
            connection.close();
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
