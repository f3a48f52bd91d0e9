package dev.farthing.voucher;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.web.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A batch of vouchers on the wire, without its codes. */
@Schema(name = "VoucherBatch", description = "Vouchers made together, all for the same amount.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record VoucherBatchView(
        @Schema(description = "The first six characters of the codes", examples = "7ZK3MN", required = true)
        String id,

        @Schema(description = "What each is worth", required = true)
        Money amount,

        @Schema(description = "How many there are", required = true)
        int count,

        @Schema(description = "How many of them are redeemed", required = true)
        int redeemed,

        String label,

        @Schema(description = "false: they were sold, and give paid credit", required = true)
        boolean promotional,

        @Schema(description = "Until when they can be redeemed; absent: for ever")
        Instant expiresAt,

        @Schema(description = "When their credit ends; absent: never")
        Instant creditExpiresAt,

        @Schema(required = true) Instant createdAt,

        @Schema(description = "Since when those that were not redeemed cannot be any more; absent: not revoked")
        Instant revokedAt) {

    static VoucherBatchView of(VoucherBatch batch, String currency) {
        return new VoucherBatchView(
                batch.id,
                Money.of(batch.amountMicros, currency),
                batch.size,
                batch.redeemed,
                batch.label,
                batch.promotional,
                batch.expiresAt,
                batch.creditExpiresAt,
                batch.createdAt,
                batch.revokedAt);
    }
}
