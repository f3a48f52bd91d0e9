package dev.farthing.client;

import dev.farthing.web.start.ConfigCheck;
import dev.farthing.web.start.ConfigErrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Bounds the key cache, so that a revoked key soon expires on every instance. */
@ApplicationScoped
class ClientCheck implements ConfigCheck {
    private static final String ADMIN_KEY = "farthing.client.admin-key";

    /** Issuing a key reads all of the client's keys. */
    private static final int MOST_KEYS = 1_000;

    private static final int MOST_REGISTRATIONS = 1_000_000;

    private static final Duration LONGEST_CACHE = Duration.ofMinutes(5);

    private final ClientConfig config;

    ClientCheck(ClientConfig config) {
        this.config = config;
    }

    @Override
    public void check(ConfigErrors errors) {
        errors.know("farthing.client.registration");
        errors.within("farthing.client.registration-limit", config.registrationLimit(), 1, MOST_REGISTRATIONS);
        errors.within(
                "farthing.client.registration-window",
                config.registrationWindow(),
                Duration.ofSeconds(1),
                Duration.ofDays(1));
        errors.require(
                config.adminKey().isEmpty()
                        || config.adminKey().get().chars().allMatch(character -> character > ' ' && character < 127),
                ADMIN_KEY,
                "holds a blank or a character beyond ASCII, which no header can carry.");
        errors.within("farthing.client.max-keys", config.maxKeys(), 1, MOST_KEYS);
        errors.within("farthing.client.key-cache", config.keyCache(), Duration.ZERO, LONGEST_CACHE);
    }

    @Override
    public void checkProduction(ConfigErrors errors) {
        errors.secret(ADMIN_KEY, config.adminKey().orElse(null));
    }
}
