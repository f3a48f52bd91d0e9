package dev.farthing.topup.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The processor that moves no money, for dev mode and tests. */
@ConfigMapping(prefix = "farthing.topup.sandbox")
public interface SandboxConfig {
    /** Required to start the sandbox in production: states that credit is free there. */
    @WithDefault("false")
    boolean givesCreditForNothing();

    /** Signs the sandbox's events. */
    Optional<String> webhookSecret();

    /** Keys the hashes of card numbers and of request bodies. */
    Optional<String> fingerprintKey();

    /** Until the card that pays later has paid. */
    @WithDefault("PT10S")
    Duration delay();
}
