package dev.farthing.topup.sandbox;

import dev.farthing.topup.TopUpConfig;
import dev.farthing.web.start.ConfigCheck;
import dev.farthing.web.start.ConfigErrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

@ApplicationScoped
class SandboxCheck implements ConfigCheck {
    private static final String FREE_CREDIT = "farthing.topup.sandbox.gives-credit-for-nothing";
    private static final String WEBHOOK_SECRET = "farthing.topup.sandbox.webhook-secret";
    private static final String FINGERPRINT_KEY = "farthing.topup.sandbox.fingerprint-key";
    private static final String MISSING =
            "is missing: it takes at least 32 random characters, such as `openssl rand -hex 24` makes.";

    private final SandboxConfig config;
    private final boolean configured;

    SandboxCheck(SandboxConfig config, TopUpConfig topUps) {
        this.config = config;
        this.configured = topUps.processor().equals(Optional.of(TopUpConfig.Kind.SANDBOX));
    }

    @Override
    public void check(ConfigErrors errors) {
        errors.know(FREE_CREDIT);
        errors.require(!configured || config.webhookSecret().isPresent(), WEBHOOK_SECRET, MISSING);
        errors.require(!configured || config.fingerprintKey().isPresent(), FINGERPRINT_KEY, MISSING);
        errors.within("farthing.topup.sandbox.delay", config.delay(), Duration.ZERO, Duration.ofDays(1));
    }

    @Override
    public void checkProduction(ConfigErrors errors) {
        if (configured) {
            errors.require(
                    config.givesCreditForNothing(),
                    "farthing.topup.processor",
                    "is sandbox, which takes test cards: everybody gets credit for nothing."
                            + " Configure stripe, or say " + FREE_CREDIT + "=true.");
            config.webhookSecret().ifPresent(secret -> errors.secret(WEBHOOK_SECRET, secret));
            config.fingerprintKey().ifPresent(secret -> errors.secret(FINGERPRINT_KEY, secret));
        }
    }
}
