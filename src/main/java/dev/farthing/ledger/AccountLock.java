package dev.farthing.ledger;

import dev.farthing.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Locks a client's account for a transaction of several entries, so that nothing changes in between. Only inside
 * {@link Database#inTransaction}. Amounts in micros.
 */
@ApplicationScoped
public class AccountLock {
    private static final String LOCK =
            "select balance_micros, promo_micros from account where client_id = ? for update";

    /**
     * Paid credit that came after an entry and was not paid back. Adjustments and sold vouchers count, since they are paid credit too;
     * purchases and their refunds do not, since they use up and restore the oldest credit.
     */
    private static final String CAME_LATER = """
            select coalesce(sum(case when to_account = 'CLIENT' then 1 else -1 end * (amount_micros - promo_micros)), 0)::bigint
            from ledger_entry
            where client_id = ? and (
              sequence > ? and to_account = 'CLIENT' and kind in ('TOP_UP', 'VOUCHER', 'ADJUSTMENT')
              or corrects > ? and kind in ('TOP_UP_REFUND', 'TOP_UP_REFUND_FAILED', 'CHARGEBACK'))
            """;

    private static final String ENDING_AT = """
            select lot.micros from account acc, unnest(acc.promo_left, acc.promo_until) as lot (micros, until)
            where acc.client_id = ? and lot.until = coalesce(?::timestamptz, 'infinity')
            """;

    private final Database database;
    private final CreditExpiry expiry;

    AccountLock(Database database, CreditExpiry expiry) {
        this.database = database;
        this.expiry = expiry;
    }

    /** A locked account. */
    public record Row(long balanceMicros, long promoMicros) {}

    /** Books out expired credit and locks the account until the transaction ends; a client without entries has nothing. */
    public Row lock(UUID clientId) {
        expiry.expire(clientId);
        Row account = database.row(
                LOCK, row -> new Row(row.getLong("balance_micros"), row.getLong("promo_micros")), clientId);
        return account == null ? new Row(0, 0) : account;
    }

    /** The client's promotional credit that expires at {@code until}; null is never. */
    public long promoEndingAt(UUID clientId, Instant until) {
        lock(clientId);
        Long micros = database.row(ENDING_AT, row -> row.getLong(1), clientId, until);
        return micros == null ? 0 : micros;
    }

    /**
     * Paid credit left of the entry with this sequence, if older credit is spent before newer. More than the entry brought means that
     * all of it is left.
     */
    public long unspentOf(UUID clientId, long sequence) {
        Row account = lock(clientId);
        long later = database.row(CAME_LATER, row -> row.getLong(1), clientId, sequence, sequence);
        return Math.max(0, account.balanceMicros() - account.promoMicros() - later);
    }
}
