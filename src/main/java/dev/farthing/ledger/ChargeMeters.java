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

/** Counts what came of charges and how long they took. Thousands a second pass here: every counter is looked up once. */
@ApplicationScoped
// With the service, so that its metrics are there before the first request.
@Startup
class ChargeMeters {
    private final MoneyMeters money;
    private final Timer duration;
    private final Map<Eligibility, Counter> byTerms = new EnumMap<>(Eligibility.class);
    private final Counter charged;
    private final Counter owned;
    private final Counter free;
    private final Counter insufficient;
    private final Counter notForSale;
    private final Counter failed;

    ChargeMeters(MeterRegistry meters, MoneyMeters money) {
        this.money = money;
        this.duration = Timer.builder("farthing.charge.duration")
                .description("From asking for a charge to its committed answer")
                .serviceLevelObjectives(Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
                        .map(Duration::ofMillis)
                        .toArray(Duration[]::new))
                .register(meters);
        Stream.of(
                        Eligibility.SUSPENDED,
                        Eligibility.AUTO_PURCHASE_OFF,
                        Eligibility.PRICE_ABOVE_LIMIT,
                        Eligibility.DAILY_LIMIT_REACHED)
                .forEach(guard -> byTerms.put(guard, counter(meters, guard.label())));
        this.charged = counter(meters, "charged");
        this.owned = counter(meters, "already_owned");
        this.free = counter(meters, "free");
        this.insufficient = counter(meters, Eligibility.INSUFFICIENT.label());
        this.notForSale = counter(meters, "not_for_sale");
        this.failed = counter(meters, "failed");
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("farthing.charges")
                .description("Charges that were tried, by what came of them")
                .tag("outcome", outcome)
                .register(meters);
    }

    /**
     * Counts a charge whose answer is there, and what it took.
     *
     * @param outcome null where it failed
     * @param askedNs {@link System#nanoTime} when it was asked for
     */
    void answered(ChargeOutcome outcome, long askedNs) {
        duration.record(System.nanoTime() - askedNs, TimeUnit.NANOSECONDS);
        counter(outcome).increment();
        if (outcome instanceof ChargeOutcome.Charged paid) {
            money.charged(paid.priceMicros());
        }
    }

    private Counter counter(ChargeOutcome outcome) {
        if (outcome == null) {
            return failed;
        } else if (outcome instanceof ChargeOutcome.Charged) {
            return charged;
        } else if (outcome instanceof ChargeOutcome.AlreadyOwned) {
            return owned;
        } else if (outcome instanceof ChargeOutcome.Free) {
            return free;
        } else if (outcome instanceof ChargeOutcome.Insufficient) {
            return insufficient;
        } else if (outcome instanceof ChargeOutcome.Guarded guarded) {
            return byTerms.get(guarded.guard());
        }
        return notForSale;
    }
}
