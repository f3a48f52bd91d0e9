package dev.farthing.voucher;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "VoucherBatch", description = "Vouchers made together, all for the same amount.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record VoucherBatchView(
        @Schema(description = "The first six characters of the codes", examples = "7ZK3MN", required = true)
        String id,

        @Schema(description = "Value of each voucher", required = true)
        Money amount,

        @Schema(description = "Number of vouchers", required = true)
        int count,

        @Schema(description = "Number of redeemed vouchers", required = true)
        int redeemed,

        String label,

        @Schema(description = "false: the vouchers were sold, and give paid credit", required = true)
        boolean promotional,

        @Schema(description = "When the vouchers expire; absent: never")
        Instant expiresAt,

        @Schema(description = "When their credit expires; absent: never")
        Instant creditExpiresAt,

        @Schema(required = true) Instant createdAt,

        @Schema(description = "When the unredeemed ones were revoked; absent: not revoked")
        Instant revokedAt) {

    static VoucherBatchView of(VoucherBatch batch, BookCurrency currency) {
        return new VoucherBatchView(
                batch.id,
                currency.money(batch.amountMicros),
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
