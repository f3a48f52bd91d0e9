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

/** A change takes effect at once on its own instance, within {@link ClientConfig#keyCache} on others. */
@ApplicationScoped
// Caffeine finds the cache's classes by name.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMSW", "com.github.benmanes.caffeine.cache.PSWMS"})
class KeyCache {
    /** A few megabytes. */
    private static final int MAX_KEYS = 20_000;

    private static final String FIND = """
            select %s
            from api_key k join client c on c.id = k.client_id
            where k.client_id = ? and k.hash = ?
            """.formatted(StoredKey.COLUMNS);

    private final Database database;
    private final TransactionSynchronizationRegistry transactions;
    private final Cache<CacheKey, StoredKey> cache;

    /** Changes of any key. One counter suffices: a change only keeps concurrent lookups from being cached. */
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

    StoredKey cached(Credentials.Key key) {
        return cache.getIfPresent(CacheKey.of(key));
    }

    /** Null when no client has the key. */
    StoredKey find(Credentials.Key key) {
        return find(key, wanted -> database.row(FIND, StoredKey::read, wanted.clientId(), wanted.hash()));
    }

    StoredKey find(Credentials.Key key, Function<Credentials.Key, StoredKey> query) {
        long changesBefore = changes;
        StoredKey found = query.apply(key);
        // Unknown keys stay out: guesses would fill the cache.
        if (found != null) {
            cacheUnlessChanged(CacheKey.of(key), found, changesBefore);
        }
        return found;
    }

    /** A key changed during its lookup may have been read before the change. */
    private synchronized void cacheUnlessChanged(CacheKey key, StoredKey found, long changesBefore) {
        if (changes == changesBefore) {
            cache.put(key, found);
        }
    }

    /** Runs after a rollback too: a commit that seems to have failed may have succeeded. */
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
