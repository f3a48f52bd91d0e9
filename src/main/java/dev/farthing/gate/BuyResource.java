package dev.farthing.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.database.Batcher;
import dev.farthing.ledger.ChargeOutcome;
import dev.farthing.ledger.Charges;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Caller;
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

/** Buying without reading, for clients with auto-purchase off. */
@Path("/v1/me")
@RolesAllowed(Roles.CLIENT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
class BuyResource {
    private final AccessQuery accessQuery;
    private final Charges charges;
    private final Decisions decisions;
    private final SecurityIdentity identity;
    private final BookCurrency currency;

    BuyResource(
            AccessQuery accessQuery,
            Charges charges,
            Decisions decisions,
            SecurityIdentity identity,
            BookCurrency currency) {
        this.accessQuery = accessQuery;
        this.charges = charges;
        this.decisions = decisions;
        this.identity = identity;
        this.currency = currency;
    }

    public record Order(
            @NotBlank @Schema(description = "The article's slug")
            String article) {}

    /** Made now, or owned before. */
    @Schema(name = "Bought")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RegisterForReflection
    public record Bought(
            String article,

            @Schema(description = "The amount this request paid; zero when the article was owned or free")
            Money charged,

            Money balance,

            @Schema(description = "End of the access period; absent: never, or owned before")
            Instant expiresAt) {}

    @POST
    @Path("/purchases")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Buy an article without reading it; repeating the request does not buy again")
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
        UUID clientId = Caller.of(identity).requireClient();
        ArticleVersion article = Batcher.await(accessQuery.find(null, order.article(), false, ArticleFormat.JSON))
                .article();
        if (article == null) {
            throw Decisions.notFound(order.article());
        }
        ChargeOutcome outcome = charges.charge(clientId, article.head().id(), Charges.Intent.BUY);
        return decisions.after(outcome, request, clientId, article).answer(this::answer);
    }

    private Response answer(AccessGranted granted) {
        return Response.status(granted.charged() ? 201 : 200)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .entity(new Bought(
                        granted.article().head().slug(),
                        currency.money(granted.chargedMicros()),
                        currency.money(granted.balanceMicros()),
                        granted.expiresAt()))
                .build();
    }
}
