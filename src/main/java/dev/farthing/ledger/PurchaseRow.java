package dev.farthing.ledger;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * @param latestOf the client if it bought the article last by this purchase, else null
 * @param expiresAt of the latest purchase only
 */
@RegisterForReflection
public record PurchaseRow(
        long entrySequence,
        String article,
        String title,
        long priceMicros,
        Instant purchasedAt,
        UUID latestOf,
        Instant expiresAt,
        Instant refundedAt) {

    PurchaseState state(Instant now) {
        if (refundedAt != null) {
            return PurchaseState.REFUNDED;
        }
        boolean ended = latestOf == null || expiresAt != null && !expiresAt.isAfter(now);
        return ended ? PurchaseState.ENDED : PurchaseState.LIVE;
    }
}
