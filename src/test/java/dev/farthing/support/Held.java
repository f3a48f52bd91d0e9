package dev.farthing.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A lock on a table (no reads), one account or one payment (no changes) until it is released. */
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

    /** Locks one client's account; it can still be read. */
    public static Held account(TestDatabase database, Api.Wallet wallet) {
        return new Held(database, "select 1 from account where client_id = '" + wallet.id() + "' for update");
    }

    /** Locks one payment of the sandbox; it can still be read. */
    public static Held payment(TestDatabase database, String id) {
        return new Held(database, "select 1 from sandbox_payment where id = '" + id + "' for update");
    }

    /** Releases the lock; a second call does nothing. */
    public void letGo() {
        try {
            connection.close();
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
