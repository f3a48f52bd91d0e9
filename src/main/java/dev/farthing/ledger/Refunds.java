package dev.farthing.ledger;

import dev.farthing.database.Database;
import dev.farthing.database.SqlStates;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.UUID;

/** Returns the price and ends the ownership in one statement, once. Promotional credit keeps its former expiry. */
@ApplicationScoped
public class Refunds {

    private static final String FORM = """
            with held as (
              select client_id, balance_micros, last_sequence, spent_on, spent_micros, promo_micros, promo_left, promo_until
              from account where client_id = ? for update
            ), ended as (
              update purchase p set refunded_at = clock_timestamp()
              from held join ledger_entry e on e.client_id = held.client_id
              where e.sequence = p.entry_sequence and p.client_id = held.client_id and p.article_id = ? and p.entry_id = ?
                and (%1$s or ?::boolean and p.refunded_at is null)
              returning p.client_id, p.article_id, p.entry_sequence, p.price_micros, p.purchased_at, e.promo_micros,
                        e.expires_at
            ), credited as (
              update account acc
              set balance_micros = held.balance_micros + ended.price_micros,
                  last_sequence = held.last_sequence + 1,
                  promo_micros = held.promo_micros + ended.promo_micros,
                  %2$s,
                  spent_micros = case when held.spent_on = %4$s
                                 then greatest(held.spent_micros - ended.price_micros, 0) else held.spent_micros end
              from held, ended where acc.client_id = held.client_id
              returning acc.client_id, acc.balance_micros, acc.last_sequence, ended.price_micros, ended.article_id,
                        ended.entry_sequence, ended.promo_micros, ended.expires_at
            )
            insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros, promo_micros,
                                      balance_before_micros, balance_after_micros, expires_at, article_id, corrects,
                                      reason, created_at)
            select client_id, last_sequence, ?, 'REFUND', 'REVENUE', 'CLIENT', price_micros, promo_micros,
                   balance_micros - price_micros, balance_micros, expires_at, article_id, entry_sequence,
                   ?, clock_timestamp()
            from credited
            returning %3$s
            """;

    private static final String LAST_PURCHASE = """
            select p.article_id, p.entry_id, p.refunded_at is not null as refunded
            from article a join purchase p on p.client_id = ? and p.article_id = a.id
            where a.slug = ?
            """;

    private final Database database;
    private final CreditExpiry expiry;
    private final MoneyMeters meters;
    private final String refund;

    /** Full lots never refuse a refund. */
    private final String refundToFullLots;

    Refunds(Database database, CreditExpiry expiry, MoneyMeters meters, FarthingConfig config) {
        this.database = database;
        this.expiry = expiry;
        this.meters = meters;
        this.refund = statement(PromoLots.with("held", "ended.promo_micros", "ended.expires_at"), config.zone());
        this.refundToFullLots =
                statement(PromoLots.squeezedWith("held", "ended.promo_micros", "ended.expires_at"), config.zone());
    }

    private static String statement(String lots, ZoneId zone) {
        return FORM.formatted(
                Eligibility.LIVE, lots, PostedEntry.COLUMNS, Eligibility.dayOf("ended.purchased_at", zone));
    }

    public sealed interface Outcome {
        <T> T accept(Visitor<T> visitor);

        interface Visitor<T> {
            T refunded(PostedEntry entry);

            T alreadyRefunded();

            T purchaseOver();

            T noPurchase();

            T accountFull();
        }

        record Refunded(PostedEntry entry) implements Outcome {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.refunded(entry);
            }
        }

        record AlreadyRefunded() implements Outcome {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.alreadyRefunded();
            }
        }

        record PurchaseOver() implements Outcome {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.purchaseOver();
            }
        }

        /** The account has no room for the price. */
        record AccountFull() implements Outcome {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.accountFull();
            }
        }

        record NoPurchase() implements Outcome {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.noPurchase();
            }
        }
    }

    /**
     * Even after the access period: the client got nothing for the charge.
     *
     * @param entryId of the charge; a purchase by another entry stays
     * @return null if refunded before
     */
    public PostedEntry undelivered(UUID clientId, UUID articleId, UUID entryId) {
        return refund(clientId, articleId, entryId, true, "could not be delivered");
    }

    private PostedEntry refund(UUID clientId, UUID articleId, UUID entryId, boolean evenIfOver, String reason) {
        Object[] parameters = {clientId, articleId, entryId, evenIfOver, Ids.next(), reason};
        try {
            return meters.moved(database.row(refund, PostedEntry::read, parameters));
        } catch (Database.DatabaseException refused) {
            if (!"promo_lots_bounded".equals(SqlStates.constraint(refused))) {
                throw refused;
            }
            // Expired credit leaves first, or it would join a live lot.
            expiry.expire(clientId);
            return meters.moved(database.row(refundToFullLots, PostedEntry::read, parameters));
        }
    }

    /** Refunds a live purchase only. */
    public Outcome refund(UUID clientId, String slug, String reason) {
        record LastPurchase(UUID articleId, UUID entryId, boolean refunded) {}
        Database.RowReader<LastPurchase> reader = row -> new LastPurchase(
                row.getObject("article_id", UUID.class),
                row.getObject("entry_id", UUID.class),
                row.getBoolean("refunded"));
        LastPurchase last = database.row(LAST_PURCHASE, reader, clientId, slug);
        if (last == null) {
            return new Outcome.NoPurchase();
        }
        if (last.refunded()) {
            return new Outcome.AlreadyRefunded();
        }
        PostedEntry entry;
        try {
            entry = refund(clientId, last.articleId(), last.entryId(), false, reason);
        } catch (Database.DatabaseException refused) {
            if ("balance_in_range".equals(SqlStates.constraint(refused))) {
                return new Outcome.AccountFull();
            }
            throw refused;
        }
        if (entry != null) {
            return new Outcome.Refunded(entry);
        }
        // Over, or refunded by a concurrent request between the two statements.
        return database.row(LAST_PURCHASE, reader, clientId, slug).refunded()
                ? new Outcome.AlreadyRefunded()
                : new Outcome.PurchaseOver();
    }
}
