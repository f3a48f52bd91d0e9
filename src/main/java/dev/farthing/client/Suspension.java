package dev.farthing.client;

import dev.farthing.database.Database;
import dev.farthing.ledger.AccountSuspension;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Until an admin lifts the suspension, the client reads what it owns but neither buys nor adds credit.
 *
 * <p>The charge checks it on the account it locks ({@code Eligibility}); all other code checks it here.
 */
@ApplicationScoped
public class Suspension {
    private static final String SUSPEND = """
            update client set suspended_at = clock_timestamp(), suspended_reason = ? where id = ? and suspended_at is null
            """;

    private final Database database;
    private final AccountSuspension accounts;

    Suspension(Database database, AccountSuspension accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    /** An earlier suspension keeps its reason. */
    public void suspend(UUID clientId, String reason) {
        database.inTransaction(() -> {
            // The account first: the lock order of all code that moves money.
            accounts.set(clientId, true);
            return database.change(SUSPEND, reason, clientId);
        });
    }

    void lift(UUID clientId) {
        database.inTransaction(() -> {
            accounts.set(clientId, false);
            return database.change(
                    "update client set suspended_at = null, suspended_reason = null where id = ?", clientId);
        });
    }

    /** @throws Problem {@code client_suspended} */
    public void require(UUID clientId) {
        refuse(Boolean.TRUE.equals(database.row(
                "select suspended_at is not null from client where id = ?", row -> row.getBoolean(1), clientId)));
    }

    /**
     * @throws Problem {@code client_suspended}
     */
    public static void refuse(boolean suspended) {
        if (suspended) {
            throw Problem.of(
                    ProblemCode.CLIENT_SUSPENDED,
                    "This client is suspended: it can read what it owns, but neither buy nor add credit.");
        }
    }
}
