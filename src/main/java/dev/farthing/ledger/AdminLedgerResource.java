package dev.farthing.ledger;

import dev.farthing.web.ApiDocs;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import dev.farthing.web.Params;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The operator's hand on a client's money: grants, corrections, refunds, and the client's statement. */
@Path("/v1/clients")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
class AdminLedgerResource {
    /** Visible ASCII; long enough for a UUID or a hash, short enough for an index. */
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,120}");

    private static final String POSTING =
            " client_not_found invalid_amount wrong_currency balance_too_low idempotency_key_required idempotency_key_reused";

    private final Posting posting;
    private final Refunding refunding;
    private final Statement statement;
    private final Database database;
    private final String currency;

    AdminLedgerResource(
            Posting posting, Refunding refunding, Statement statement, Database database, FarthingConfig config) {
        this.posting = posting;
        this.refunding = refunding;
        this.statement = statement;
        this.database = database;
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
            CreditKind kind) {}

    /** Credit to take back. */
    public record Debit(
            @NotNull Money amount,
            @NotBlank @Size(max = 500) String reason) {}

    /** Why a purchase is refunded. */
    public record Refund(@Size(max = 500) String reason) {}

    @POST
    @Path("/{id}/credits")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Give credit, once for each Idempotency-Key")
    @Extension(name = ApiDocs.PROBLEMS, value = ApiDocs.ROLE + ApiDocs.JSON + POSTING)
    @APIResponse(
            responseCode = "201",
            description = "The entry",
            headers = {
                @Header(
                        name = "Idempotency-Replayed",
                        description = "true when an earlier request made the entry",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response credit(
            String id, @HeaderParam("Idempotency-Key") String idempotencyKey, @NotNull @Valid Credit credit) {
        boolean adjustment = credit.kind() == CreditKind.ADJUSTMENT;
        return post(id, idempotencyKey, credit.amount(), credit.reason(), adjustment, posting::credit);
    }

    @POST
    @Path("/{id}/debits")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Take credit back to put the books right, once for each Idempotency-Key")
    @Extension(name = ApiDocs.PROBLEMS, value = ApiDocs.ROLE + ApiDocs.JSON + POSTING)
    @APIResponse(
            responseCode = "201",
            description = "The entry",
            headers = {
                @Header(
                        name = "Idempotency-Replayed",
                        description = "true when an earlier request made the entry",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response debit(
            String id, @HeaderParam("Idempotency-Key") String idempotencyKey, @NotNull @Valid Debit debit) {
        return post(id, idempotencyKey, debit.amount(), debit.reason(), true, posting::takeBack);
    }

    @POST
    @Path("/{id}/purchases/{slug}/refund")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.PUBLISHER, Roles.ADMIN})
    @Operation(summary = "Refund a purchase: the price returns, ownership ends; once")
    @Extension(
            name = ApiDocs.PROBLEMS,
            value = ApiDocs.ROLE + ApiDocs.JSON
                    + " client_not_found purchase_not_found already_refunded not_refundable")
    @APIResponse(
            responseCode = "201",
            description = "The refund's entry",
            content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response refund(String id, String slug, @Valid Refund refund) {
        UUID clientId = existing(id);
        Refunding.Outcome outcome = refunding.refund(clientId, slug, refund == null ? null : refund.reason());
        if (outcome instanceof Refunding.Outcome.Refunded refunded) {
            return Response.status(201)
                    .entity(EntryView.of(refunded.entry(), slug, currency))
                    .build();
        }
        throw outcome instanceof Refunding.Outcome.AlreadyRefunded
                ? Problem.of(ProblemCode.ALREADY_REFUNDED, "The purchase of '" + slug + "' has been refunded before.")
                : outcome instanceof Refunding.Outcome.PurchaseOver
                        ? Problem.of(ProblemCode.NOT_REFUNDABLE, "The purchase of '" + slug + "' is over by time.")
                        : Problem.of(ProblemCode.PURCHASE_NOT_FOUND, "The client never bought '" + slug + "'.");
    }

    @GET
    @Path("/{id}/entries")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "A client's statement, newest first")
    @Extension(name = ApiDocs.PROBLEMS, value = ApiDocs.ROLE + ApiDocs.PAGES + " client_not_found")
    @APIResponse(
            responseCode = "200",
            description = "A page of entries",
            headers = {
                @Header(
                        name = "Link",
                        description = "rel=\"next\": the next page",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(schema = @Schema(implementation = StatementResource.EntryPage.class)))
    public Response entries(
            String id,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @BeanParam Paging paging,
            @Context UriInfo uri) {
        Page<EntryRow> page = statement.entries(new Statement.Range(
                existing(id),
                Params.instant("from", from),
                Params.instant("to", to),
                paging.cursor(Statement.ENTRIES, 1),
                paging.limit()));
        return Paging.answer(page.map(row -> EntryView.of(row, currency)), uri).build();
    }

    private Response post(
            String id,
            String idempotencyKey,
            Money amount,
            String reason,
            boolean adjustment,
            Function<Posting.Movement, Posting.Outcome> post) {
        long micros = amount.micros("amount", currency);
        if (micros == 0) {
            throw Problem.at(ProblemCode.INVALID_AMOUNT, "amount.amount", "An amount to move is more than zero.");
        }
        Posting.Movement movement = new Posting.Movement(
                existing(id),
                adjustment ? EntryKind.ADJUSTMENT : EntryKind.GRANT,
                adjustment ? AccountName.ADJUSTMENT : AccountName.PROMOTION,
                micros,
                "key:" + checked(idempotencyKey),
                reason);
        Posting.Outcome outcome = post.apply(movement);
        if (outcome instanceof Posting.Outcome.Done done) {
            return Response.status(201)
                    .entity(EntryView.of(done.entry(), null, currency))
                    .header("Idempotency-Replayed", done.replayed() ? "true" : null)
                    .build();
        }
        throw outcome instanceof Posting.Outcome.ReferenceReused
                ? Problem.at(
                        ProblemCode.IDEMPOTENCY_KEY_REUSED,
                        "Idempotency-Key",
                        "This key was used before for another movement of this client.")
                : outcome instanceof Posting.Outcome.NoSuchClient
                        ? noSuchClient()
                        : Problem.at(
                                ProblemCode.BALANCE_TOO_LOW,
                                "amount",
                                "The balance would leave its range: it is never below zero, nor above 10^12.");
    }

    private static String checked(String idempotencyKey) {
        if (idempotencyKey == null || idempotencyKey.isBlank()) {
            throw Problem.at(
                    ProblemCode.IDEMPOTENCY_KEY_REQUIRED,
                    "Idempotency-Key",
                    "This call needs an Idempotency-Key header.");
        }
        if (!IDEMPOTENCY_KEY.matcher(idempotencyKey).matches()) {
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER,
                    "Idempotency-Key",
                    "An Idempotency-Key has 1 to 120 visible ASCII characters.");
        }
        return idempotencyKey;
    }

    private UUID existing(String id) {
        UUID clientId = Params.uuid("id", id);
        if (database.row("select 1 from client where id = ?", row -> true, clientId) == null) {
            throw noSuchClient();
        }
        return clientId;
    }

    private static Problem noSuchClient() {
        return Problem.of(ProblemCode.CLIENT_NOT_FOUND, "No client has this id.");
    }
}
