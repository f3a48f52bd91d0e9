package dev.farthing.ledger;

import dev.farthing.database.Database;
import dev.farthing.database.SqlStates;
import dev.farthing.web.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Credits and debits other than purchases, each movement once for its reference.
 *
 * <p>Inside a transaction a reference that is taken raises, since PostgreSQL has aborted the transaction: code that posts several
 * entries together holds a lock of its own and can look for the reference first.
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

    /** The outcome of a posting. */
    public sealed interface Outcome {
        <T> T accept(Visitor<T> visitor);

        /** One method for each outcome, so that a new one does not compile until it is answered everywhere. */
        interface Visitor<T> {
            T done(Done done);

            T referenceReused();

            T noSuchClient();

            T outOfRange();

            T tooManyLots();
        }

        /** The entry, appended now or by an earlier request with the same reference. */
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

        /** The client has less than the debit takes, or would have more than an account can hold. */
        record OutOfRange() implements Outcome {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.outOfRange();
            }
        }

        /** The account already has as many different expiries of promotional credit as it can hold. */
        record TooManyLots() implements Outcome {
            @Override
            public <T> T accept(Visitor<T> visitor) {
                return visitor.tooManyLots();
            }
        }
    }

    /** Credits the client with paid credit, or with promotional credit if the movement's part says so. */
    public Outcome credit(Movement m) {
        return credit(m, PostingSql.CREDIT);
    }

    /** As {@link #credit}, for credit that is owed: it is never refused because the account has too many lots. */
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

    /** Debits the client, who must have enough in that part of the credit. */
    public Outcome takeBack(Movement m) {
        // Expired credit is no longer the client's and cannot be taken. In a transaction the caller has already booked
        // it out by AccountLock, and has decided by what it found after that.
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

    /** The client's entry with this reference, or null. */
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
        // A movement made earlier stays made, even if the account could not take it again.
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
