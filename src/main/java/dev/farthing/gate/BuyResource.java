package dev.farthing.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.database.Batcher;
import dev.farthing.ledger.ChargeOutcome;
import dev.farthing.ledger.Charges;
import dev.farthing.web.Caller;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
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
    private final AccessQuery lookup;
    private final Charges charging;
    private final Decisions decisions;
    private final SecurityIdentity identity;
    private final String currency;

    BuyResource(
            AccessQuery lookup,
            Charges charging,
            Decisions decisions,
            SecurityIdentity identity,
            FarthingConfig config) {
        this.lookup = lookup;
        this.charging = charging;
        this.decisions = decisions;
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
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.PAYMENT},
            codes = {ProblemCode.ARTICLE_NOT_FOUND, ProblemCode.CLIENT_SUSPENDED})
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
        CachedArticle copy = Batcher.await(lookup.look(null, order.article(), false, ArticleFormat.JSON))
                .copy();
        if (copy == null) {
            throw Decisions.notFound(order.article());
        }
        ChargeOutcome outcome = charging.charge(clientId, copy.edition().id(), Charges.Intent.BUY);
        Decision decision = decisions.after(outcome, request, clientId, copy);
        return decision instanceof AccessGranted passage ? answer(passage) : ((Decision.Refused) decision).answer();
    }

    private Response answer(AccessGranted passage) {
        return Response.status(passage.charged() ? 201 : 200)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .entity(new Bought(
                        passage.copy().edition().slug(),
                        Money.of(passage.chargedMicros(), currency),
                        Money.of(passage.balanceMicros(), currency),
                        passage.expiresAt()))
                .build();
    }
}
