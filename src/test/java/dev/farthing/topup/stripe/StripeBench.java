package dev.farthing.topup.stripe;

import dev.farthing.support.StripeStandIn;
import dev.farthing.topup.TopUp;
import dev.farthing.web.FarthingConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Makes the Stripe processor and top-ups without a container. */
final class StripeBench {
    static final UUID CLIENT = UUID.fromString("01900000-0000-7000-8000-00000000c11e");

    private StripeBench() {}

    static StripeConfig config(StripeStandIn standIn, Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(standIn.config());
        values.putAll(changes);
        return new SmallRyeConfigBuilder()
                .withMapping(StripeConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(StripeConfig.class);
    }

    private static FarthingConfig books(String currency) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(FarthingConfig.class)
                .withDefaultValue("farthing.base-url", "https://farthing.test")
                .withDefaultValue("farthing.currency", currency)
                .build()
                .getConfigMapping(FarthingConfig.class);
    }

    static Stripe stripe(StripeConfig config, String currency) {
        StripeCalls calls = new StripeCalls(config);
        return new Stripe(config, books(currency), calls, new StripeEvents(config, calls), Clock.systemUTC());
    }

    /** A top-up that expires in an hour. */
    static TopUp topUp(long amountMicros) {
        TopUp topUp = new TopUp();
        topUp.clientId = CLIENT;
        topUp.id = UUID.randomUUID();
        topUp.status = TopUp.Status.PENDING;
        topUp.amountMicros = amountMicros;
        topUp.processor = "stripe";
        topUp.returnTo = "https://reader.example/articles/x";
        topUp.createdAt = Instant.now();
        topUp.expiresAt = topUp.createdAt.plus(1, ChronoUnit.HOURS);
        return topUp;
    }
}
