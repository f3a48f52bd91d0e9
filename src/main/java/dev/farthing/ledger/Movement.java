package dev.farthing.ledger;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A movement of money between a client and a shared account.
 *
 * @param other the shared account
 * @param amountMicros more than 0
 * @param part which part of the client's credit
 * @param expiresAt of a credit, when promotional credit ends; of a debit, the lot to take first; null is never
 * @param corrects sequence of the entry that this one takes back or belongs to, or null
 * @param reference of the cause; a client has at most one entry with it
 */
public record Movement(
        UUID clientId,
        EntryKind kind,
        AccountName other,
        long amountMicros,
        CreditPart part,
        Instant expiresAt,
        Long corrects,
        String reference,
        String reason) {

    /** A movement of paid credit. */
    public static Movement of(
            UUID clientId, EntryKind kind, AccountName other, long amountMicros, String reference, String reason) {
        return new Movement(clientId, kind, other, amountMicros, CreditPart.PAID, null, null, reference, reason);
    }

    /** The same as promotional credit that ends at {@code until}, which is null for never. */
    public Movement promotional(Instant until) {
        return new Movement(clientId, kind, other, amountMicros, CreditPart.PROMO, until, corrects, reference, reason);
    }

    /** The same from another part of the credit. */
    public Movement from(CreditPart otherPart) {
        return new Movement(clientId, kind, other, amountMicros, otherPart, expiresAt, corrects, reference, reason);
    }

    /** The same as a consequence of the entry with this sequence. */
    public Movement correcting(long sequence) {
        return new Movement(clientId, kind, other, amountMicros, part, expiresAt, sequence, reference, reason);
    }

    /** Whether {@code entry} is the entry of this movement. */
    boolean matches(PostedEntry entry, boolean toClient) {
        return entry.kind() == kind
                && entry.amountMicros() == amountMicros
                && (toClient ? entry.to() : entry.from()) == AccountName.CLIENT
                && (toClient ? entry.from() : entry.to()) == other
                && (!toClient || Objects.equals(entry.expiresAt(), expiresAt))
                && Objects.equals(entry.corrects(), corrects)
                && Objects.equals(entry.reason(), reason);
    }
}
