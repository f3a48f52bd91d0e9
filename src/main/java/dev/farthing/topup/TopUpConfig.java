package dev.farthing.topup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How clients pay for credit. */
@ConfigMapping(prefix = "farthing.topup")
public interface TopUpConfig {

    /** The processor of new top-ups; without one, credit comes only from admins and vouchers. */
    Optional<Kind> processor();

    /**
     * Secrets that sign top-up links, as {@code id:secret}, the newest first: the first signs, all are accepted. To rotate, put
     * the new one in front, and remove the old one after {@link #linkLifetime()}.
     */
    Optional<List<String>> linkKeys();

    /** How long a link is valid. */
    @WithDefault("PT24H")
    Duration linkLifetime();

    /** Amounts to choose from, as {@code pays} or {@code pays:gets}: 10:11 gives 1 of promotional credit on top. */
    @WithDefault("5,10,20,50")
    List<String> tiers();

    /** The smallest top-up. */
    @WithDefault("1")
    String minimum();

    /** The largest top-up. */
    @WithDefault("500")
    String maximum();

    /** How long the bonus of a tier lasts; absent: forever. */
    Optional<Duration> bonusLifetime();

    /** How long a checkout stays open; Stripe allows 30 minutes to 24 hours. */
    @WithDefault("PT1H")
    Duration checkoutLifetime();

    /** Origins that a reader may return to, besides this service's own. */
    Optional<List<URI>> returnOrigins();

    /** How often pending top-ups are reconciled; {@code off} relies on the processor's events alone. */
    @WithDefault("30s")
    String reconcileEvery();

    /** How long a top-up may stay pending before the processor is asked; the pause then doubles, up to an hour. */
    @WithDefault("PT1M")
    Duration reconcileAfter();

    /** See {@link #processor()}. */
    enum Kind {
        SANDBOX,
        STRIPE
    }
}
