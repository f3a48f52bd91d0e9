package dev.farthing.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Registration and keys of clients. */
@ConfigMapping(prefix = "farthing.client")
public interface ClientConfig {

    /** Whether creating a client is open to all, or needs an admin. */
    @WithDefault("open")
    Registration registration();

    /**
     * The key of the first admin, which creates the others. A secret of at least 32 characters; in production the service does not
     * start without it.
     */
    Optional<String> adminKey();

    /** How many keys a client may hold at a time, not counting revoked and expired ones. */
    @WithDefault("50")
    int maxKeys();

    /**
     * How long an instance may still accept a key that another instance has revoked; reading articles always checks the database.
     * {@code PT0S} disables the cache.
     */
    @WithDefault("PT2S")
    Duration keyCache();

    /** See {@link #registration()}. */
    enum Registration {
        OPEN,
        ADMIN
    }
}
