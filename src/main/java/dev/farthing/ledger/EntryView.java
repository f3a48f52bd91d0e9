package dev.farthing.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Entry", description = "One movement of money between two accounts; append-only.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record EntryView(
        @Schema(description = "Place in the client's statement, gapless from 1", required = true)
        long sequence,

        @Schema(required = true) UUID id,
        @Schema(required = true) Instant time,
        @Schema(required = true) EntryKind kind,

        @Schema(description = "Always positive", required = true)
        Money amount,

        @Schema(required = true) AccountName from,
        @Schema(required = true) AccountName to,

        @Schema(description = "The client's credit after this entry", required = true)
        Money balanceAfter,

        @Schema(description = "Promotional part of the amount; absent: none")
        Money promotional,

        @Schema(description = "When promotional credit of this entry expires; absent: never")
        Instant expiresAt,

        @Schema(description = "Slug of the article") String article,

        @Schema(description = "Sequence of the entry that this one takes back")
        Long corrects,

        @Schema(description = "The payment or Idempotency-Key it answers")
        String reference,

        String reason)
        implements AuditDetails {

    @Override
    public Map<String, String> auditDetails() {
        return Map.of("entry", Long.toString(sequence), "amount", AuditDetails.text(amount));
    }

    static EntryView of(PostedEntry entry, String currency) {
        return of(entry, entry.article(), currency);
    }

    private static Money promotional(long micros, String currency) {
        return micros == 0 ? null : Money.of(micros, currency);
    }

    public static EntryView of(PostedEntry entry, String article, String currency) {
        return new EntryView(
                entry.sequence(),
                entry.id(),
                entry.createdAt(),
                entry.kind(),
                Money.of(entry.amountMicros(), currency),
                entry.from(),
                entry.to(),
                Money.of(entry.balanceAfterMicros(), currency),
                promotional(entry.promoMicros(), currency),
                entry.expiresAt(),
                article,
                entry.corrects(),
                entry.reference(),
                entry.reason());
    }
}
