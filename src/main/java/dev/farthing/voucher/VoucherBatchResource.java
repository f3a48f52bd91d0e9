package dev.farthing.voucher;

import dev.farthing.database.Lists;
import dev.farthing.database.ReadOnly;
import dev.farthing.web.AuditAction;
import dev.farthing.web.Audited;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Crockford;
import dev.farthing.web.Cursor;
import dev.farthing.web.Dates;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/voucher-batches")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Vouchers")
class VoucherBatchResource {
    private static final String LISTING = "voucher-batches";
    private static final Pattern ID = Pattern.compile("[0-9A-Z]{" + VoucherCode.BATCH + "}");

    private final VoucherBatches batches;
    private final Lists lists;
    private final Dates dates;
    private final BookCurrency currency;

    VoucherBatchResource(VoucherBatches batches, Lists lists, Dates dates, BookCurrency currency) {
        this.batches = batches;
        this.lists = lists;
        this.dates = dates;
        this.currency = currency;
    }

    /** For the OpenAPI document. */
    @Schema(name = "VoucherBatchPage")
    record VoucherBatchPage(List<VoucherBatchView> items, String next) {}

    @Audited(AuditAction.VOUCHER_BATCH_MAKE)
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a batch of vouchers; their codes are shown once",
            description =
                    "The codes are not stored and cannot be shown again, not even to a repeated request. If this answer is lost,"
                            + " revoke the batch with DELETE (it is the newest in the list) and make another.")
    @Refuses({ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.AMOUNT})
    @APIResponse(
            responseCode = "201",
            description = "The batch, with its codes",
            headers = {@Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(implementation = NewVoucherBatch.class)))
    public Response make(@NotNull @Valid NewVoucherBatchRequest request) {
        VoucherBatches.Terms terms = terms(request);
        VoucherBatches.Result result = batches.make(terms);
        return Response.status(201)
                .location(URI.create("/v1/voucher-batches/" + result.id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(NewVoucherBatch.of(result, terms, currency))
                .build();
    }

    @GET
    @Operation(summary = "All batches of vouchers, newest first, including revoked ones")
    @Refuses({ProblemGroup.ROLE, ProblemGroup.PAGES})
    @APIResponse(
            responseCode = "200",
            description = "A page of batches",
            headers = {@Header(name = "Link", ref = "Link")},
            content = @Content(schema = @Schema(implementation = VoucherBatchPage.class)))
    public Response list(@BeanParam Paging paging, @Context UriInfo uri) {
        Cursor cursor = paging.cursor(LISTING, 2);
        Instant before = cursor == null ? null : cursor.time(0);
        String id = cursor == null ? null : cursor.text(1, ID);
        int limit = paging.limit();
        List<VoucherBatch> found = lists.page(() -> VoucherBatch.newestFirst(before, id, limit + 1));
        Page<VoucherBatch> page = Page.of(found, limit, batch -> Cursor.of(LISTING, batch.createdAt, batch.id));
        return Paging.answer(page.map(batch -> VoucherBatchView.of(batch, currency)), uri)
                .build();
    }

    @GET
    @Path("/{id}")
    @Transactional
    @ReadOnly
    @Operation(summary = "One batch of vouchers")
    @Refuses(value = ProblemGroup.ROLE, codes = ProblemCode.VOUCHER_BATCH_NOT_FOUND)
    @APIResponse(
            responseCode = "200",
            description = "The batch",
            content = @Content(schema = @Schema(implementation = VoucherBatchView.class)))
    public VoucherBatchView one(String id) {
        VoucherBatch batch = VoucherBatch.findById(checked(id));
        if (batch == null) {
            throw noSuchBatch();
        }
        return VoucherBatchView.of(batch, currency);
    }

    @Audited(AuditAction.VOUCHER_BATCH_REVOKE)
    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke the unredeemed vouchers of a batch, at once and permanently")
    @Refuses(value = ProblemGroup.ROLE, codes = ProblemCode.VOUCHER_BATCH_NOT_FOUND)
    @APIResponse(responseCode = "204", description = "Revoked, now or earlier")
    public void revoke(String id) {
        if (!batches.revoke(checked(id))) {
            throw noSuchBatch();
        }
    }

    private VoucherBatches.Terms terms(NewVoucherBatchRequest request) {
        long micros = currency.micros("amount", request.amount());
        if (micros == 0) {
            throw Problem.at(ProblemCode.INVALID_AMOUNT, "amount.amount", "A voucher is worth more than zero.");
        }
        boolean promotional = !Boolean.FALSE.equals(request.promotional());
        if (!promotional && request.creditExpiresAt() != null) {
            throw Problem.at(
                    ProblemCode.INVALID_FIELD,
                    "creditExpiresAt",
                    "Only promotional credit can expire; paid credit stays.");
        }
        Instant creditEnd = dates.futureEnd("creditExpiresAt", request.creditExpiresAt());
        Instant requestedEnd = dates.futureEnd("expiresAt", request.expiresAt());
        Instant end = requestedEnd == null ? creditEnd : requestedEnd;
        if (creditEnd != null && end.isAfter(creditEnd)) {
            throw Problem.at(
                    ProblemCode.INVALID_FIELD,
                    "expiresAt",
                    "A voucher cannot be redeemed after its credit has expired.");
        }
        return new VoucherBatches.Terms(micros, request.count(), request.label(), promotional, end, creditEnd);
    }

    private static String checked(String id) {
        String normal = Crockford.normal(id);
        if (normal == null || normal.length() != VoucherCode.BATCH) {
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER, "id", "id is the first six characters of a voucher's code.");
        }
        return normal;
    }

    private static Problem noSuchBatch() {
        return Problem.of(ProblemCode.VOUCHER_BATCH_NOT_FOUND, "There is no batch of vouchers with this id.");
    }
}
