package dev.farthing.ledger;

import dev.farthing.web.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** The charge: the one act that takes credit and makes the purchase, in one statement. */
@ApplicationScoped
public class Charging {

    /**
     * Locks the account, decides, claims the purchase, and takes the money only from what was claimed.
     *
     * <p>Two charges for one article: the second waits for the account. It then sees the new balance but, by its older
     * snapshot, not the new purchase, so it may decide CHARGE; its claim meets the live row, writes nothing, and so
     * nothing is debited or booked: the row comes back without an entry, which means owned.
     */
    private static final String CHARGE = """
            with held as (
              select client_id, balance_micros, last_sequence, spent_on, spent_micros, promo_micros, promo_left, promo_until,
                     suspended
              from account where client_id = ? for update
            ), decided as (
              select a.id as article_id, a.price_micros, a.access_period, c.id as client_id,
                     acc.balance_micros, acc.last_sequence, p.entry_id, p.price_micros as paid_micros, p.expires_at,
                     case when acc.promo_until[1] <= clock_timestamp() then 'EXPIRY_DUE' else %1$s end as terms
              from article a
              join client c on c.id = ?
              left join held acc on acc.client_id = c.id
              left join purchase p on p.client_id = c.id and p.article_id = a.id
              where a.id = ? and a.status = 'PUBLISHED' and a.published_at <= clock_timestamp()
            ), claimed as (
              insert into purchase as p (client_id, article_id, entry_id, entry_sequence, price_micros, purchased_at, expires_at)
              select client_id, article_id, ?, last_sequence + 1, price_micros, clock_timestamp(),
                     clock_timestamp() + access_period::interval
              from decided where terms = 'CHARGE'
              on conflict (client_id, article_id) do update
                set entry_id = excluded.entry_id, entry_sequence = excluded.entry_sequence,
                    price_micros = excluded.price_micros, purchased_at = excluded.purchased_at,
                    expires_at = excluded.expires_at, refunded_at = null
                where not %2$s
              returning client_id, article_id, entry_id, price_micros, expires_at
            ), debited as (
              update account acc
              set balance_micros = acc.balance_micros - claimed.price_micros,
                  last_sequence = acc.last_sequence + 1,
                  promo_micros = acc.promo_micros - least(acc.promo_micros, claimed.price_micros),
                  %4$s,
                  spent_micros = claimed.price_micros + case when acc.spent_on = %3$s then acc.spent_micros else 0 end,
                  spent_on = %3$s
              from claimed join held on held.client_id = claimed.client_id where acc.client_id = claimed.client_id
              returning acc.client_id, acc.balance_micros, acc.last_sequence, claimed.price_micros, claimed.article_id,
                        claimed.entry_id, claimed.expires_at, least(held.promo_micros, claimed.price_micros) as promo_micros,
                        %5$s as promo_until
            ), booked as (
              insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                                        promo_micros, balance_before_micros, balance_after_micros, expires_at, article_id,
                                        created_at)
              select client_id, last_sequence, entry_id, 'PURCHASE', 'CLIENT', 'REVENUE', price_micros,
                     promo_micros, balance_micros + price_micros, balance_micros, promo_until, article_id,
                     clock_timestamp()
              from debited
              returning balance_after_micros, amount_micros
            )
            select d.terms, d.price_micros, coalesce(d.balance_micros, 0) as balance_micros, d.entry_id,
                   d.paid_micros, d.expires_at as owned_until, b.balance_after_micros, b.amount_micros, t.expires_at
            from decided d left join booked b on true left join debited t on true
            """.formatted(
                    Terms.decision("?::boolean"),
                    Terms.LIVE,
                    Terms.TODAY,
                    PromoLots.less("least(acc.promo_micros, claimed.price_micros)", PromoLots.Order.SOONEST_FIRST),
                    PromoLots.latestExpiryOf("claimed.price_micros"));

    private final Database database;
    private final Expiring expiring;

    Charging(Database database, Expiring expiring) {
        this.database = database;
        this.expiring = expiring;
    }

    /** Whether the client only reads, or says that it wants to buy (which passes over auto-purchase being off). */
    public enum Intent {
        READ,
        BUY
    }

    /**
     * Takes the article's price, as it stands in the database now, from the client's credit, unless the client owns the
     * article, has too little, or guards itself against it. Safe to repeat and to race: a client pays once.
     *
     * <p>Whatever takes nothing is asked for twice. The first try may have waited for another charge of the same article, or
     * for its own first try after a lost connection: it then saw the credit that this charge left, but by its older snapshot
     * not what it bought nor who paid, and would refuse an owner or deny a payment. The second try sees both.
     */
    public ChargeOutcome charge(UUID clientId, UUID articleId, Intent intent) {
        UUID entryId = Ids.next();
        ChargeOutcome outcome = attempt(clientId, articleId, intent, entryId);
        boolean settled = outcome instanceof ChargeOutcome.Charged || outcome instanceof ChargeOutcome.Free;
        return settled ? outcome : attempt(clientId, articleId, intent, entryId);
    }

    private ChargeOutcome attempt(UUID clientId, UUID articleId, Intent intent, UUID entryId) {
        while (true) {
            Try attempt = database.row(
                    CHARGE, row -> read(row, entryId), clientId, intent == Intent.BUY, clientId, articleId, entryId);
            if (attempt == null) {
                return new ChargeOutcome.NotForSale();
            }
            if (attempt.outcome() != null) {
                return attempt.outcome();
            }
            // Seldom: credit that has run out by time leaves the balance first, with an entry of its own.
            expiring.expire(clientId);
        }
    }

    /** @param outcome null when expired credit has to be booked out first */
    private record Try(ChargeOutcome outcome) {}

    private static Try read(ResultSet row, UUID entryId) throws SQLException {
        Terms terms = Terms.valueOf(row.getString("terms"));
        return new Try(terms == Terms.EXPIRY_DUE ? null : outcome(terms, row, entryId));
    }

    private static ChargeOutcome outcome(Terms terms, ResultSet row, UUID entryId) throws SQLException {
        long price = row.getLong("price_micros");
        long balance = row.getLong("balance_micros");
        return switch (terms) {
            case CHARGE -> {
                long paid = row.getLong("amount_micros");
                yield row.wasNull()
                        ? new ChargeOutcome.AlreadyOwned(balance)
                        : new ChargeOutcome.Charged(
                                entryId,
                                paid,
                                row.getLong("balance_after_micros"),
                                Database.instant(row, "expires_at"));
            }
            // Ours after a lost connection: the first try had been committed, so this request is the one that paid.
            case OWNED ->
                entryId.equals(row.getObject("entry_id", UUID.class))
                        ? new ChargeOutcome.Charged(
                                entryId, row.getLong("paid_micros"), balance, Database.instant(row, "owned_until"))
                        : new ChargeOutcome.AlreadyOwned(balance);
            case FREE -> new ChargeOutcome.Free(balance);
            case INSUFFICIENT -> new ChargeOutcome.Insufficient(price, balance);
            case SUSPENDED, AUTO_PURCHASE_OFF, PRICE_ABOVE_LIMIT, DAILY_LIMIT_REACHED ->
                new ChargeOutcome.Guarded(terms, price, balance);
            case ANONYMOUS, EXPIRY_DUE -> throw new IllegalStateException("not of a charge: " + terms);
        };
    }
}
