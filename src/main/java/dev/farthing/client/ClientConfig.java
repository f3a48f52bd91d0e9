package dev.farthing.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Who may open a wallet, and the first admin. */
@ConfigMapping(prefix = "farthing.client")
public interface ClientConfig {

    /** Whether anybody may make a client, or only an admin. */
    @WithDefault("open")
    Registration registration();

    /**
     * The key of the first admin, who makes the others. A secret: at least 32 characters in production, where the
     * service does not start without it.
     */
    Optional<String> adminKey();

    /** Most keys a client may hold at a time that are neither revoked nor expired. */
    @WithDefault("50")
    int maxKeys();

    /**
     * How long an instance goes by what it knows of a key that another instance has changed; reading articles never does.
     * {@code PT0S} asks each time.
     */
    @WithDefault("PT2S")
    Duration keyCache();

    /** See {@link #registration()}. */
    enum Registration {
        OPEN,
        ADMIN
    }
}
