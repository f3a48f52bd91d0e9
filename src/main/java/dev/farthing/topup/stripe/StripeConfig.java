package dev.farthing.topup.stripe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Stripe Checkout. */
@ConfigMapping(prefix = "farthing.topup.stripe")
public interface StripeConfig {
    /** {@code sk_live_...}; a secret. */
    Optional<String> secretKey();

    /** Signing secrets of the webhook ({@code whsec_...}), the newest first: all are accepted. */
    Optional<List<String>> webhookSecrets();

    /** The account that events of connected accounts must name; absent: such events are refused. */
    Optional<String> account();

    @WithDefault("https://api.stripe.com")
    URI apiBase();

    /** How long one call may take. */
    @WithDefault("PT10S")
    Duration timeout();

    /** How old a signed event may be. */
    @WithDefault("PT5M")
    Duration tolerance();
}
