package dev.farthing.ledger;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * @param amountMicros more than 0
 * @param expiresAt of a credit, the end of promotional credit; of a debit, the lot to take first; null is never
 * @param corrects sequence of the entry that this one takes back or belongs to, or null
 * @param reference unique per client
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

    /** Of paid credit. */
    public static Movement of(
            UUID clientId, EntryKind kind, AccountName other, long amountMicros, String reference, String reason) {
        return new Movement(clientId, kind, other, amountMicros, CreditPart.PAID, null, null, reference, reason);
    }

    /** @param until null is never */
    public Movement promotional(Instant until) {
        return new Movement(clientId, kind, other, amountMicros, CreditPart.PROMO, until, corrects, reference, reason);
    }

    public Movement from(CreditPart otherPart) {
        return new Movement(clientId, kind, other, amountMicros, otherPart, expiresAt, corrects, reference, reason);
    }

    /** @param sequence of the causing entry */
    public Movement correcting(long sequence) {
        return new Movement(clientId, kind, other, amountMicros, part, expiresAt, sequence, reference, reason);
    }

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
