package dev.farthing.ledger;

/** The two ends of an entry. {@link #CLIENT} is the account of the entry's client; the others are shared and have no row. */
public enum AccountName {
    CLIENT,
    REVENUE,
    PROMOTION,
    ADJUSTMENT,
    /** Real money at a payment processor: what came in by top-ups, less what went back. */
    PROCESSOR,
    /** Vouchers that were sold, not given. */
    VOUCHERS,
    /** What a processor took back and the client no longer had. */
    LOSS
}
