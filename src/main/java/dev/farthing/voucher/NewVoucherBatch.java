package dev.farthing.voucher;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.AuditTarget;
import dev.farthing.web.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A batch of vouchers as it was made, with the one sight of its codes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
record NewVoucherBatch(
        @Schema(description = "The first six characters of the codes", examples = "7ZK3MN", required = true)
        String id,

        @Schema(description = "What each is worth", required = true)
        Money amount,

        @Schema(required = true) int count,
        String label,
        @Schema(required = true) boolean promotional,

        @Schema(description = "Until when they can be redeemed; absent: for ever")
        Instant expiresAt,

        @Schema(description = "When their credit ends; absent: never")
        Instant creditExpiresAt,

        @Schema(required = true) Instant createdAt,

        @Schema(description = "Secrets; they are shown once", required = true)
        List<String> codes)
        implements AuditDetails {

    /** Never the codes. */
    @Override
    public Map<String, String> auditDetails() {
        return Map.of(AuditTarget.VOUCHER_BATCH.kind(), id);
    }

    static NewVoucherBatch of(VoucherBatches.Made made, VoucherBatches.Terms terms, String currency) {
        return new NewVoucherBatch(
                made.id(),
                Money.of(terms.amountMicros(), currency),
                terms.size(),
                terms.label(),
                terms.promotional(),
                terms.expiresAt(),
                terms.creditExpiresAt(),
                made.createdAt(),
                made.codes().stream().map(VoucherCode::shown).toList());
    }

    /** Never the codes, see {@link VoucherCode#toString}. */
    @Override
    public String toString() {
        return "NewVoucherBatch[" + id + "]";
    }
}
