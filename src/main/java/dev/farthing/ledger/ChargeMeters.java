package dev.farthing.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

@ApplicationScoped
// Eager: its metrics exist before the first request.
@Startup
class ChargeMeters {
    private final MoneyMeters money;
    private final Timer duration;
    private final Counters byOutcome;
    private final Counter failed;

    ChargeMeters(MeterRegistry meters, MoneyMeters money) {
        this.money = money;
        this.duration = Timer.builder("farthing.charge.duration")
                .description("Time from the request for a charge to its committed outcome")
                .serviceLevelObjectives(Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
                        .map(Duration::ofMillis)
                        .toArray(Duration[]::new))
                .register(meters);
        this.byOutcome = new Counters(meters);
        this.failed = counter(meters, "failed");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("farthing.charges")
                .description("Charges by outcome")
                .tag("outcome", outcome)
                .register(meters);
    }

    /**
     * @param outcome null where the charge failed
     * @param startNs {@link System#nanoTime}
     */
    void answered(ChargeOutcome outcome, long startNs) {
        duration.record(System.nanoTime() - startNs, TimeUnit.NANOSECONDS);
        (outcome == null ? failed : outcome.accept(byOutcome)).increment();
        if (outcome instanceof ChargeOutcome.Charged paid) {
            money.charged(paid.priceMicros());
        }
    }

    /** Looked up once: thousands of charges a second pass here. */
    private static final class Counters implements ChargeOutcome.Visitor<Counter> {
        private final Map<Eligibility, Counter> guarded = new EnumMap<>(Eligibility.class);
        private final Counter charged;
        private final Counter alreadyOwned;
        private final Counter free;
        private final Counter insufficient;
        private final Counter notForSale;

        Counters(MeterRegistry meters) {
            Stream.of(
                            Eligibility.SUSPENDED,
                            Eligibility.AUTO_PURCHASE_OFF,
                            Eligibility.PRICE_ABOVE_LIMIT,
                            Eligibility.DAILY_LIMIT_REACHED)
                    .forEach(guard -> guarded.put(guard, counter(meters, guard.label())));
            this.charged = counter(meters, "charged");
            this.alreadyOwned = counter(meters, "already_owned");
            this.free = counter(meters, "free");
            this.insufficient = counter(meters, Eligibility.INSUFFICIENT.label());
            this.notForSale = counter(meters, "not_for_sale");
        }

        @Override
        public Counter charged(ChargeOutcome.Charged outcome) {
            return charged;
        }

        @Override
        public Counter alreadyOwned(ChargeOutcome.AlreadyOwned outcome) {
            return alreadyOwned;
        }

        @Override
        public Counter free(ChargeOutcome.Free outcome) {
            return free;
        }

        @Override
        public Counter insufficient(ChargeOutcome.Insufficient outcome) {
            return insufficient;
        }

        @Override
        public Counter guarded(ChargeOutcome.Guarded outcome) {
            return guarded.get(outcome.guard());
        }

        @Override
        public Counter notForSale(ChargeOutcome.NotForSale outcome) {
            return notForSale;
        }
    }
}
