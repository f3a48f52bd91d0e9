package dev.farthing.voucher;

import dev.farthing.web.AuditDetails;
import dev.farthing.web.Money;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A batch to make. */
public record NewVoucherBatchRequest(
        @NotNull Money amount,

        @NotNull @Min(1) @Max(1000) Integer count,

        @Schema(description = "A note for the operator; clients do not see it") @Size(min = 1, max = 200)
        String label,

        @Schema(
                description =
                        "When the vouchers expire, RFC 3339 or a date, whose end counts; absent: with their credit, which never expires without"
                                + " creditExpiresAt")
        String expiresAt,

        @Schema(
                description = "Whether the credit is a gift, or was paid for by the giver of the voucher",
                defaultValue = "true")
        Boolean promotional,

        @Schema(
                description = "When the credit of a redeemed voucher expires, RFC 3339 or a date, whose end counts; for"
                        + " promotional credit only;"
                        + " absent: never")
        String creditExpiresAt)
        implements AuditDetails {

    @Override
    public Map<String, String> auditDetails() {
        Map<String, String> details = new HashMap<>();
        details.put("amount", AuditDetails.text(amount));
        details.put("count", AuditDetails.text(count));
        details.put("label", label);
        details.put("expiresAt", expiresAt);
        details.put("promotional", AuditDetails.text(promotional));
        details.put("creditExpiresAt", creditExpiresAt);
        return details;
    }
}
