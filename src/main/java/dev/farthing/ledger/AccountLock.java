package dev.farthing.ledger;

import dev.farthing.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Locks a client's account for the entries of one {@link Database#inTransaction}. Amounts in micros. */
@ApplicationScoped
public class AccountLock {
    /** The limit of {@code balance_in_range}: 10^12 units. */
    public static final long MOST_MICROS = 1_000_000_000_000_000_000L;

    private static final String LOCK =
            "select balance_micros, promo_micros from account where client_id = ? for update";

    /**
     * Paid credit since an entry, less payments back. Purchases and their refunds use up and restore the oldest credit, so they
     * do not count. Cut where it exceeds all accounts: only the sum of many years does, and the answer is the same.
     */
    private static final String CAME_LATER = """
            select greatest(-1000000000000000000, least(1000000000000000000, coalesce(
                     sum(case when to_account = 'CLIENT' then 1 else -1 end * (amount_micros - promo_micros)), 0)))::bigint
            from ledger_entry
            where client_id = ? and (
              sequence > ? and to_account = 'CLIENT' and kind in ('TOP_UP', 'VOUCHER', 'ADJUSTMENT')
              or corrects > ? and kind in ('TOP_UP_REFUND', 'TOP_UP_REFUND_FAILED', 'CHARGEBACK', 'CHARGEBACK_REVERSED'))
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

    public record Row(long balanceMicros, long promoMicros) {}

    /** Books out expired credit first. Zeros for a client without entries. */
    public Row lock(UUID clientId) {
        expiry.expire(clientId);
        Row account = database.row(
                LOCK, row -> new Row(row.getLong("balance_micros"), row.getLong("promo_micros")), clientId);
        return account == null ? new Row(0, 0) : account;
    }

    /** Whether the account has room for so much more. */
    public boolean hasRoom(UUID clientId, long micros) {
        return micros <= MOST_MICROS - lock(clientId).balanceMicros();
    }

    /** The lot that expires at {@code until}; null is never. */
    public long promoEndingAt(UUID clientId, Instant until) {
        lock(clientId);
        Long micros = database.row(ENDING_AT, row -> row.getLong(1), clientId, until);
        return micros == null ? 0 : micros;
    }

    /** As if older credit were spent first; more than the entry brought means all of it. */
    public long unspentOf(UUID clientId, long sequence) {
        Row account = lock(clientId);
        long later = database.row(CAME_LATER, row -> row.getLong(1), clientId, sequence, sequence);
        return Math.max(0, account.balanceMicros() - account.promoMicros() - later);
    }
}
