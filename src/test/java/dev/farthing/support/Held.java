package dev.farthing.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A table that nobody else can read, or an account that nobody else can change, until it is let go: whatever needs it waits. */
public final class Held {
    private final Connection connection;

    private Held(TestDatabase database, String lock) {
        try {
            connection = database.asSuperuser();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(lock);
            }
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    public static Held table(TestDatabase database, String table) {
        return new Held(database, "lock table " + table + " in access exclusive mode");
    }

    /** The account of one client alone; it can still be looked at. */
    public static Held account(TestDatabase database, Api.Wallet wallet) {
        return new Held(database, "select 1 from account where client_id = '" + wallet.id() + "' for update");
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
