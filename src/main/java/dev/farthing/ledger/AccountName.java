package dev.farthing.ledger;

/** The two ends of an entry. {@link #CLIENT} is the account of the entry's client; the others are shared and have no row. */
public enum AccountName {
    CLIENT,
    REVENUE,
    PROMOTION,
    ADJUSTMENT
}
