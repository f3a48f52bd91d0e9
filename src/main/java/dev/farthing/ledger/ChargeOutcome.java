package dev.farthing.ledger;

import java.time.Instant;
import java.util.UUID;

/** The outcome of a charge. Insufficient credit is an outcome, not an exception. */
public sealed interface ChargeOutcome {

    <T> T accept(Visitor<T> visitor);

    /** Handles every outcome, so that a new one does not compile until each visitor handles it. */
    interface Visitor<T> {
        T charged(Charged charged);

        T alreadyOwned(AlreadyOwned owned);

        T free(Free free);

        T insufficient(Insufficient insufficient);

        T guarded(Guarded guarded);

        T notForSale(NotForSale notForSale);
    }

    /**
     * Credit was taken and the purchase made; both are committed.
     *
     * @param entryId the entry that paid; a refund names it, so that it refunds this charge and no other
     */
    record Charged(UUID entryId, long priceMicros, long balanceMicros, Instant expiresAt) implements ChargeOutcome {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.charged(this);
        }
    }

    /** The client already owned the article; nothing was taken. */
    record AlreadyOwned(long balanceMicros) implements ChargeOutcome {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.alreadyOwned(this);
        }
    }

    /** The article has no price, so there is nothing to own. */
    record Free(long balanceMicros) implements ChargeOutcome {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.free(this);
        }
    }

    /** The balance does not cover the price; nothing was taken. */
    record Insufficient(long priceMicros, long balanceMicros) implements ChargeOutcome {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.insufficient(this);
        }
    }

    /**
     * The client is suspended, or one of its own limits forbids the charge; nothing was taken.
     *
     * @param guard SUSPENDED, AUTO_PURCHASE_OFF, PRICE_ABOVE_LIMIT or DAILY_LIMIT_REACHED
     */
    record Guarded(Eligibility guard, long priceMicros, long balanceMicros) implements ChargeOutcome {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.guarded(this);
        }
    }

    /** The article is not on sale, or no longer. */
    record NotForSale() implements ChargeOutcome {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.notForSale(this);
        }
    }
}
