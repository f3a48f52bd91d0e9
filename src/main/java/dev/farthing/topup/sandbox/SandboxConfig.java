package dev.farthing.topup.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The processor that moves no money, for dev mode and tests. */
@ConfigMapping(prefix = "farthing.topup.sandbox")
public interface SandboxConfig {
    /** Production starts with the sandbox only where this says in plain words that credit is free there. */
    @WithDefault("false")
    boolean givesCreditForNothing();

    /** Signs the sandbox's events. */
    Optional<String> webhookSecret();

    /** Makes fingerprints of cards, and of the bodies they came in. */
    Optional<String> fingerprintKey();

    /** How long the card that pays later takes. */
    @WithDefault("PT10S")
    Duration delay();
}
