package dev.farthing.ledger;

import dev.farthing.database.Database;
import dev.farthing.database.SqlStates;
import dev.farthing.web.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Credits and debits other than purchases, each once for its reference.
 *
 * <p>In a transaction a taken reference raises, since PostgreSQL has aborted it: such callers hold a lock of their own and look
 * for the reference first.
 */
@ApplicationScoped
public class Postings {

    private final Database database;
    private final CreditExpiry expiry;
    private final MoneyMeters meters;

    Postings(Database database, CreditExpiry expiry, MoneyMeters meters) {
        this.database = database;
        this.expiry = expiry;
        this.meters = meters;
    }

    public sealed interface Outcome {
        <T> T accept(Visitor<T> visitor);

        interface Visitor<T> {
            T done(Done done);

            T referenceReused();

            T noSuchClient();

            T outOfRange();

            T tooManyLots();
        }

        /** @param replayed an earlier request appended the entry */
        record Done(PostedEntry entry, boolean replayed) implements Outcome {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.done(this);
            }
        }

        /** The reference belongs to an entry with other content. */
        record ReferenceReused() implements Outcome {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.referenceReused();
            }
        }

        record NoSuchClient() implements Outcome {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.noSuchClient();
            }
        }

        /** Less than the debit takes, or more than an account holds. */
        record OutOfRange() implements Outcome {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.outOfRange();
            }
        }

        /** No room for another expiry of promotional credit. */
        record TooManyLots() implements Outcome {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.tooManyLots();
            }
        }
    }

    /** Promotional credit if the movement's part says so, else paid. */
    public Outcome credit(Movement m) {
        return credit(m, PostingSql.CREDIT);
    }

    /** Owed credit: never refused for too many lots. */
    public Outcome creditOwed(Movement m) {
        return credit(m, PostingSql.CREDIT_TO_FULL_LOTS);
    }

    private Outcome credit(Movement m, String sql) {
        long promoMicros = m.part() == CreditPart.PROMO ? m.amountMicros() : 0;
        if (promoMicros > 0) {
            // Expired lots make room for the new one.
            expiry.expire(m.clientId());
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

    /** Needs enough in that part of the credit. */
    public Outcome takeBack(Movement m) {
        // Expired credit cannot be taken. In a transaction AccountLock has booked it out, and the caller decided by the
        // rest.
        if (!database.isInTransaction()) {
            expiry.expire(m.clientId());
        }
        return post(
                m,
                false,
                PostingSql.TAKE_BACK,
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

    /** Null where there is none. */
    public PostedEntry earlier(UUID clientId, String reference) {
        return database.row(PostingSql.BY_REFERENCE, PostedEntry::read, clientId, reference);
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
        // An earlier movement stays made, even if the account could not take it now.
        PostedEntry earlier = earlier(movement.clientId(), movement.reference());
        if (earlier == null) {
            return refusal;
        }
        return movement.matches(earlier, toClient) ? new Outcome.Done(earlier, true) : new Outcome.ReferenceReused();
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
