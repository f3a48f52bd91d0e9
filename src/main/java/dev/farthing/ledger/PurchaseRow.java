package dev.farthing.ledger;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

@RegisterForReflection
public record PurchaseRow(
        long entrySequence,
        String article,
        String title,
        long priceMicros,
        Instant purchasedAt,
        Instant expiresAt,
        Instant refundedAt) {}
