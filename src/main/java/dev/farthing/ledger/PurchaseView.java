package dev.farthing.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.web.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Purchase", description = "The latest purchase of an article by the client.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record PurchaseView(
        @Schema(description = "Slug of the article", required = true)
        String article,

        @Schema(required = true) String title,
        @Schema(required = true) Money price,
        @Schema(required = true) Instant purchasedAt,

        @Schema(description = "End of the access period; absent: for ever")
        Instant expiresAt,

        Instant refundedAt,

        @Schema(description = "Whether the client owns the article now", required = true)
        boolean live,

        @Schema(description = "Sequence of the entry that paid for it", required = true)
        long entry) {

    static PurchaseView of(PurchaseRow row, String currency, Instant now) {
        boolean ended = row.refundedAt() != null
                || row.expiresAt() != null && !row.expiresAt().isAfter(now);
        return new PurchaseView(
                row.article(),
                row.title(),
                Money.of(row.priceMicros(), currency),
                row.purchasedAt(),
                row.expiresAt(),
                row.refundedAt(),
                !ended,
                row.entrySequence());
    }
}
