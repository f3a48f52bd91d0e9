package dev.farthing.client;

import dev.farthing.database.Database;
import dev.farthing.ledger.AccountSuspension;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Stops a client from buying and from adding credit until an admin lifts it. What the client owns it can read.
 *
 * <p>The charge reads it in its own statement ({@code Terms}), from the account it locks; this class is for everybody else.
 */
@ApplicationScoped
public class Suspension {
    private static final String SUSPEND = """
            update client set suspended_at = clock_timestamp(), suspended_reason = ? where id = ? and suspended_at is null
            """;

    private final Database database;
    private final AccountSuspension stops;

    Suspension(Database database, AccountSuspension stops) {
        this.database = database;
        this.stops = stops;
    }

    /** Suspends the client; one that is suspended already stays so for its first reason. */
    public void suspend(UUID clientId, String reason) {
        database.inTransaction(() -> {
            // The account first, as everybody locks who moves money.
            stops.set(clientId, true);
            return database.change(SUSPEND, reason, clientId);
        });
    }

    void lift(UUID clientId) {
        database.inTransaction(() -> {
            stops.set(clientId, false);
            return database.change(
                    "update client set suspended_at = null, suspended_reason = null where id = ?", clientId);
        });
    }

    /**
     * Passes a client that may add credit.
     *
     * @throws Problem {@code client_suspended}
     */
    public void require(UUID clientId) {
        refuse(Boolean.TRUE.equals(database.row(
                "select suspended_at is not null from client where id = ?", row -> row.getBoolean(1), clientId)));
    }

    /**
     * Refuses a suspended client.
     *
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
