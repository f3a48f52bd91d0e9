package dev.farthing.ledger;

import dev.farthing.web.AuditAction;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.Audited;
import dev.farthing.web.Dates;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/clients")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
class PostingResource {
    private final Postings postings;
    private final ClientIds clients;
    private final Dates dates;
    private final String currency;

    PostingResource(Postings postings, ClientIds clients, Dates dates, FarthingConfig config) {
        this.postings = postings;
        this.clients = clients;
        this.dates = dates;
        this.currency = config.currency();
    }

    /** A gift, or a correction of the books. */
    public enum CreditKind {
        GRANT,
        ADJUSTMENT
    }

    public record Credit(
            @NotNull Money amount,
            @NotBlank @Size(max = 500) String reason,
            CreditKind kind,

            @Schema(
                    description =
                            "When a grant expires, RFC 3339 or a date, whose end counts; absent: never. Credit spent by then stays spent")
            String expiresAt)
            implements AuditDetails {

        @Override
        public Map<String, String> auditDetails() {
            Map<String, String> details = new HashMap<>();
            details.put("amount", AuditDetails.text(amount));
            details.put("reason", reason);
            details.put("kind", AuditDetails.text(kind));
            details.put("expiresAt", expiresAt);
            return details;
        }
    }

    public record Debit(
            @NotNull Money amount,
            @NotBlank @Size(max = 500) String reason) implements AuditDetails {

        @Override
        public Map<String, String> auditDetails() {
            Map<String, String> details = new HashMap<>();
            details.put("amount", AuditDetails.text(amount));
            details.put("reason", reason);
            return details;
        }
    }

    @Audited(AuditAction.CLIENT_CREDIT)
    @POST
    @Path("/{id}/credits")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Give credit, once for each Idempotency-Key")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.AMOUNT},
            codes = {
                ProblemCode.CLIENT_NOT_FOUND,
                ProblemCode.BALANCE_TOO_LOW,
                ProblemCode.IDEMPOTENCY_KEY_REQUIRED,
                ProblemCode.IDEMPOTENCY_KEY_REUSED,
                ProblemCode.TOO_MANY_EXPIRIES
            })
    @APIResponse(
            responseCode = "201",
            description = "The entry",
            headers = {@Header(name = "Idempotency-Replayed", ref = "Idempotency-Replayed")},
            content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response credit(
            String id, @HeaderParam("Idempotency-Key") String idempotencyKey, @NotNull @Valid Credit credit) {
        if (credit.kind() == CreditKind.ADJUSTMENT && credit.expiresAt() != null) {
            throw Problem.at(ProblemCode.INVALID_FIELD, "expiresAt", "Only a grant can expire, not an adjustment.");
        }
        Instant expiresAt = dates.end("expiresAt", credit.expiresAt());
        Movement movement = movement(id, idempotencyKey, credit.amount(), credit.reason());
        // A repeated grant gets its first answer, even if it has expired since.
        if (postings.earlier(movement.clientId(), movement.reference()) == null) {
            dates.requireFuture("expiresAt", expiresAt);
        }
        return answer(postings.credit(
                credit.kind() == CreditKind.ADJUSTMENT
                        ? movement
                        : new Movement(
                                movement.clientId(),
                                EntryKind.GRANT,
                                AccountName.PROMOTION,
                                movement.amountMicros(),
                                CreditPart.PROMO,
                                expiresAt,
                                null,
                                movement.reference(),
                                movement.reason())));
    }

    @Audited(AuditAction.CLIENT_DEBIT)
    @POST
    @Path("/{id}/debits")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Take credit back to correct the books, once for each Idempotency-Key")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.AMOUNT},
            codes = {
                ProblemCode.CLIENT_NOT_FOUND,
                ProblemCode.BALANCE_TOO_LOW,
                ProblemCode.IDEMPOTENCY_KEY_REQUIRED,
                ProblemCode.IDEMPOTENCY_KEY_REUSED
            })
    @APIResponse(
            responseCode = "201",
            description = "The entry",
            headers = {@Header(name = "Idempotency-Replayed", ref = "Idempotency-Replayed")},
            content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response debit(
            String id, @HeaderParam("Idempotency-Key") String idempotencyKey, @NotNull @Valid Debit debit) {
        return answer(postings.takeBack(
                movement(id, idempotencyKey, debit.amount(), debit.reason()).from(CreditPart.PROMO_FIRST)));
    }

    private Movement movement(String id, String idempotencyKey, Money amount, String reason) {
        long micros = amount.micros("amount", currency);
        if (micros == 0) {
            throw Problem.at(ProblemCode.INVALID_AMOUNT, "amount.amount", "The amount must be more than zero.");
        }
        return Movement.of(
                clients.existing(id),
                EntryKind.ADJUSTMENT,
                AccountName.ADJUSTMENT,
                micros,
                "key:" + IdempotencyKey.checked(idempotencyKey),
                reason);
    }

    private Response answer(Postings.Outcome outcome) {
        return outcome.accept(new PostingAnswers(currency));
    }
}
