package dev.farthing.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/**
 * Recomputes every balance from its entries and says what differs; anything but zero is a wrong book.
 *
 * <p>A difference does not stop the service (a reader must not pay for it), so the health check stays up and warns in its
 * detail; the gauges are for an alert.
 */
@ApplicationScoped
@Wellness
public class Audit implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(Audit.class);

    /** One snapshot, so entries that are appended meanwhile are in both sums or in neither. */
    private static final String COMPARE = """
            select count(*) as accounts,
                   count(*) filter (where wrong) as wrong_accounts,
                   coalesce(sum(abs(balance_micros - entries_micros)), 0)::text as difference_micros
            from (
              select acc.balance_micros, coalesce(e.total, 0) as entries_micros,
                     acc.balance_micros <> coalesce(e.total, 0)
                     or acc.promo_micros <> coalesce(e.promo, 0)
                     or acc.promo_micros <> (select coalesce(sum(micros), 0) from unnest(acc.promo_left) as micros)
                     or acc.last_sequence <> coalesce(e.entries, 0)
                     or acc.last_sequence <> coalesce(e.last, 0)
                     or coalesce(e.broken, false) as wrong
              from account acc
              left join (
                select client_id, count(*) as entries, max(sequence) as last, sum(change) as total,
                       sum(promo_change) as promo,
                       bool_or(balance_before_micros <> previous_micros) as broken
                from (
                  select client_id, sequence, balance_before_micros,
                         balance_after_micros - balance_before_micros as change,
                         case when to_account = 'CLIENT' then promo_micros else -promo_micros end as promo_change,
                         lag(balance_after_micros, 1, 0::bigint) over (partition by client_id order by sequence)
                           as previous_micros
                  from ledger_entry
                ) chained
                group by client_id
              ) e using (client_id)
            ) compared
            """;

    private final Database database;
    private final LedgerConfig config;
    private final AtomicReference<Result> last = new AtomicReference<>();

    Audit(Database database, LedgerConfig config, MeterRegistry meters) {
        this.database = database;
        this.config = config;
        meters.gauge(
                "farthing.audit.difference",
                last,
                result -> result.get() == null ? 0 : result.get().difference());
        meters.gauge(
                "farthing.audit.wrong.accounts",
                last,
                result -> result.get() == null ? 0 : result.get().wrongAccounts());
    }

    /**
     * What an audit found.
     *
     * @param differenceMicros sum of the absolute differences between balances and entries
     * @param wrongAccounts accounts whose balance or sequence does not follow from their entries, or whose entries do
     *     not follow from each other
     */
    public record Result(long accounts, long wrongAccounts, long differenceMicros, Instant at) {
        /** For the gauge only, which has no integers; the books have no floating point. */
        private double difference() {
            return differenceMicros;
        }
    }

    @Scheduled(
            every = "${farthing.ledger.audit-every}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        run();
    }

    /** Audits now. */
    public Result run() {
        Result result = database.row(
                COMPARE,
                row -> new Result(
                        row.getLong("accounts"),
                        row.getLong("wrong_accounts"),
                        Long.parseLong(row.getString("difference_micros")),
                        Instant.now()));
        last.set(result);
        if (result.wrongAccounts() > 0) {
            LOG.errorf(
                    "The books are wrong: %d of %d accounts differ from their entries by %d micros in all.",
                    result.wrongAccounts(), result.accounts(), result.differenceMicros());
        }
        return result;
    }

    @Override
    public HealthCheckResponse call() {
        Result result = last.get();
        var answer = HealthCheckResponse.named("Books").up().withData("every", config.auditEvery());
        if (result == null) {
            return answer.withData("audit", "not run yet").build();
        }
        answer.withData("accounts", result.accounts())
                .withData("differenceMicros", result.differenceMicros())
                .withData("at", result.at().toString());
        return result.wrongAccounts() == 0
                ? answer.build()
                : answer.withData("warning", result.wrongAccounts() + " accounts differ from their entries")
                        .build();
    }
}
