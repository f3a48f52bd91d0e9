package dev.farthing.topup;

import dev.farthing.ledger.IdempotencyKey;
import dev.farthing.web.Caller;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import dev.farthing.web.Params;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
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

/** Top-ups: begun by a client, and looked after by it until the credit is there. */
@Path("/v1/top-ups")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Top-ups")
class TopUpResource {
    private final Checkouts checkouts;
    private final TopUps topUps;
    private final Tiers tiers;
    private final SecurityIdentity identity;
    private final String currency;

    TopUpResource(Checkouts checkouts, TopUps topUps, Tiers tiers, SecurityIdentity identity, FarthingConfig config) {
        this.checkouts = checkouts;
        this.topUps = topUps;
        this.tiers = tiers;
        this.identity = identity;
        this.currency = config.currency();
    }

    /** A top-up to begin. */
    public record NewTopUp(
            @NotNull Money amount,

            @Schema(
                    description =
                            "Where the reader comes back to, on an origin that is configured; absent: the article")
            @Size(max = 2000)
            String returnTo,

            @Schema(description = "Slug of the article that it is for")
            @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._~-]{0,199}", message = "is no slug of an article")
            String article) {}

    /** An amount to choose. */
    @RegisterForReflection
    public record TierView(
            Money amount,

            @Schema(description = "Promotional credit on top")
            Money bonus) {}

    /** What can be paid at once. */
    @Schema(name = "Tiers")
    @RegisterForReflection
    public record TiersView(
            Money minimum,
            Money maximum,

            @Schema(description = "Amounts to suggest; a bonus is given from its amount on")
            List<TierView> tiers) {}

    @GET
    @NonBlocking
    @Path("/tiers")
    @PermitAll
    @Operation(summary = "What can be paid at once, and what comes on top")
    @APIResponse(
            responseCode = "200",
            description = "The tiers",
            headers = {@Header(name = "Cache-Control", ref = "Cache-Control")},
            content = @Content(schema = @Schema(implementation = TiersView.class)))
    public Response tiers() {
        List<TierView> all = tiers.all().stream()
                .map(tier -> new TierView(
                        Money.of(tier.paysMicros(), currency),
                        Money.of(tiers.bonusMicros(tier.paysMicros()), currency)))
                .toList();
        return Response.ok(new TiersView(
                        Money.of(tiers.minimumMicros(), currency), Money.of(tiers.maximumMicros(), currency), all))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header(HttpHeaders.VARY, "Origin")
                .build();
    }

    @POST
    @RolesAllowed(Roles.CLIENT)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Begin a top-up, once for each Idempotency-Key",
            description = "Moves no money: a person pays at checkoutUrl, and credit follows the processor's word.")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.PROCESSOR, ProblemGroup.AMOUNT},
            codes = {
                ProblemCode.INVALID_RETURN_TO,
                ProblemCode.CLIENT_SUSPENDED,
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
    public Response begin(@HeaderParam("Idempotency-Key") String idempotencyKey, @NotNull @Valid NewTopUp wanted) {
        long micros = tiers.checked(wanted.amount().micros("amount", currency), "amount.amount");
        TopUps.Opened opened = checkouts.open(
                caller().requireClient(),
                micros,
                "key:" + IdempotencyKey.checked(idempotencyKey),
                wanted.article(),
                wanted.returnTo());
        return Response.status(201)
                .location(URI.create("/v1/top-ups/" + opened.topUp().id))
                .header("Idempotency-Replayed", opened.before() ? "true" : null)
                .entity(TopUpView.of(opened.topUp(), currency))
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CLIENT, Roles.ADMIN})
    @Operation(summary = "Where the money of a top-up is; an admin sees everybody's")
    @Refuses(value = ProblemGroup.ROLE, codes = ProblemCode.TOP_UP_NOT_FOUND)
    @APIResponse(
            responseCode = "200",
            description = "The top-up",
            content = @Content(schema = @Schema(implementation = TopUpView.class)))
    public TopUpView one(String id) {
        UUID topUpId = Params.uuid("id", id);
        TopUp topUp = caller().roles().contains(Roles.ADMIN)
                ? topUps.find(topUpId)
                : topUps.find(caller().requireClient(), topUpId);
        if (topUp == null) {
            throw notFound();
        }
        return TopUpView.of(topUp, currency);
    }

    static Problem notFound() {
        return Problem.of(ProblemCode.TOP_UP_NOT_FOUND, "There is no top-up with this id.");
    }

    private Caller caller() {
        return (Caller) identity.getPrincipal();
    }
}
