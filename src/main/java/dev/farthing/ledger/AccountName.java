package dev.farthing.ledger;

/** An end of an entry. {@link #CLIENT} is the account of the entry's client; the others are shared and have no row. */
public enum AccountName {
    CLIENT,
    REVENUE,
    PROMOTION,
    ADJUSTMENT,
    /** Real money at a payment processor: top-ups less payments back. */
    PROCESSOR,
    /** Sold vouchers; given ones are {@link #PROMOTION}. */
    VOUCHERS,
    /** Money that a processor took back after the client had spent it. */
    LOSS
}
