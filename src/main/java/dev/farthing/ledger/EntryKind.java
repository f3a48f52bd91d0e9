package dev.farthing.ledger;

/** Why money moved. The names are stored and shown, so they never change. */
public enum EntryKind {
    /** Credit given by the publisher. */
    GRANT,
    /** A correction of the books by an admin, in either direction. */
    ADJUSTMENT,
    /** An article bought. */
    PURCHASE,
    /** A purchase refunded. */
    REFUND,
    /** Credit paid for. */
    TOP_UP,
    /** Promotional credit that came with a top-up. */
    BONUS,
    /** A top-up, or a part of one, paid back. */
    TOP_UP_REFUND,
    /** A payment back to the client that failed at the processor. */
    TOP_UP_REFUND_FAILED,
    /** A bonus taken back with its top-up. */
    BONUS_REVOKED,
    /** A payment disputed by the cardholder. */
    CHARGEBACK,
    /** Money that a processor took back beyond the client's credit. */
    LOSS,
    /** Credit from a voucher. */
    VOUCHER,
    /** Promotional credit that expired. */
    EXPIRY
}
