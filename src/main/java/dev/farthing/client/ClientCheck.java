package dev.farthing.client;

import dev.farthing.web.start.ConfigCheck;
import dev.farthing.web.start.ConfigErrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Nobody guesses the admin's key, and a revoked key is soon worth nothing everywhere. */
@ApplicationScoped
class ClientCheck implements ConfigCheck {
    private static final String ADMIN_KEY = "farthing.client.admin-key";

    /** All of a client's keys are looked at when one more is made. */
    private static final int MOST_KEYS = 1_000;

    private static final Duration LONGEST_CACHE = Duration.ofMinutes(5);

    private final ClientConfig config;

    ClientCheck(ClientConfig config) {
        this.config = config;
    }

    @Override
    public void check(ConfigErrors faults) {
        faults.know("farthing.client.registration");
        faults.require(
                config.adminKey().isEmpty()
                        || config.adminKey().get().chars().allMatch(character -> character > ' ' && character < 127),
                ADMIN_KEY,
                "holds a blank or a character beyond ASCII, which no header can carry.");
        faults.within("farthing.client.max-keys", config.maxKeys(), 1, MOST_KEYS);
        faults.within("farthing.client.key-cache", config.keyCache(), Duration.ZERO, LONGEST_CACHE);
    }

    @Override
    public void checkProduction(ConfigErrors faults) {
        faults.secret(ADMIN_KEY, config.adminKey().orElse(null));
    }
}
