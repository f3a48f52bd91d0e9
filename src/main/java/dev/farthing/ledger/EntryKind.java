package dev.farthing.ledger;

/** Why money moved. The names are stored and shown; they are never renamed. */
public enum EntryKind {
    /** Credit given by the publisher. */
    GRANT,
    /** The books put right by an admin, in either direction. */
    ADJUSTMENT,
    /** An article bought. */
    PURCHASE,
    /** A purchase given back. */
    REFUND,
    /** Credit paid for. */
    TOP_UP,
    /** Promotional credit that came with a top-up. */
    BONUS,
    /** A top-up, or a part of one, paid back. */
    TOP_UP_REFUND,
    /** A payment back to the client that the processor refused after all. */
    TOP_UP_REFUND_FAILED,
    /** A bonus taken back with its top-up. */
    BONUS_REVOKED,
    /** A payment disputed by its card's holder. */
    CHARGEBACK,
    /** What a processor took back beyond what the client had. */
    LOSS,
    /** Credit from a voucher. */
    VOUCHER,
    /** Promotional credit whose time was over. */
    EXPIRY
}
