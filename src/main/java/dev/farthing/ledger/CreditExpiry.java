package dev.farthing.ledger;

import dev.farthing.database.Database;
import dev.farthing.web.Ids;
import dev.farthing.web.trace.TraceIds;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Books out promotional credit whose time is over.
 *
 * <p>Nobody can spend it from that moment on, whenever this runs: the terms leave it aside and a charge books it out first.
 */
@ApplicationScoped
public class CreditExpiry {
    private static final int MOST_AT_ONCE = 500;

    private static final String DUE = """
            select distinct e.client_id
            from ledger_entry e join account acc on acc.client_id = e.client_id
            where e.expires_at <= now() and e.kind <> 'PURCHASE' and acc.promo_until[1] <= now()
            limit ?
            """;

    private static final String EXPIRE = """
            with held as (
              select client_id, promo_left, promo_until from account where client_id = ? for update
            ), due as (
              select held.client_id, sum(lot.micros)::bigint as micros, max(lot.until) as until
              from held, unnest(held.promo_left, held.promo_until) as lot (micros, until)
              where lot.until <= clock_timestamp() group by held.client_id
            ), debited as (
              update account acc
              set balance_micros = acc.balance_micros - due.micros, promo_micros = acc.promo_micros - due.micros,
                  last_sequence = acc.last_sequence + 1,
                  (promo_left, promo_until) = (
                    select coalesce(array_agg(lot.micros order by lot.until), '{}'),
                           coalesce(array_agg(lot.until order by lot.until), '{}')
                    from unnest(acc.promo_left, acc.promo_until) as lot (micros, until) where lot.until > due.until)
              from due where acc.client_id = due.client_id
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

    CreditExpiry(Database database, MoneyMeters meters) {
        this.database = database;
        this.meters = meters;
    }

    /** Books out what has expired of one client's credit; null when nothing has. */
    public PostedEntry expire(UUID clientId) {
        return meters.moved(database.row(EXPIRE, PostedEntry::read, clientId, Ids.next()));
    }

    /** Books out what has expired, of everybody; several instances may do so at once. */
    @Scheduled(
            every = "${farthing.ledger.expire-every}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void expireDue() {
        TraceIds.beginJob();
        List<UUID> due;
        do {
            due = database.rows(DUE, row -> row.getObject(1, UUID.class), MOST_AT_ONCE);
            due.forEach(this::expire);
        } while (due.size() == MOST_AT_ONCE);
    }
}
