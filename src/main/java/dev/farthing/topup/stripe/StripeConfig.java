package dev.farthing.topup.stripe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

@ConfigMapping(prefix = "farthing.topup.stripe")
public interface StripeConfig {
    /** {@code sk_live_...}. */
    Optional<String> secretKey();

    /** {@code whsec_...}, the newest first: all are accepted. */
    Optional<List<String>> webhookSecrets();

    /** Accepts events of this connected account; absent: of none. */
    Optional<String> account();

    @WithDefault("https://api.stripe.com")
    URI apiBase();

    /** For a whole call, one second to one minute. */
    @WithDefault("PT10S")
    Duration timeout();

    /** Maximum age of a signed event, one second to one hour. */
    @WithDefault("PT5M")
    Duration tolerance();
}
