package dev.farthing.topup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How credit is paid for. */
@ConfigMapping(prefix = "farthing.topup")
public interface TopUpConfig {

    /** What takes the money; without one, credit is only given by admins and by vouchers. */
    Optional<Kind> processor();

    /**
     * Secrets that sign top-up links, as {@code id:secret}, the newest first: the first signs, all are accepted. To change
     * one, put the new one in front, and take the old one out after {@link #linkLifetime()}.
     */
    Optional<List<String>> linkKeys();

    /** How long a link can be used. */
    @WithDefault("PT24H")
    Duration linkLifetime();

    /** Amounts to choose from, as {@code pays} or {@code pays:gets}: 10:11 gives 1 of promotional credit on top. */
    @WithDefault("5,10,20,50")
    List<String> tiers();

    /** Least that can be paid. */
    @WithDefault("1")
    String minimum();

    /** Most that can be paid at once. */
    @WithDefault("500")
    String maximum();

    /** How long the bonus of a tier lasts; absent: for ever. */
    Optional<Duration> bonusLifetime();

    /** How long a person has to pay; Stripe takes 30 minutes to 24 hours. */
    @WithDefault("PT1H")
    Duration checkoutLifetime();

    /** Origins that a reader may be sent back to, besides this service's own. */
    Optional<List<URI>> returnOrigins();

    /** How often top-ups that stay pending are looked for; {@code off} leaves them to the processor's events. */
    @WithDefault("30s")
    String reconcileEvery();

    /** How long a top-up may stay pending before the processor is asked; then twice as long each time, up to an hour. */
    @WithDefault("PT1M")
    Duration reconcileAfter();

    /** See {@link #processor()}. */
    enum Kind {
        SANDBOX,
        STRIPE
    }
}
