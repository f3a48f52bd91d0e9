package dev.farthing.topup;

import dev.farthing.ledger.IdempotencyKey;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Caller;
import dev.farthing.web.Money;
import dev.farthing.web.Params;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.Slug;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/top-ups")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Top-ups")
class TopUpResource {
    private final Checkouts checkouts;
    private final TopUps topUps;
    private final Tiers tiers;
    private final SecurityIdentity identity;
    private final BookCurrency currency;

    TopUpResource(Checkouts checkouts, TopUps topUps, Tiers tiers, SecurityIdentity identity, BookCurrency currency) {
        this.checkouts = checkouts;
        this.topUps = topUps;
        this.tiers = tiers;
        this.identity = identity;
        this.currency = currency;
    }

    public record NewTopUp(
            @NotNull Money amount,

            @Schema(description = "Where the reader returns to, on a configured origin; absent: the article")
            @Size(max = 2000)
            String returnTo,

            @Schema(description = "Slug of the article that it is for")
            @Pattern(regexp = Slug.PATTERN, message = "is no slug of an article")
            String article) {}

    @RegisterForReflection
    public record TierView(
            Money amount,

            @Schema(description = "Promotional credit on top")
            Money bonus) {}

    @Schema(name = "Tiers")
    @RegisterForReflection
    public record TiersView(
            Money minimum,
            Money maximum,

            @Schema(description = "Amounts to suggest; each payment gets the best bonus whose amount it reaches")
            List<TierView> tiers) {}

    @GET
    @NonBlocking
    @Path("/tiers")
    @PermitAll
    @Operation(summary = "Limits of a top-up, amounts to choose from, and their bonuses")
    @APIResponse(
            responseCode = "200",
            description = "The tiers",
            headers = {@Header(name = "Cache-Control", ref = "Cache-Control")},
            content = @Content(schema = @Schema(implementation = TiersView.class)))
    public Response tiers() {
        List<TierView> all = tiers.all().stream()
                .map(tier -> new TierView(
                        currency.money(tier.paysMicros()), currency.money(tiers.bonusMicros(tier.paysMicros()))))
                .toList();
        return Response.ok(new TiersView(
                        currency.money(tiers.minimumMicros()), currency.money(tiers.maximumMicros()), all))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header(HttpHeaders.VARY, "Origin")
                .build();
    }

    @POST
    @RolesAllowed(Roles.CLIENT)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Begin a top-up, once for each Idempotency-Key",
            description = "Moves no money: a person pays at checkoutUrl, and the processor's report credits it.")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.PROCESSOR, ProblemGroup.AMOUNT},
            codes = {
                ProblemCode.INVALID_RETURN_TO,
                ProblemCode.CLIENT_SUSPENDED,
                ProblemCode.BALANCE_TOO_LOW,
                ProblemCode.IDEMPOTENCY_KEY_REQUIRED,
                ProblemCode.IDEMPOTENCY_KEY_REUSED
            })
    @APIResponse(
            responseCode = "201",
            description = "The top-up",
            headers = {
                @Header(name = "Location", ref = "Location"),
                @Header(name = "Idempotency-Replayed", ref = "Idempotency-Replayed")
            },
            content = @Content(schema = @Schema(implementation = TopUpView.class)))
    public Response begin(@HeaderParam("Idempotency-Key") String idempotencyKey, @NotNull @Valid NewTopUp request) {
        long micros = tiers.checked(currency.micros("amount", request.amount()), "amount.amount");
        TopUps.Result result = checkouts.open(
                Caller.of(identity).requireClient(),
                micros,
                "key:" + IdempotencyKey.checked(idempotencyKey),
                request.article(),
                request.returnTo());
        return Response.status(201)
                .location(URI.create("/v1/top-ups/" + result.topUp().id))
                .header("Idempotency-Replayed", result.replayed() ? "true" : null)
                .entity(TopUpView.of(result.topUp(), currency.code()))
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CLIENT, Roles.ADMIN})
    @Operation(summary = "Where the money of a top-up is; an admin sees every client's")
    @Refuses(value = ProblemGroup.ROLE, codes = ProblemCode.TOP_UP_NOT_FOUND)
    @APIResponse(
            responseCode = "200",
            description = "The top-up",
            content = @Content(schema = @Schema(implementation = TopUpView.class)))
    public TopUpView one(String id) {
        UUID topUpId = Params.uuid("id", id);
        Caller caller = Caller.of(identity);
        TopUp topUp = caller.roles().contains(Roles.ADMIN)
                ? topUps.find(topUpId)
                : topUps.find(caller.requireClient(), topUpId);
        if (topUp == null) {
            throw notFound();
        }
        return TopUpView.of(topUp, currency.code());
    }

    static Problem notFound() {
        return Problem.of(ProblemCode.TOP_UP_NOT_FOUND, "There is no top-up with this id.");
    }
}
