package dev.farthing.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.client.Suspension;
import dev.farthing.ledger.ChargeOutcome;
import dev.farthing.ledger.Charging;
import dev.farthing.ledger.Terms;
import dev.farthing.web.ApiDocs;
import dev.farthing.web.Caller;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Buying on purpose, for clients who do not want reading to buy. */
@Path("/v1/me")
@RolesAllowed(Roles.CLIENT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
class BuyResource {
    private final Lookup lookup;
    private final Charging charging;
    private final Refusals refusals;
    private final SecurityIdentity identity;
    private final String currency;

    BuyResource(Lookup lookup, Charging charging, Refusals refusals, SecurityIdentity identity, FarthingConfig config) {
        this.lookup = lookup;
        this.charging = charging;
        this.refusals = refusals;
        this.identity = identity;
        this.currency = config.currency();
    }

    /** What to buy. */
    public record Order(
            @NotBlank @Schema(description = "Slug of the article")
            String article) {}

    /** What was bought. */
    @Schema(name = "Bought")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RegisterForReflection
    public record Bought(
            String article,

            @Schema(description = "What this request paid; zero when the article was owned or free")
            Money charged,

            Money balance,

            @Schema(description = "End of the access period; absent: for ever, or owned before")
            Instant expiresAt) {}

    @POST
    @Path("/purchases")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Buy an article without reading it; once, however often it is sent")
    @Extension(
            name = ApiDocs.PROBLEMS,
            value = ApiDocs.ROLE + ApiDocs.JSON + ApiDocs.PAYMENT + " article_not_found client_suspended")
    @APIResponse(
            responseCode = "201",
            description = "Bought",
            content = @Content(schema = @Schema(implementation = Bought.class)))
    @APIResponse(
            responseCode = "200",
            description = "Owned before, or free",
            content = @Content(schema = @Schema(implementation = Bought.class)))
    public Response buy(@NotNull @Valid Order order, @Context ContainerRequestContext request) {
        UUID clientId = ((Caller) identity.getPrincipal()).requireClient();
        Visit.Article article = lookup.look(null, order.article(), false).article();
        if (article == null) {
            throw notFound(order);
        }
        ChargeOutcome outcome = charging.charge(clientId, article.id(), Charging.Intent.BUY);
        if (outcome instanceof ChargeOutcome.Charged charged) {
            return answer(201, article, charged.priceMicros(), charged.balanceMicros(), charged.expiresAt());
        } else if (outcome instanceof ChargeOutcome.AlreadyOwned owned) {
            return answer(200, article, 0, owned.balanceMicros(), null);
        } else if (outcome instanceof ChargeOutcome.Free free) {
            return answer(200, article, 0, free.balanceMicros(), null);
        } else if (outcome instanceof ChargeOutcome.Insufficient tooLittle) {
            return refusals.answer(
                    request,
                    Terms.INSUFFICIENT,
                    new Quote(clientId, article, tooLittle.priceMicros(), tooLittle.balanceMicros()));
        } else if (outcome instanceof ChargeOutcome.Guarded guarded) {
            Suspension.refuse(guarded.guard() == Terms.SUSPENDED);
            return refusals.answer(
                    request,
                    guarded.guard(),
                    new Quote(clientId, article, guarded.priceMicros(), guarded.balanceMicros()));
        }
        throw notFound(order);
    }

    private Response answer(
            int status, Visit.Article article, long chargedMicros, long balanceMicros, Instant expiresAt) {
        return Response.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .entity(new Bought(
                        article.slug(),
                        Money.of(chargedMicros, currency),
                        Money.of(balanceMicros, currency),
                        expiresAt))
                .build();
    }

    private static Problem notFound(Order order) {
        return Problem.of(ProblemCode.ARTICLE_NOT_FOUND, "There is no article '" + order.article() + "'.");
    }
}
