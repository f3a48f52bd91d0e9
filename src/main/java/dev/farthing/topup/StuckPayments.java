package dev.farthing.topup;

import dev.farthing.database.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * Watches top-ups and payments back that stay undecided for longer than the processor is left in peace. Looked for by the job that
 * asks about them, in every instance, and never by a scrape; all instances see the same rows, so an alert takes the largest.
 *
 * <p>Before the first look, and where the job is off, the gauges are no number.
 */
@ApplicationScoped
// With the service, so that its metrics are there before the first request.
@Startup
class StuckPayments {
    private static final String LOOK = """
            select count(*) as stuck, min(created_at) as oldest
            from %s where status = 'PENDING' and created_at < clock_timestamp() - ? * interval '1 millisecond'
            """;

    private final Database database;
    private final TopUpConfig config;
    private final Map<String, Stuck> found = new ConcurrentHashMap<>();

    StuckPayments(Database database, TopUpConfig config, MeterRegistry meters) {
        this.database = database;
        this.config = config;
        register(meters, "top_up");
        register(meters, "refund");
    }

    /** @param oldest null where there is none */
    private record Stuck(long count, Instant oldest) {
        private long ageMs() {
            return oldest == null ? 0 : Duration.between(oldest, Instant.now()).toMillis();
        }
    }

    /** Looks now. */
    void look() {
        found.put("top_up", look("top_up"));
        found.put("refund", look("top_up_refund"));
    }

    private Stuck look(String table) {
        return database.row(
                LOOK.formatted(table),
                row -> new Stuck(row.getLong("stuck"), Database.instant(row, "oldest")),
                config.reconcileAfter().toMillis());
    }

    private void register(MeterRegistry meters, String what) {
        gauge(
                meters,
                "farthing.payments.stuck",
                "Top-ups and payments back that are pending for longer than farthing.topup.reconcile-after",
                what,
                Stuck::count);
        gauge(
                meters,
                "farthing.payments.stuck.age.seconds",
                "Age of the oldest of them",
                what,
                stuck -> stuck.ageMs() / 1_000.0);
    }

    private void gauge(
            MeterRegistry meters, String name, String description, String what, ToDoubleFunction<Stuck> value) {
        Gauge.builder(
                        name,
                        found,
                        looked -> looked.containsKey(what) ? value.applyAsDouble(looked.get(what)) : Double.NaN)
                .description(description)
                .tag("what", what)
                .register(meters);
    }
}
