package dev.farthing.ledger;

import java.time.Instant;
import java.util.UUID;

/** What came of a charge. Too little credit is an outcome, not an exception. */
public sealed interface ChargeOutcome {

    /**
     * Credit was taken and the purchase made, both committed.
     *
     * @param entryId the entry that paid, by which this charge can be refunded and no other
     */
    record Charged(UUID entryId, long priceMicros, long balanceMicros, Instant expiresAt) implements ChargeOutcome {}

    /** The client owned the article already; nothing was taken. */
    record AlreadyOwned(long balanceMicros) implements ChargeOutcome {}

    /** The article has no price; there is nothing to own. */
    record Free(long balanceMicros) implements ChargeOutcome {}

    /** The balance does not cover the price; nothing was taken. */
    record Insufficient(long priceMicros, long balanceMicros) implements ChargeOutcome {}

    /**
     * The client is suspended, or one of its own guards stands against it; nothing was taken.
     *
     * @param guard SUSPENDED, AUTO_PURCHASE_OFF, PRICE_ABOVE_LIMIT or DAILY_LIMIT_REACHED
     */
    record Guarded(Eligibility guard, long priceMicros, long balanceMicros) implements ChargeOutcome {}

    /** The article is not on sale (any more). */
    record NotForSale() implements ChargeOutcome {}
}
