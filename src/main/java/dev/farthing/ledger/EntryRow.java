package dev.farthing.ledger;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** A line of a statement, as the query brings it. Amounts in micros. */
@RegisterForReflection
public record EntryRow(
        long sequence,
        UUID id,
        Instant createdAt,
        EntryKind kind,
        AccountName from,
        AccountName to,
        long amountMicros,
        long promoMicros,
        long balanceAfterMicros,
        Instant expiresAt,
        String article,
        Long corrects,
        String reference,
        String reason) {

    /** What the entry did to the client's balance, in micros. */
    long changeMicros() {
        return to == AccountName.CLIENT ? amountMicros : from == AccountName.CLIENT ? -amountMicros : 0;
    }
}
