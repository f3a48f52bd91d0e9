package dev.farthing.ledger;

import java.time.Instant;
import java.util.UUID;

/** Insufficient credit is an outcome, not an exception. */
public sealed interface ChargeOutcome {

    <T> T accept(Visitor<T> visitor);

    /** A new outcome does not compile until each visitor handles it. */
    interface Visitor<T> {
        T charged(Charged charged);

        T alreadyOwned(AlreadyOwned owned);

        T free(Free free);

        T insufficient(Insufficient insufficient);

        T guarded(Guarded guarded);

        T notForSale(NotForSale notForSale);
    }

    /**
     * Committed.
     *
     * @param entryId lets a refund name this charge and no other
     */
    record Charged(UUID entryId, long priceMicros, long balanceMicros, Instant expiresAt) implements ChargeOutcome {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.charged(this);
        }
    }

    record AlreadyOwned(long balanceMicros) implements ChargeOutcome {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.alreadyOwned(this);
        }
    }

    record Free(long balanceMicros) implements ChargeOutcome {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.free(this);
        }
    }

    record Insufficient(long priceMicros, long balanceMicros) implements ChargeOutcome {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.insufficient(this);
        }
    }

    /** @param guard SUSPENDED, AUTO_PURCHASE_OFF, PRICE_ABOVE_LIMIT or DAILY_LIMIT_REACHED */
    record Guarded(Eligibility guard, long priceMicros, long balanceMicros) implements ChargeOutcome {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.guarded(this);
        }
    }

    record NotForSale() implements ChargeOutcome {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.notForSale(this);
        }
    }
}
