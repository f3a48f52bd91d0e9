package dev.farthing.voucher;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.AuditTarget;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The only answer that shows the codes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record NewVoucherBatch(
        @Schema(description = "The first six characters of the codes", examples = "7ZK3MN", required = true)
        String id,

        @Schema(description = "Value of each voucher", required = true)
        Money amount,

        @Schema(required = true) int count,
        String label,
        @Schema(required = true) boolean promotional,

        @Schema(description = "When the vouchers expire; absent: never")
        Instant expiresAt,

        @Schema(description = "When their credit expires; absent: never")
        Instant creditExpiresAt,

        @Schema(required = true) Instant createdAt,

        @Schema(description = "Secrets, shown only once", required = true)
        List<String> codes)
        implements AuditDetails {

    /** Without the codes. */
    @Override
    public Map<String, String> auditDetails() {
        return Map.of(AuditTarget.VOUCHER_BATCH.kind(), id);
    }

    static NewVoucherBatch of(VoucherBatches.Result result, VoucherBatches.Terms terms, BookCurrency currency) {
        return new NewVoucherBatch(
                result.id(),
                currency.money(terms.amountMicros()),
                terms.size(),
                terms.label(),
                terms.promotional(),
                terms.expiresAt(),
                terms.creditExpiresAt(),
                result.createdAt(),
                result.codes().stream().map(VoucherCode::shown).toList());
    }

    /** See {@link VoucherCode#toString}. */
    @Override
    public String toString() {
        return "NewVoucherBatch[" + id + "]";
    }
}
