package dev.farthing.ledger;

import dev.farthing.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Copies a client's suspension into its account's row. A charge that waited for that row's lock sees the row as it is now, but the
 * client's row only as its older snapshot has it.
 */
@ApplicationScoped
public class AccountSuspension {
    private final Database database;

    AccountSuspension(Database database) {
        this.database = database;
    }

    /** Does nothing for a client without an account, which has nothing to charge. */
    public void set(UUID clientId, boolean suspended) {
        database.change("update account set suspended = ? where client_id = ?", suspended, clientId);
    }
}
