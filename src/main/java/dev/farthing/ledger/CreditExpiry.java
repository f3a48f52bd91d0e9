package dev.farthing.ledger;

import dev.farthing.database.Database;
import dev.farthing.database.FaultLog;
import dev.farthing.database.SqlStates;
import dev.farthing.web.Ids;
import dev.farthing.web.JobStop;
import dev.farthing.web.trace.TraceIds;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Books out expired promotional credit. Clients cannot spend it even before: {@link Eligibility} leaves it out, and charges
 * book it out first.
 */
@ApplicationScoped
public class CreditExpiry {
    private static final Logger LOG = Logger.getLogger(CreditExpiry.class);

    private static final int PAGE = 500;

    /** One locked account must not end the run, yet each client may wait as long while the database is away. */
    private static final int MOST_UNAVAILABLE = 3;

    /** The driver has no plain value for PostgreSQL's {@code -infinity}. */
    private static final Due BEFORE_ALL = new Due(new UUID(0, 0), Instant.EPOCH);

    /** The order and condition of the index {@code account_expiring}. */
    static final String DUE = """
            select client_id, promo_until[1] as until from account
            where promo_until[1] < 'infinity' and promo_until[1] <= now() and (promo_until[1], client_id) > (?, ?)
            order by promo_until[1], client_id limit ?
            """;

    private static final String EXPIRE = """
            with held as (
              select client_id, balance_micros, last_sequence, promo_micros, promo_left, promo_until from account
              where client_id = ? for update
            ), due as (
              select sum(lot.micros)::bigint as micros, max(lot.until) as until
              from held, unnest(held.promo_left, held.promo_until) as lot (micros, until)
              where lot.until <= clock_timestamp()
            ), debited as (
              update account acc
              set balance_micros = held.balance_micros - due.micros, promo_micros = held.promo_micros - due.micros,
                  last_sequence = held.last_sequence + 1,
                  (promo_left, promo_until) = (
                    select coalesce(array_agg(lot.micros order by lot.until), '{}'),
                           coalesce(array_agg(lot.until order by lot.until), '{}')
                    from unnest(held.promo_left, held.promo_until) as lot (micros, until) where lot.until > due.until)
              from held, due where acc.client_id = held.client_id and due.micros > 0
              returning acc.client_id, acc.balance_micros, acc.last_sequence, due.micros
            )
            insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros, promo_micros,
                                      balance_before_micros, balance_after_micros, created_at)
            select client_id, last_sequence, ?, 'EXPIRY', 'CLIENT', 'PROMOTION', micros, micros,
                   balance_micros + micros, balance_micros, clock_timestamp()
            from debited
            returning %s
            """.formatted(PostedEntry.COLUMNS);

    private final Database database;
    private final MoneyMeters meters;
    private final JobStop jobs;

    CreditExpiry(Database database, MoneyMeters meters, JobStop jobs) {
        this.database = database;
        this.meters = meters;
        this.jobs = jobs;
    }

    private record Due(UUID clientId, Instant until) {
        static Due read(ResultSet row) throws SQLException {
            return new Due(row.getObject("client_id", UUID.class), Database.instant(row, "until"));
        }
    }

    /** Null when nothing has expired. */
    public PostedEntry expire(UUID clientId) {
        return meters.moved(database.row(EXPIRE, PostedEntry::read, clientId, Ids.next()));
    }

    @Scheduled(
            every = "${farthing.ledger.expire-every}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onSchedule() {
        TraceIds.beginJob();
        jobs.run(() -> FaultLog.job(LOG, "The expiry of credit", this::expireDue));
    }

    /** Several instances may run it at once; a client that fails holds up no other. */
    void expireDue() {
        int failed = 0;
        int unavailable = 0;
        Due last = BEFORE_ALL;
        List<Due> page;
        do {
            page = database.rows(DUE, Due::read, last.until(), last.clientId(), PAGE);
            for (Due due : page) {
                if (jobs.isStopping()) {
                    return;
                }
                RuntimeException fault = faultOf(due.clientId());
                failed += fault == null ? 0 : 1;
                unavailable = fault != null && SqlStates.isUnavailable(fault) ? unavailable + 1 : 0;
                if (unavailable == MOST_UNAVAILABLE) {
                    throw fault;
                }
                last = due;
            }
        } while (page.size() == PAGE);
        if (failed > 0) {
            LOG.errorf("Expired credit of %s clients could not be booked out; the next run tries again.", failed);
        }
    }

    /** Null where the client's credit was booked out. */
    private RuntimeException faultOf(UUID clientId) {
        try {
            expire(clientId);
            return null;
        } catch (RuntimeException fault) {
            FaultLog.error(LOG, fault, "Expired credit of client " + clientId + " could not be booked out");
            return fault;
        }
    }
}
