package dev.farthing.ledger;

import dev.farthing.database.Database;
import dev.farthing.database.SqlStates;
import dev.farthing.web.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Credit that comes and goes otherwise than by purchases, each movement once for its reference.
 *
 * <p>Inside {@link Database#inTransaction} a reference that is taken raises, since the transaction is over then: whoever posts
 * several entries together holds a lock of its own that lets it look first.
 */
@ApplicationScoped
public class Postings {

    private static final String LOT_MICROS = "excluded.promo_micros";
    private static final String LOT_UNTIL = "excluded.promo_until[1]";

    static final String ENTRY = """
            insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros, promo_micros,
                                      balance_before_micros, balance_after_micros, expires_at, corrects, reference,
                                      reason, created_at)
            """;

    private static final String CREDIT_FORM = """
            with movement as (select ?::uuid as client_id, ?::bigint as micros, ?::bigint as promo_micros,
                                     ?::timestamptz as expires_at
            ), credited as (
              insert into account as acc (client_id, balance_micros, last_sequence, promo_micros, promo_left, promo_until)
              select client_id, micros, 1, promo_micros,
                     case when promo_micros > 0 then array[promo_micros] else '{}' end,
                     case when promo_micros > 0 then array[coalesce(expires_at, 'infinity')] else '{}' end
              from movement
              on conflict (client_id) do update
                set balance_micros = acc.balance_micros + excluded.balance_micros, last_sequence = acc.last_sequence + 1,
                    promo_micros = acc.promo_micros + excluded.promo_micros,
                    %1$s
              returning acc.client_id, acc.balance_micros, acc.last_sequence
            )
            %2$s
            select credited.client_id, last_sequence, ?, ?, ?, 'CLIENT', micros, promo_micros,
                   balance_micros - micros, balance_micros, expires_at, ?, ?, ?, clock_timestamp()
            from credited, movement
            returning %3$s
            """;

    private static final String CREDIT =
            CREDIT_FORM.formatted(PromoLots.with(LOT_MICROS, LOT_UNTIL), ENTRY, PostedEntry.COLUMNS);

    private static final String CREDIT_TO_FULL_LOTS =
            CREDIT_FORM.formatted(PromoLots.squeezedWith(LOT_MICROS, LOT_UNTIL), ENTRY, PostedEntry.COLUMNS);

    private static final String DEBIT = """
            with held as (
              select client_id, balance_micros, promo_micros from account where client_id = ? for update
            ), movement as (
              select held.client_id, asked.micros, asked.until, %1$s as promo_micros
              from held, (select ?::bigint as micros, ?::text as part, ?::timestamptz as until) as asked
            ), debited as (
              update account acc
              set balance_micros = acc.balance_micros - movement.micros, last_sequence = acc.last_sequence + 1,
                  promo_micros = acc.promo_micros - movement.promo_micros, %2$s
              from movement
              where acc.client_id = movement.client_id and acc.promo_micros >= movement.promo_micros
                and acc.balance_micros - acc.promo_micros >= movement.micros - movement.promo_micros
              returning acc.client_id, acc.balance_micros, acc.last_sequence, movement.micros, movement.promo_micros
            )
            %3$s
            select client_id, last_sequence, ?, ?, 'CLIENT', ?, micros, promo_micros,
                   balance_micros + micros, balance_micros, null, ?, ?, ?, clock_timestamp()
            from debited
            returning %4$s
            """;

    /** A purchase spends what ends soonest; what is taken back is taken from what lasts longest, as a bonus mostly does. */
    private static final String TAKE_BACK = DEBIT.formatted(
            CreditPart.ofDebit("asked.part"),
            PromoLots.less("movement.promo_micros", PromoLots.Order.NAMED_THEN_LATEST),
            ENTRY,
            PostedEntry.COLUMNS);

    private static final String BY_REFERENCE =
            "select %s from ledger_entry where client_id = ? and reference = ?".formatted(PostedEntry.COLUMNS);

    private final Database database;
    private final CreditExpiry expiring;
    private final MoneyMeters meters;

    Postings(Database database, CreditExpiry expiring, MoneyMeters meters) {
        this.database = database;
        this.expiring = expiring;
        this.meters = meters;
    }

    /** What came of a posting. */
    public sealed interface Outcome {
        /** The entry, appended now or by an earlier request with the same reference. */
        record Done(PostedEntry entry, boolean replayed) implements Outcome {}

        /** The reference belongs to an entry that says something else. */
        record ReferenceReused() implements Outcome {}

        record NoSuchClient() implements Outcome {}

        /** The client holds less than should be taken back, or more than an account can. */
        record OutOfRange() implements Outcome {}

        /** The client holds promotional credit with as many different expiries as an account can. */
        record TooManyLots() implements Outcome {}
    }

    /** Moves money to the client: paid credit, or promotional where the movement's part says so. */
    public Outcome credit(Movement m) {
        return credit(m, CREDIT);
    }

    /** As {@link #credit}, for credit that is owed: it finds room also where the account has as many ends as it can. */
    public Outcome creditOwed(Movement m) {
        return credit(m, CREDIT_TO_FULL_LOTS);
    }

    private Outcome credit(Movement m, String sql) {
        long promoMicros = m.part() == CreditPart.PROMO ? m.amountMicros() : 0;
        if (promoMicros > 0) {
            // Lots whose time is over make room for the new one.
            expiring.expire(m.clientId());
        }
        return post(
                m,
                true,
                sql,
                m.clientId(),
                m.amountMicros(),
                promoMicros,
                m.expiresAt(),
                Ids.next(),
                m.kind(),
                m.other(),
                m.corrects(),
                m.reference(),
                m.reason());
    }

    /** Moves money from the client, who must hold it in that part of the credit. */
    public Outcome takeBack(Movement m) {
        // Credit whose time is over is no longer the client's, so it is not what can be taken. Who posts several
        // entries
        // together has decided by what Holding found after the same.
        if (!database.isInTransaction()) {
            expiring.expire(m.clientId());
        }
        return post(
                m,
                false,
                TAKE_BACK,
                m.clientId(),
                m.amountMicros(),
                m.part(),
                m.expiresAt(),
                Ids.next(),
                m.kind(),
                m.other(),
                m.corrects(),
                m.reference(),
                m.reason());
    }

    /** The client's entry with this reference, or null. */
    public PostedEntry earlier(UUID clientId, String reference) {
        return database.row(BY_REFERENCE, PostedEntry::read, clientId, reference);
    }

    private Outcome post(Movement movement, boolean toClient, String sql, Object... parameters) {
        Outcome refusal;
        try {
            PostedEntry entry = meters.moved(database.row(sql, PostedEntry::read, parameters));
            if (entry != null) {
                return new Outcome.Done(entry, false);
            }
            refusal = new Outcome.OutOfRange();
        } catch (Database.DatabaseException refused) {
            refusal = refusal(refused);
            if (database.isInTransaction()) {
                return refusal;
            }
        }
        // What has been done stays done, even where the account has no room or no credit for it any more.
        PostedEntry earlier = earlier(movement.clientId(), movement.reference());
        if (earlier == null) {
            return refusal;
        }
        return movement.isWhat(earlier, toClient) ? new Outcome.Done(earlier, true) : new Outcome.ReferenceReused();
    }

    private Outcome refusal(Database.DatabaseException refused) {
        String constraint = SqlStates.constraint(refused);
        if ("account_of_client".equals(constraint)) {
            return new Outcome.NoSuchClient();
        }
        if ("balance_in_range".equals(constraint)) {
            return new Outcome.OutOfRange();
        }
        if ("promo_lots_bounded".equals(constraint)) {
            return new Outcome.TooManyLots();
        }
        if ("payment_credits_once".equals(constraint) && !database.isInTransaction()) {
            return new Outcome.ReferenceReused();
        }
        throw refused;
    }
}
