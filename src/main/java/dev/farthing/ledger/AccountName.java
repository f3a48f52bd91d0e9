package dev.farthing.ledger;

/** Only {@link #CLIENT} has a row; the shared accounts are sums of entries. */
public enum AccountName {
    CLIENT,
    REVENUE,
    PROMOTION,
    ADJUSTMENT,
    /** Real money at a payment processor: top-ups less payments back. */
    PROCESSOR,
    /** Sold vouchers; given ones are {@link #PROMOTION}. */
    VOUCHERS,
    /** Taken back by a processor after the client spent it. */
    LOSS
}
