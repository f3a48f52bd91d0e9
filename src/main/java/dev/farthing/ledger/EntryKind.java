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
    REFUND
}
