package dev.farthing.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.web.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        name = "Purchase",
        description =
                "One purchase. An article that was bought again, after the end of its access or a refund, is listed for each.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record PurchaseView(
        @Schema(description = "Slug of the article", required = true)
        String article,

        @Schema(required = true) String title,
        @Schema(required = true) Money price,
        @Schema(required = true) Instant purchasedAt,

        @Schema(description = "End of the access period; absent: for ever, or of an article that was bought again")
        Instant expiresAt,

        Instant refundedAt,

        @Schema(description = "LIVE: the client owns the article; ENDED: its access period is over", required = true)
        PurchaseState state,

        @Schema(description = "Whether the client owns the article now, by this purchase", required = true)
        boolean live,

        @Schema(description = "Sequence of the entry that paid for it", required = true)
        long entry) {

    static PurchaseView of(PurchaseRow row, String currency, Instant now) {
        PurchaseState state = row.state(now);
        return new PurchaseView(
                row.article(),
                row.title(),
                Money.of(row.priceMicros(), currency),
                row.purchasedAt(),
                row.expiresAt(),
                row.refundedAt(),
                state,
                state == PurchaseState.LIVE,
                row.entrySequence());
    }
}
