package dev.farthing.topup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.web.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "TopUp")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record TopUpView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID client,
        @Schema(required = true) TopUp.Status status,

        @Schema(description = "Where the money is, in one sentence", required = true)
        String detail,

        @Schema(description = "Amount to pay", required = true)
        Money amount,

        @Schema(description = "Promotional credit on top; absent: none")
        Money bonus,

        @Schema(description = "Page at which a person pays; only while PENDING")
        String checkoutUrl,

        @Schema(description = "Slug of the article that it is for")
        String article,

        @Schema(description = "Where the reader returns to") String returnTo,

        @Schema(description = "Why the last attempt was declined, a code of the catalogue")
        String failure,

        @Schema(description = "Brand and last four digits, where a card was used here")
        String card,

        @Schema(description = "Amount paid back") Money refunded,

        @Schema(description = "Amount of refunds under way") Money refunding,

        @Schema(description = "Amount disputed by the card's holder, won disputes included")
        Money chargedBack,

        @Schema(description = "The part of chargedBack that won disputes gave back")
        Money reinstated,

        @Schema(description = "Sequence of the ledger entry that credited it")
        Long entry,

        @Schema(required = true) Instant createdAt,

        @Schema(description = "Until when it can be paid", required = true)
        Instant expiresAt,

        Instant settledAt) {

    public static TopUpView of(TopUp topUp, String currency) {
        boolean pending = topUp.status == TopUp.Status.PENDING;
        return new TopUpView(
                topUp.id,
                topUp.clientId,
                topUp.status,
                detail(topUp),
                Money.of(topUp.amountMicros, currency),
                some(topUp.bonusMicros, currency),
                pending ? topUp.checkoutUrl : null,
                topUp.article,
                topUp.returnTo,
                topUp.failure,
                topUp.card,
                some(topUp.refundedMicros, currency),
                some(topUp.refundingMicros, currency),
                some(topUp.chargedBackMicros, currency),
                some(topUp.reinstatedMicros, currency),
                topUp.entrySequence,
                topUp.createdAt,
                topUp.expiresAt,
                topUp.settledAt);
    }

    private static Money some(long micros, String currency) {
        return micros == 0 ? null : Money.of(micros, currency);
    }

    private static String detail(TopUp topUp) {
        return switch (topUp.status) {
            case PENDING ->
                topUp.session == null
                        ? "The payment processor has not opened a checkout yet; nothing was paid."
                        : "The payment processor has not confirmed a payment yet; nothing was credited.";
            case PAID ->
                "Paid, but the client's credit is at its maximum: it is credited when it fits, or goes back to the payer.";
            case SUCCEEDED -> "Paid, and in the client's credit.";
            case PARTLY_REFUNDED -> "Paid and credited; a part has gone back to the payer.";
            case REFUNDED -> "Paid and credited; all of it has gone back to the payer.";
            case FAILED -> "The payment failed; nothing was credited.";
            case EXPIRED -> "It was not paid in time; nothing was credited.";
        };
    }
}
