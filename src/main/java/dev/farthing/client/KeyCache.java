package dev.farthing.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.farthing.database.Database;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Function;

/**
 * Recently used API keys, so that not every request asks the database.
 *
 * <p>A change made by this instance takes effect here at once, one made by another instance within
 * {@link ClientConfig#keyCache}. The gate does not use this cache: its own query reads the key, so a revoked key buys and reads
 * nothing from the moment of its revocation, on every instance.
 */
@ApplicationScoped
// Caffeine looks up the classes it builds this cache from by name.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMSW", "com.github.benmanes.caffeine.cache.PSWMS"})
class KeyCache {
    /** A few megabytes at most. */
    private static final int MAX_KEYS = 20_000;

    private static final String FIND = """
            select %s
            from api_key k join client c on c.id = k.client_id
            where k.client_id = ? and k.hash = ?
            """.formatted(StoredKey.COLUMNS);

    private final Database database;
    private final TransactionSynchronizationRegistry transactions;
    private final Cache<CacheKey, StoredKey> cache;

    /** Counts changes of any key. One counter for all keys suffices: a lookup in flight during a change is only not cached. */
    private volatile long changes;

    KeyCache(Database database, TransactionSynchronizationRegistry transactions, ClientConfig config) {
        this.database = database;
        this.transactions = transactions;
        this.cache = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterWrite(config.keyCache())
                .executor(Runnable::run)
                .build();
    }

    private record CacheKey(UUID clientId, ByteBuffer hash) {
        static CacheKey of(Credentials.Key key) {
            return new CacheKey(key.clientId(), ByteBuffer.wrap(key.hash()));
        }
    }

    /** The cached key, or null. */
    StoredKey cached(Credentials.Key key) {
        return cache.getIfPresent(CacheKey.of(key));
    }

    /** Asks the database; null when no client has the key. */
    StoredKey find(Credentials.Key key) {
        return find(key, wanted -> database.row(FIND, StoredKey::read, wanted.clientId(), wanted.hash()));
    }

    StoredKey find(Credentials.Key key, Function<Credentials.Key, StoredKey> query) {
        long changesBefore = changes;
        StoredKey found = query.apply(key);
        // Unknown keys are not cached: guesses would fill the cache.
        if (found != null) {
            cacheUnlessChanged(CacheKey.of(key), found, changesBefore);
        }
        return found;
    }

    /** A key that was changed during its lookup may have been read before the change, and must not outlive it here. */
    private synchronized void cacheUnlessChanged(CacheKey key, StoredKey found, long changesBefore) {
        if (changes == changesBefore) {
            cache.put(key, found);
        }
    }

    /** Removes the client's keys when the transaction that changes them ends, even where its commit seems to have failed. */
    void invalidateAfterCommit(UUID clientId) {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                invalidate(clientId);
            }
        });
    }

    synchronized void invalidate(UUID clientId) {
        changes++;
        cache.asMap().keySet().removeIf(key -> key.clientId().equals(clientId));
    }
}
