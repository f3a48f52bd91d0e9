package dev.farthing.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.farthing.web.Caller;
import dev.farthing.web.Roles;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A changed key takes effect at once on its instance, even during a lookup. */
class KeyCacheTest {
    private static final ClientConfig CONFIG =
            new SmallRyeConfigBuilder().withMapping(ClientConfig.class).build().getConfigMapping(ClientConfig.class);

    private final KeyCache cache = new KeyCache(null, null, CONFIG);
    private final Credentials.Key key = new Credentials.Key(UUID.randomUUID(), new byte[] {1});
    private final StoredKey stored =
            new StoredKey(new Caller(key.clientId(), UUID.randomUUID(), "Reader", Set.of(Roles.CLIENT)), null, null);

    @Test
    void keyIsCachedUntilItChanges() {
        cache.find(key, query -> stored);
        assertEquals(stored, cache.cached(key));

        cache.invalidate(key.clientId());

        assertNull(cache.cached(key));
    }

    @Test
    void keyRevokedDuringItsLookupIsNotCached() {
        cache.find(key, query -> {
            cache.invalidate(key.clientId());
            return stored;
        });

        assertNull(cache.cached(key));
    }

    @Test
    void keyOfAnotherClientStaysCached() {
        cache.find(key, query -> stored);

        cache.invalidate(UUID.randomUUID());

        assertEquals(stored, cache.cached(key));
    }

    @Test
    void unknownKeyIsNotCached() {
        assertNull(cache.find(key, query -> null));

        assertNull(cache.cached(key));
    }
}
