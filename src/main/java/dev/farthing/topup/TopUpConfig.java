package dev.farthing.topup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

@ConfigMapping(prefix = "farthing.topup")
public interface TopUpConfig {

    /** Absent: only admins and vouchers give credit. */
    Optional<Kind> processor();

    /**
     * {@code id:secret}, newest first: the first signs, all are accepted. Remove an old one {@link #linkLifetime()}
     * after adding its successor.
     */
    Optional<List<String>> linkKeys();

    /** One minute to 36,500 days. */
    @WithDefault("PT24H")
    Duration linkLifetime();

    /** {@code pays} or {@code pays:gets}: 10:11 adds 1 of promotional credit. */
    @WithDefault("5,10,20,50")
    List<String> tiers();

    @WithDefault("1")
    String minimum();

    @WithDefault("500")
    String maximum();

    /** At least an hour; absent: forever. */
    Optional<Duration> bonusLifetime();

    /** One minute to 7 days; with Stripe, 31 minutes to 24 hours. */
    @WithDefault("PT1H")
    Duration checkoutLifetime();

    /** Besides this service's own. */
    Optional<List<URI>> returnOrigins();

    /** {@code off} leaves only the processor's events. */
    @WithDefault("30s")
    String reconcileEvery();

    /** Pause before the first question, one second to one hour; it then doubles, up to an hour. */
    @WithDefault("PT1M")
    Duration reconcileAfter();

    enum Kind {
        SANDBOX,
        STRIPE
    }
}
