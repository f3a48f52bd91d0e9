package dev.farthing.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.farthing.database.Database;
import dev.farthing.web.Caller;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * The keys that were used lately, so that not every request asks the database whose key it brings.
 *
 * <p>What is changed by this instance holds here at once, what is changed by another one after {@link ClientConfig#keyCache}
 * at the latest. The gate does not use it: its one look finds the key on the way, so a revoked key buys and reads nothing from the
 * moment it is revoked.
 */
@ApplicationScoped
// What Caffeine makes a cache of this kind from; it looks for it by name.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMSW", "com.github.benmanes.caffeine.cache.PSWMS"})
class KeyCache {
    /** Some megabytes at the most. */
    private static final int MOST = 20_000;

    private static final String FIND = """
            select k.id, k.revoked_at, k.expires_at, c.name, c.role
            from api_key k join client c on c.id = k.client_id
            where k.client_id = ? and k.hash = ?
            """;

    private final Database database;
    private final TransactionSynchronizationRegistry transactions;
    private final Cache<Place, Known> kept;

    KeyCache(Database database, TransactionSynchronizationRegistry transactions, ClientConfig config) {
        this.database = database;
        this.transactions = transactions;
        this.kept = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(config.keyCache())
                .executor(Runnable::run)
                .build();
    }

    private record Place(UUID clientId, ByteBuffer hash) {
        static Place of(Credentials.Key key) {
            return new Place(key.clientId(), ByteBuffer.wrap(key.hash()));
        }
    }

    /** Whose key it is, and what it was worth when it was looked up. */
    record Known(Caller caller, Instant revokedAt, Instant expiresAt) {}

    /** What is known without asking the database, or null. */
    Known known(Credentials.Key key) {
        return kept.getIfPresent(Place.of(key));
    }

    /** Asks the database; null when no client has the key. */
    Known find(Credentials.Key key) {
        Known found = database.row(
                FIND,
                row -> new Known(
                        new Caller(
                                key.clientId(),
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                Client.Role.valueOf(row.getString("role")).roles()),
                        Database.instant(row, "revoked_at"),
                        Database.instant(row, "expires_at")),
                key.clientId(),
                key.hash());
        // What nobody has is not kept: who tries keys would fill the cache.
        if (found != null) {
            kept.put(Place.of(key), found);
        }
        return found;
    }

    /** Forgets the client's keys once the transaction that changes them is committed. */
    void forgetAfterCommit(UUID clientId) {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    kept.asMap().keySet().removeIf(place -> place.clientId().equals(clientId));
                }
            }
        });
    }
}
