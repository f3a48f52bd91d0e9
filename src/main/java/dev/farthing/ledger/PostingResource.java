package dev.farthing.ledger;

import dev.farthing.web.AuditAction;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.Audited;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import dev.farthing.web.Params;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ApiDocs;
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
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The operator's hand on a client's money: credit given and taken back. */
@Path("/v1/clients")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
class PostingResource {
    private static final String POSTING =
            " client_not_found invalid_amount wrong_currency balance_too_low idempotency_key_required idempotency_key_reused";

    private final Postings posting;
    private final ClientIds clients;
    private final String currency;

    PostingResource(Postings posting, ClientIds clients, FarthingConfig config) {
        this.posting = posting;
        this.clients = clients;
        this.currency = config.currency();
    }

    /** Whether credit is a gift or puts the books right. */
    public enum CreditKind {
        GRANT,
        ADJUSTMENT
    }

    /** Credit to give. */
    public record Credit(
            @NotNull Money amount,
            @NotBlank @Size(max = 500) String reason,
            CreditKind kind,

            @Schema(description = "When a grant ends, RFC 3339; absent: never. What is spent by then is spent")
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

    /** Credit to take back. */
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
    @Extension(name = ApiDocs.PROBLEMS, value = ApiDocs.ROLE + ApiDocs.JSON + POSTING + " too_many_expiries")
    @APIResponse(
            responseCode = "201",
            description = "The entry",
            headers = {@Header(name = "Idempotency-Replayed", ref = "Idempotency-Replayed")},
            content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response credit(
            String id, @HeaderParam("Idempotency-Key") String idempotencyKey, @NotNull @Valid Credit credit) {
        if (credit.kind() == CreditKind.ADJUSTMENT && credit.expiresAt() != null) {
            throw Problem.at(ProblemCode.INVALID_FIELD, "expiresAt", "Only a grant can end; an adjustment stays.");
        }
        Instant expiresAt = Params.ofBody("expiresAt", credit.expiresAt());
        Movement movement = movement(id, idempotencyKey, credit.amount(), credit.reason());
        // A grant that was made is answered again, even when its time is over by now.
        if (posting.earlier(movement.clientId(), movement.reference()) == null) {
            Params.requireFuture("expiresAt", expiresAt);
        }
        return answer(posting.credit(
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
    @Operation(summary = "Take credit back to put the books right, once for each Idempotency-Key")
    @Extension(name = ApiDocs.PROBLEMS, value = ApiDocs.ROLE + ApiDocs.JSON + POSTING)
    @APIResponse(
            responseCode = "201",
            description = "The entry",
            headers = {@Header(name = "Idempotency-Replayed", ref = "Idempotency-Replayed")},
            content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response debit(
            String id, @HeaderParam("Idempotency-Key") String idempotencyKey, @NotNull @Valid Debit debit) {
        return answer(posting.takeBack(
                movement(id, idempotencyKey, debit.amount(), debit.reason()).from(CreditPart.PROMO_FIRST)));
    }

    private static Problem tooManyLots() {
        return Problem.at(
                ProblemCode.TOO_MANY_EXPIRIES,
                "expiresAt",
                "The client holds promotional credit with 100 different ends; take one that it has, or wait for the next to pass.");
    }

    private Movement movement(String id, String idempotencyKey, Money amount, String reason) {
        long micros = amount.micros("amount", currency);
        if (micros == 0) {
            throw Problem.at(ProblemCode.INVALID_AMOUNT, "amount.amount", "An amount to move is more than zero.");
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
        if (outcome instanceof Postings.Outcome.Done done) {
            return Response.status(201)
                    .entity(EntryView.of(done.entry(), null, currency))
                    .header("Idempotency-Replayed", done.replayed() ? "true" : null)
                    .build();
        }
        throw outcome instanceof Postings.Outcome.ReferenceReused
                ? Problem.at(
                        ProblemCode.IDEMPOTENCY_KEY_REUSED,
                        "Idempotency-Key",
                        "This key was used before for another movement of this client.")
                : outcome instanceof Postings.Outcome.NoSuchClient
                        ? ClientIds.noSuchClient()
                        : outcome instanceof Postings.Outcome.TooManyLots
                                ? tooManyLots()
                                : Problem.at(
                                        ProblemCode.BALANCE_TOO_LOW,
                                        "amount",
                                        "The balance would leave its range: it is never below zero, nor above 10^12.");
    }
}
