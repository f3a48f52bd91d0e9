package dev.farthing.ledger;

/** Shown, so the names never change. */
public enum PurchaseState {
    /** The client owns the article. */
    LIVE,
    /** The access period is over. */
    ENDED,
    REFUNDED
}
