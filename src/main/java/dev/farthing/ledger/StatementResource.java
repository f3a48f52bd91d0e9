package dev.farthing.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.database.Exports;
import dev.farthing.database.Lists;
import dev.farthing.web.Caller;
import dev.farthing.web.Csv;
import dev.farthing.web.Dates;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import dev.farthing.web.Params;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/me")
@RolesAllowed(Roles.CLIENT)
@Tag(name = "Me")
class StatementResource {
    private final AccountStatement statement;
    private final Lists lists;
    private final Exports exports;
    private final Credit credit;
    private final SecurityIdentity identity;
    private final Dates dates;
    private final Clock clock;
    private final String currency;

    StatementResource(
            AccountStatement statement,
            Lists lists,
            Exports exports,
            Credit credit,
            SecurityIdentity identity,
            Dates dates,
            Clock clock,
            FarthingConfig config) {
        this.statement = statement;
        this.lists = lists;
        this.exports = exports;
        this.credit = credit;
        this.identity = identity;
        this.dates = dates;
        this.clock = clock;
        this.currency = config.currency();
    }

    /** The promotional part is known for the present only. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RegisterForReflection
    public record BalanceView(
            Money balance,

            @Schema(description = "How much of the balance is promotional; only without 'at'")
            Money promotional,

            @Schema(description = "The promotional credit that expires, soonest first; only without 'at'")
            List<Ending> ending,

            Instant at) {}

    @RegisterForReflection
    public record Ending(Money amount, Instant at) {}

    /** For the OpenAPI document. */
    @Schema(name = "EntryPage")
    record EntryPage(List<EntryView> items, String next) {}

    /** For the OpenAPI document. */
    @Schema(name = "PurchasePage")
    record PurchasePage(List<PurchaseView> items, String next) {}

    @GET
    @Path("/balance")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The client's credit, now or as it was at an instant")
    @Refuses(ProblemGroup.ROLE)
    @APIResponse(
            responseCode = "200",
            description = "The balance",
            content = @Content(schema = @Schema(implementation = BalanceView.class)))
    public Response balance(@QueryParam("at") String at) {
        UUID clientId = caller().requireClient();
        if (at != null) {
            Instant when = dates.from("at", at);
            Money then = Money.of(statement.balanceMicrosAt(clientId, when), currency);
            return Response.ok(new BalanceView(then, null, null, when)).build();
        }
        Credit.Available available = credit.of(clientId);
        List<Ending> ending = available.lots().stream()
                .filter(lot -> lot.until() != null)
                .map(lot -> new Ending(Money.of(lot.micros(), currency), lot.until()))
                .toList();
        return Response.ok(new BalanceView(
                        Money.of(available.balanceMicros(), currency),
                        Money.of(available.promoMicros(), currency),
                        ending,
                        clock.instant()))
                .build();
    }

    @GET
    @Path("/entries")
    @Produces({MediaType.APPLICATION_JSON, Csv.TYPE})
    @Operation(summary = "The client's statement, newest first, as JSON or CSV")
    @Refuses({ProblemGroup.ROLE, ProblemGroup.PAGES})
    @APIResponse(
            responseCode = "200",
            description = "A page of entries; as CSV without a limit, all of them",
            headers = {@Header(name = "Link", ref = "Link")},
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = EntryPage.class)),
                @Content(mediaType = Csv.TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    public Response entries(
            @QueryParam("from") @Parameter(description = Dates.FROM) String from,
            @QueryParam("to") @Parameter(description = Dates.TO) String to,
            @QueryParam("bom") @Parameter(description = Csv.BOM) String bom,
            @BeanParam Paging paging,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        AccountStatement.Range range = range(from, to);
        Function<Paging, Page<PostedEntry>> list = part -> statement.entries(range, part);
        return Csv.areWanted(headers)
                ? exports.answer(
                        range.clientId(),
                        new Csv.Lines<>(
                                StatementCsv.EntryLine.class,
                                row -> StatementCsv.entry(row, currency),
                                Params.flag("bom", bom)),
                        list,
                        paging,
                        uri)
                : Paging.answer(lists.page(() -> list.apply(paging)).map(row -> EntryView.of(row, currency)), uri)
                        .build();
    }

    @GET
    @Path("/purchases")
    @Produces({MediaType.APPLICATION_JSON, Csv.TYPE})
    @Operation(summary = "All purchases of the client, newest first, as JSON or CSV")
    @Refuses({ProblemGroup.ROLE, ProblemGroup.PAGES})
    @APIResponse(
            responseCode = "200",
            description = "A page of purchases; as CSV without a limit, all of them",
            headers = {@Header(name = "Link", ref = "Link")},
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PurchasePage.class)),
                @Content(mediaType = Csv.TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    public Response purchases(
            @QueryParam("from") @Parameter(description = Dates.FROM) String from,
            @QueryParam("to") @Parameter(description = Dates.TO) String to,
            @QueryParam("bom") @Parameter(description = Csv.BOM) String bom,
            @BeanParam Paging paging,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        AccountStatement.Range range = range(from, to);
        Function<Paging, Page<PurchaseRow>> list = part -> statement.purchases(range, part);
        Instant now = clock.instant();
        if (Csv.areWanted(headers)) {
            return exports.answer(
                    range.clientId(),
                    new Csv.Lines<>(
                            StatementCsv.PurchaseLine.class,
                            row -> StatementCsv.purchase(row, currency, now),
                            Params.flag("bom", bom)),
                    list,
                    paging,
                    uri);
        }
        return Paging.answer(lists.page(() -> list.apply(paging)).map(row -> PurchaseView.of(row, currency, now)), uri)
                .build();
    }

    private AccountStatement.Range range(String from, String to) {
        return new AccountStatement.Range(caller().requireClient(), dates.from("from", from), dates.to("to", to));
    }

    private Caller caller() {
        return Caller.of(identity);
    }
}
