package dev.farthing.ledger;

import dev.farthing.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Copies a suspension into the account's row, the only one that a charge sees as it is now after waiting for its lock. */
@ApplicationScoped
public class AccountSuspension {
    private final Database database;

    AccountSuspension(Database database) {
        this.database = database;
    }

    /** Without an account there is nothing to charge. */
    public void set(UUID clientId, boolean suspended) {
        database.change("update account set suspended = ? where client_id = ?", suspended, clientId);
    }
}
