package dev.farthing.topup.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

@ConfigMapping(prefix = "farthing.topup.sandbox")
public interface SandboxConfig {
    /** Required in production: states that credit is free there. */
    @WithDefault("false")
    boolean givesCreditForNothing();

    Optional<String> webhookSecret();

    /** Keys the hashes of request bodies, which hold cards. */
    Optional<String> fingerprintKey();

    /** Delay of the card that pays later; zero to one day. */
    @WithDefault("PT10S")
    Duration delay();
}
