package dev.farthing.ledger;

/** Stored and shown, so the names never change. */
public enum EntryKind {
    /** Given by the publisher. */
    GRANT,
    /** By an admin, in either direction. */
    ADJUSTMENT,
    PURCHASE,
    /** Of a purchase. */
    REFUND,
    TOP_UP,
    /** Promotional credit with a top-up. */
    BONUS,
    /** Whole or in part. */
    TOP_UP_REFUND,
    /** A payment back that failed at the processor. */
    TOP_UP_REFUND_FAILED,
    /** With its top-up. */
    BONUS_REVOKED,
    /** Disputed by the cardholder. */
    CHARGEBACK,
    /** Given back by a dispute that was won. */
    CHARGEBACK_REVERSED,
    /** Taken back by a processor beyond the client's credit. */
    LOSS,
    /** As {@link #CHARGEBACK_REVERSED}, of what had been a loss. */
    LOSS_REVERSED,
    VOUCHER,
    /** Of promotional credit. */
    EXPIRY
}
