package dev.farthing.ledger;

import dev.farthing.database.Database;
import dev.farthing.database.FaultLog;
import dev.farthing.web.JobStop;
import dev.farthing.web.start.ConfigErrors;
import dev.farthing.web.trace.TraceIds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/**
 * Recomputes every balance from its entries.
 *
 * <p>A difference means wrong books but only warns (health data, gauges): readers must not suffer for it.
 */
@ApplicationScoped
// Eager: its metrics exist before the first request.
@Startup
@Wellness
public class BalanceReconciliation implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(BalanceReconciliation.class);

    /**
     * Accounts of one statement: its snapshot has a concurrent entry in both sums or in neither. A long snapshot would keep
     * vacuum from the row versions that charges leave.
     */
    private static final int SLICE = 500;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String COMPARE = """
            with slice as materialized (
              select client_id, balance_micros, last_sequence, promo_micros, promo_left
              from account where client_id > ? order by client_id limit ?
            )
            select count(*) as accounts,
                   count(*) filter (where wrong) as wrong_accounts,
                   coalesce(sum(abs(balance_micros - entries_micros)), 0) as difference_micros,
                   (array_agg(client_id order by client_id desc))[1] as last
            from (
              select acc.client_id, acc.balance_micros, coalesce(e.total, 0) as entries_micros,
                     acc.balance_micros <> coalesce(e.total, 0)
                     or acc.promo_micros <> coalesce(e.promo, 0)
                     or acc.promo_micros <> (select coalesce(sum(micros), 0) from unnest(acc.promo_left) as micros)
                     or acc.last_sequence <> coalesce(e.entries, 0)
                     or acc.last_sequence <> coalesce(e.last, 0)
                     or coalesce(e.broken, false) as wrong
              from slice acc
              cross join lateral (
                select count(*) as entries, max(sequence) as last, sum(change) as total, sum(promo_change) as promo,
                       bool_or(balance_before_micros <> previous_micros) as broken
                from (
                  select sequence, balance_before_micros,
                         balance_after_micros - balance_before_micros as change,
                         case when to_account = 'CLIENT' then promo_micros else -promo_micros end as promo_change,
                         lag(balance_after_micros, 1, 0::bigint) over (order by sequence) as previous_micros
                  from ledger_entry where client_id = acc.client_id
                ) chained
              ) e
            ) compared
            """;

    private final Database database;
    private final LedgerConfig config;
    private final Clock clock;
    private final JobStop jobs;
    private final AtomicReference<Result> last = new AtomicReference<>();

    BalanceReconciliation(Database database, LedgerConfig config, Clock clock, JobStop jobs, MeterRegistry meters) {
        this.database = database;
        this.config = config;
        this.clock = clock;
        this.jobs = jobs;
        meters.gauge(
                "farthing.audit.difference",
                last,
                result -> result.get() == null ? 0 : result.get().difference());
        meters.gauge(
                "farthing.audit.wrong.accounts",
                last,
                result -> result.get() == null ? 0 : result.get().wrongAccounts());
        Gauge.builder("farthing.audit.finished.timestamp.seconds", last, result -> finished(result.get()))
                .description("When the last audit was finished; 0 before the first, no number where audits are off")
                .register(meters);
    }

    private double finished(Result result) {
        if (result != null) {
            return result.at().getEpochSecond();
        }
        return ConfigErrors.isOff(config.auditEvery()) ? Double.NaN : 0;
    }

    /**
     * @param wrongAccounts with a balance, promotional credit or sequence unlike their entries, or a broken chain of entries
     * @param differenceMicros sum of the absolute differences, which may exceed a long
     */
    public record Result(long accounts, long wrongAccounts, BigInteger differenceMicros, Instant at) {
        private Result and(Result next) {
            return new Result(
                    accounts + next.accounts,
                    wrongAccounts + next.wrongAccounts,
                    differenceMicros.add(next.differenceMicros),
                    next.at);
        }

        /** For the gauge only: the books have no floating point. */
        private double difference() {
            return differenceMicros.doubleValue();
        }
    }

    /** @param last null after the last slice */
    private record Slice(Result result, UUID last) {}

    private Slice slice(ResultSet row) throws SQLException {
        return new Slice(
                new Result(
                        row.getLong("accounts"),
                        row.getLong("wrong_accounts"),
                        row.getBigDecimal("difference_micros").toBigIntegerExact(),
                        clock.instant()),
                row.getObject("last", UUID.class));
    }

    @Scheduled(
            every = "${farthing.ledger.audit-every}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        TraceIds.beginJob();
        jobs.run(() -> FaultLog.job(LOG, "The audit", this::run));
    }

    /** A shutdown ends it after the current slice, without a published result. */
    public synchronized Result run() {
        Result result = new Result(0, 0, BigInteger.ZERO, clock.instant());
        Slice slice = new Slice(null, BEFORE_ALL);
        while (slice.last() != null) {
            if (jobs.isStopping()) {
                return result;
            }
            slice = database.report(COMPARE, this::slice, slice.last(), SLICE).get(0);
            result = result.and(slice.result());
        }
        last.set(result);
        if (result.wrongAccounts() > 0) {
            LOG.errorf(
                    "The books are wrong: %s of %s accounts differ from their entries by %s micros in all.",
                    result.wrongAccounts(), result.accounts(), result.differenceMicros());
        }
        return result;
    }

    /** Health data has no larger numbers. */
    private static long most(BigInteger micros) {
        return micros.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    @Override
    public HealthCheckResponse call() {
        Result result = last.get();
        var answer = HealthCheckResponse.named("Books").up().withData("every", config.auditEvery());
        if (result == null) {
            return answer.withData("audit", "not run yet").build();
        }
        answer.withData("accounts", result.accounts())
                .withData("differenceMicros", most(result.differenceMicros()))
                .withData("at", result.at().toString());
        return result.wrongAccounts() == 0
                ? answer.build()
                : answer.withData("warning", result.wrongAccounts() + " accounts differ from their entries")
                        .build();
    }
}
