package dev.farthing.ledger;

import dev.farthing.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Says in the account's row that its client is suspended. A charge that waited for the row sees it as it is now; of the client's
 * row it would see what stood there before.
 */
@ApplicationScoped
public class AccountSuspension {
    private final Database database;

    AccountSuspension(Database database) {
        this.database = database;
    }

    /** A client without an account has nothing that could be charged. */
    public void set(UUID clientId, boolean suspended) {
        database.change("update account set suspended = ? where client_id = ?", suspended, clientId);
    }
}
