package dev.farthing.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

@ConfigMapping(prefix = "farthing.client")
public interface ClientConfig {

    /** Whether anyone may create a client, or only an admin. */
    @WithDefault("open")
    Registration registration();

    /**
     * Clients that an address may create within {@link #registrationWindow()} on an instance, where registration is open; 1
     * to 1,000,000. Admins are not limited.
     */
    @WithDefault("100")
    int registrationLimit();

    /** One second to one day. */
    @WithDefault("PT1H")
    Duration registrationWindow();

    /** The first admin's secret, at least 32 characters; required in production. */
    Optional<String> adminKey();

    /** Usable keys per client: neither revoked nor expired. */
    @WithDefault("50")
    int maxKeys();

    /**
     * How long an instance may accept a key that another one revoked, at most 5 minutes; {@code PT0S}: no cache.
     * Article reads always check the database.
     */
    @WithDefault("PT2S")
    Duration keyCache();

    enum Registration {
        OPEN,
        ADMIN
    }
}
