package dev.farthing.ledger;

import dev.farthing.database.Lists;
import dev.farthing.web.AuditAction;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.Audited;
import dev.farthing.web.Dates;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/clients")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
class ClientBooksResource {
    private final Refunds refunds;
    private final AccountStatement statement;
    private final ClientIds clients;
    private final Dates dates;
    private final Lists lists;
    private final String currency;

    ClientBooksResource(
            Refunds refunds,
            AccountStatement statement,
            ClientIds clients,
            Dates dates,
            Lists lists,
            FarthingConfig config) {
        this.refunds = refunds;
        this.statement = statement;
        this.clients = clients;
        this.dates = dates;
        this.lists = lists;
        this.currency = config.currency();
    }

    public record Refund(@Size(max = 500) String reason) implements AuditDetails {

        @Override
        public Map<String, String> auditDetails() {
            return Collections.singletonMap("reason", reason);
        }
    }

    @Audited(AuditAction.PURCHASE_REFUND)
    @POST
    @Path("/{id}/purchases/{slug}/refund")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.PUBLISHER, Roles.ADMIN})
    @Operation(summary = "Refund a purchase: the price returns, ownership ends; once")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON},
            codes = {
                ProblemCode.CLIENT_NOT_FOUND,
                ProblemCode.PURCHASE_NOT_FOUND,
                ProblemCode.ALREADY_REFUNDED,
                ProblemCode.NOT_REFUNDABLE,
                ProblemCode.BALANCE_TOO_LOW
            })
    @APIResponse(
            responseCode = "201",
            description = "The refund's entry",
            content = @Content(schema = @Schema(implementation = EntryView.class)))
    public Response refund(String id, String slug, @RequestBody(required = false) @Valid Refund refund) {
        UUID clientId = clients.existing(id);
        return refunds.refund(clientId, slug, refund == null ? null : refund.reason())
                .accept(new RefundAnswers(slug));
    }

    private final class RefundAnswers implements Refunds.Outcome.Visitor<Response> {
        private final String slug;

        RefundAnswers(String slug) {
            this.slug = slug;
        }

        @Override
        public Response refunded(PostedEntry entry) {
            return Response.status(201)
                    .entity(EntryView.of(entry, slug, currency))
                    .build();
        }

        @Override
        public Response alreadyRefunded() {
            throw Problem.of(ProblemCode.ALREADY_REFUNDED, "The purchase of '" + slug + "' was refunded before.");
        }

        @Override
        public Response purchaseOver() {
            throw Problem.of(ProblemCode.NOT_REFUNDABLE, "The access period of '" + slug + "' is over.");
        }

        @Override
        public Response noPurchase() {
            throw Problem.of(ProblemCode.PURCHASE_NOT_FOUND, "The client never bought '" + slug + "'.");
        }

        @Override
        public Response accountFull() {
            throw Problem.of(
                    ProblemCode.BALANCE_TOO_LOW,
                    "With this refund the balance would exceed its maximum of 10^12. The purchase stays.");
        }
    }

    @GET
    @Path("/{id}/entries")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "A client's statement, newest first")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.PAGES},
            codes = ProblemCode.CLIENT_NOT_FOUND)
    @APIResponse(
            responseCode = "200",
            description = "A page of entries",
            headers = {@Header(name = "Link", ref = "Link")},
            content = @Content(schema = @Schema(implementation = StatementResource.EntryPage.class)))
    public Response entries(
            String id,
            @QueryParam("from") @Parameter(description = Dates.FROM) String from,
            @QueryParam("to") @Parameter(description = Dates.TO) String to,
            @BeanParam Paging paging,
            @Context UriInfo uri) {
        AccountStatement.Range range =
                new AccountStatement.Range(clients.existing(id), dates.from("from", from), dates.to("to", to));
        Page<PostedEntry> page = lists.page(() -> statement.entries(range, paging));
        return Paging.answer(page.map(row -> EntryView.of(row, currency)), uri).build();
    }
}
