package dev.farthing.topup;

import dev.farthing.database.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * Top-ups and refunds pending, and top-ups paid but not credited, longer than farthing.topup.reconcile-after. Reconciliation measures, never a scrape; all
 * instances count the same rows, so an alert takes the maximum.
 *
 * <p>NaN before the first measurement, and while the job is off.
 */
@ApplicationScoped
// Metrics exist before the first request.
@Startup
class StuckPayments {
    private static final String MEASURE = """
            select count(*) as stuck, min(created_at) as oldest
            from %s where %s and created_at < clock_timestamp() - ? * interval '1 millisecond'
            """;

    /** Also what a won dispute gave back and the account has no room for. */
    private static final String UNCREDITED = """
            (status = 'PAID' or dispute_pending and entry_sequence is not null
             and charged_back_micros - reinstated_micros > reported_disputed_micros - reported_reinstated_micros)""";

    private final Database database;
    private final TopUpConfig config;
    private final Clock clock;
    private final Map<String, Stuck> measured = new ConcurrentHashMap<>();

    StuckPayments(Database database, TopUpConfig config, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.config = config;
        this.clock = clock;
        register(meters, "top_up");
        register(meters, "refund");
        register(meters, "uncredited");
    }

    private record Stuck(long count, Instant oldest) {}

    void measure() {
        measured.put("top_up", measure("top_up", "status = 'PENDING'"));
        measured.put("refund", measure("top_up_refund", "status = 'PENDING'"));
        measured.put("uncredited", measure("top_up", UNCREDITED));
    }

    private Stuck measure(String table, String open) {
        return database.row(
                MEASURE.formatted(table, open),
                row -> new Stuck(row.getLong("stuck"), Database.instant(row, "oldest")),
                config.reconcileAfter().toMillis());
    }

    private double ageSeconds(Stuck stuck) {
        return stuck.oldest() == null
                ? 0
                : Duration.between(stuck.oldest(), clock.instant()).toMillis() / 1_000.0;
    }

    private void register(MeterRegistry meters, String what) {
        gauge(
                meters,
                "farthing.payments.stuck",
                "Top-ups and refunds that are pending, and top-ups that are paid but not credited, for longer than farthing.topup.reconcile-after",
                what,
                Stuck::count);
        gauge(meters, "farthing.payments.stuck.age.seconds", "Age of the oldest of them", what, this::ageSeconds);
    }

    private void gauge(
            MeterRegistry meters, String name, String description, String what, ToDoubleFunction<Stuck> value) {
        Gauge.builder(
                        name,
                        measured,
                        latest -> latest.containsKey(what) ? value.applyAsDouble(latest.get(what)) : Double.NaN)
                .description(description)
                .tag("what", what)
                .register(meters);
    }
}
