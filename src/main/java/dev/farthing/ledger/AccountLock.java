package dev.farthing.ledger;

import dev.farthing.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * What a client holds while a transaction of several entries goes on: its account is locked, so nothing changes in between.
 * Only inside {@link Database#inTransaction}. Amounts in micros.
 */
@ApplicationScoped
public class AccountLock {
    private static final String LOCK =
            "select balance_micros, promo_micros from account where client_id = ? for update";

    /**
     * Paid credit that came after an entry and has not gone back. Adjustments and sold vouchers count, since they are paid
     * credit too; purchases and their refunds do not, since they use up and restore whatever is oldest.
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
    private final CreditExpiry expiring;

    AccountLock(Database database, CreditExpiry expiring) {
        this.database = database;
        this.expiring = expiring;
    }

    /** A client's account, locked. */
    public record Locked(long balanceMicros, long promoMicros) {}

    /**
     * Locks the account until the transaction ends; a client without any entry holds nothing. Credit whose time is over is
     * booked out first.
     */
    public Locked lock(UUID clientId) {
        expiring.expire(clientId);
        Locked held = database.row(
                LOCK, row -> new Locked(row.getLong("balance_micros"), row.getLong("promo_micros")), clientId);
        return held == null ? new Locked(0, 0) : held;
    }

    /** Promotional credit of the client that ends at {@code until}; null is never. */
    public long promoEndingAt(UUID clientId, Instant until) {
        lock(clientId);
        Long held = database.row(ENDING_AT, row -> row.getLong(1), clientId, until);
        return held == null ? 0 : held;
    }

    /**
     * What is left of the paid credit that the entry with this sequence brought, when older credit is spent before newer.
     * May be more than the entry brought: then all of it is there.
     */
    public long unspentOf(UUID clientId, long sequence) {
        Locked held = lock(clientId);
        long later = database.row(CAME_LATER, row -> row.getLong(1), clientId, sequence, sequence);
        return Math.max(0, held.balanceMicros() - held.promoMicros() - later);
    }
}
