package dev.farthing.topup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.ledger.IdempotencyKey;
import dev.farthing.web.AuditAction;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.Audited;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Money;
import dev.farthing.web.Params;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/top-ups/{id}/refund")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
class TopUpRefundResource {
    private final TopUps topUps;
    private final TopUpRefunds refunds;
    private final Processors processors;
    private final BookCurrency currency;

    TopUpRefundResource(TopUps topUps, TopUpRefunds refunds, Processors processors, BookCurrency currency) {
        this.topUps = topUps;
        this.refunds = refunds;
        this.processors = processors;
        this.currency = currency;
    }

    public record NewRefund(
            @Schema(description = "Absent: all that is unspent")
            Money amount,

            @Size(max = 500) String reason) implements AuditDetails {

        @Override
        public Map<String, String> auditDetails() {
            Map<String, String> details = new HashMap<>();
            details.put("amount", AuditDetails.text(amount));
            details.put("reason", reason);
            return details;
        }
    }

    @Schema(name = "TopUpRefund")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RegisterForReflection
    public record RefundView(
            UUID id,
            UUID topUp,

            @Schema(description = "PENDING: taken from the credit and under way; FAILED: the credit was returned")
            Processor.RefundState status,

            Money amount,

            @Schema(description = "The bonus that was taken back with it; absent: none")
            Money bonus,

            String reason,
            Instant createdAt)
            implements AuditDetails {

        @Override
        public Map<String, String> auditDetails() {
            return Map.of("refund", id.toString(), "amount", AuditDetails.text(amount), "refundStatus", status.name());
        }
    }

    @Audited(AuditAction.TOP_UP_REFUND)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Refund the unspent part of a top-up, or some of it; once for each Idempotency-Key",
            description =
                    "The bonus is taken back in proportion; promotional credit is not paid out. Older credit counts"
                            + " as spent first.")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.AMOUNT},
            codes = {
                ProblemCode.TOP_UP_NOT_FOUND,
                ProblemCode.TOP_UP_NOT_REFUNDABLE,
                ProblemCode.REFUND_TOO_LARGE,
                ProblemCode.IDEMPOTENCY_KEY_REQUIRED,
                ProblemCode.IDEMPOTENCY_KEY_REUSED
            })
    @APIResponse(
            responseCode = "201",
            description = "The refund, done or under way",
            headers = {@Header(name = "Idempotency-Replayed", ref = "Idempotency-Replayed")},
            content = @Content(schema = @Schema(implementation = RefundView.class)))
    public Response refund(
            String id,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            @RequestBody(required = false) @Valid NewRefund request) {
        TopUp topUp = topUps.find(Params.uuid("id", id));
        if (topUp == null) {
            throw TopUpResource.notFound();
        }
        TopUpRefunds.Result result = refunds.request(
                topUp,
                request == null || request.amount() == null ? null : micros(request.amount(), topUp.processor),
                "key:" + IdempotencyKey.checked(idempotencyKey),
                request == null ? null : request.reason());
        TopUpRefund refund = result.refund();
        return Response.status(201)
                .header("Idempotency-Replayed", result.replayed() ? "true" : null)
                .entity(new RefundView(
                        refund.id(),
                        refund.topUpId(),
                        refund.status(),
                        currency.money(refund.micros()),
                        refund.bonusMicros() == 0 ? null : currency.money(refund.bonusMicros()),
                        refund.reason(),
                        refund.createdAt()))
                .build();
    }

    private long micros(Money amount, String processor) {
        long micros = currency.micros("amount", amount);
        long unit = processors.named(processor).unitMicros();
        if (micros == 0 || micros % unit != 0) {
            throw Problem.at(
                    ProblemCode.INVALID_AMOUNT,
                    "amount.amount",
                    "A refund is more than zero, in whole " + currency.text(unit) + " " + currency + ".");
        }
        return micros;
    }
}
