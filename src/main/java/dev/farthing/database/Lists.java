package dev.farthing.database;

import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads lists and reports, each in a transaction with a time limit, together on at most half of the connections and worker permits:
 * a list needs no key or covers millions of rows, and a search for common words can take seconds (src/benchmark/README.md). Sales
 * and top-ups must find room beside them.
 */
@ApplicationScoped
public class Lists {
    /** No page is worth more database time. */
    private static final Duration PAGE = Duration.ofSeconds(5);

    /** Below the socket's patience with a report ({@link Database#report}), so that the server ends the statement. */
    private static final Duration REPORT = Duration.ofSeconds(20);

    /** For each statement of this transaction; the server cancels it, and through PgBouncer no other transaction sees the limit. */
    private static final String LIMIT = "select set_config('statement_timeout', ?, true)";

    /**
     * A plan that is kept suits all values of the cursor and the times, so PostgreSQL takes a range of times for a small one and reads a
     * long statement anew for each page.
     */
    private static final String LIMIT_AND_OWN_PLAN =
            LIMIT + ", set_config('plan_cache_mode', 'force_custom_plan', true)";

    private final Database database;
    private final Semaphore inFlight;
    private final Semaphore connections;
    private final Duration timeout;
    private final Counter refused;

    Lists(
            Database database,
            FarthingConfig config,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections,
            @ConfigProperty(name = "quarkus.datasource.jdbc.acquisition-timeout") Duration timeout,
            MeterRegistry meters) {
        this.database = database;
        this.inFlight = new Semaphore(half(config.maxRequestsOnWorkers()));
        this.connections = new Semaphore(half(connections), true);
        this.timeout = timeout;
        this.refused = meters.counter("farthing.requests.turned.away");
    }

    static int half(int all) {
        return Math.max(1, all / 2);
    }

    /**
     * For a statement of at most 5 s.
     *
     * @throws Problem {@code overloaded}: at once when too many lists are in flight, after the pool's acquisition timeout, or when a
     *     statement takes too long
     */
    public <T> T page(Supplier<T> list) {
        return within(list, PAGE, LIMIT_AND_OWN_PLAN);
    }

    /** As {@link #page}, for a statement whose plan is right for all values and takes long to make: a search. */
    public <T> T pageByKeptPlan(Supplier<T> list) {
        return within(list, PAGE, LIMIT);
    }

    /** As {@link #page}, for statements of at most 20 s by {@link Database#report}. */
    public <T> T report(Supplier<T> report) {
        return within(report, REPORT, LIMIT_AND_OWN_PLAN);
    }

    /** A page that waits for its turn, however many lists are in flight; not on a worker thread. */
    <T> T patientPage(Supplier<T> list) throws InterruptedException {
        connections.acquire();
        try {
            return limited(list, PAGE, LIMIT_AND_OWN_PLAN);
        } finally {
            connections.release();
        }
    }

    /** Counts it. */
    Problem refusal(String detail) {
        refused.increment();
        return Problem.of(ProblemCode.OVERLOADED, detail);
    }

    private <T> T within(Supplier<T> list, Duration limit, String settings) {
        if (!inFlight.tryAcquire()) {
            throw tooMany();
        }
        try {
            return withConnection(list, limit, settings);
        } finally {
            inFlight.release();
        }
    }

    private <T> T withConnection(Supplier<T> list, Duration limit, String settings) {
        if (!acquireConnection()) {
            throw tooMany();
        }
        try {
            return limited(list, limit, settings);
        } finally {
            connections.release();
        }
    }

    private boolean acquireConnection() {
        long start = System.nanoTime();
        try {
            return connections.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            RequestBudget.current().spend(System.nanoTime() - start);
        }
    }

    private <T> T limited(Supplier<T> list, Duration limit, String settings) {
        try {
            Supplier<T> within = () -> {
                database.row(settings, row -> row.getString(1), Long.toString(limit.toMillis()));
                return list.get();
            };
            return limit == REPORT ? database.reporting(within) : database.looking(within);
        } catch (RuntimeException fault) {
            if (SqlStates.hasState(fault, SqlStates.CANCELLED)) {
                throw Problem.of(
                        ProblemCode.OVERLOADED,
                        "The listing took too long: ask for less, such as a shorter period or rarer words, or try again"
                                + " later.");
            }
            throw fault;
        }
    }

    private Problem tooMany() {
        return refusal("Too many lists are being read; try again.");
    }
}
