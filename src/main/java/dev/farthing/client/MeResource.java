package dev.farthing.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.farthing.database.ReadOnly;
import dev.farthing.ledger.Credit;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Caller;
import dev.farthing.web.JsonFields;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/me")
@RolesAllowed(Roles.CLIENT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
class MeResource {
    private final SecurityIdentity identity;
    private final Credit credit;
    private final BookCurrency currency;

    MeResource(SecurityIdentity identity, Credit credit, BookCurrency currency) {
        this.identity = identity;
        this.credit = credit;
        this.currency = currency;
    }

    /** A JSON merge patch, for the OpenAPI document. */
    @Schema(name = "ClientChange")
    public record Change(String name, ClientViews.Limits limits) {}

    @GET
    @Transactional
    @ReadOnly
    @Operation(summary = "The client, its credit and its limits")
    @Refuses(ProblemGroup.ROLE)
    @APIResponse(
            responseCode = "200",
            description = "The client",
            content = @Content(schema = @Schema(implementation = ClientViews.ClientView.class)))
    public Response me() {
        return answer(client());
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Transactional
    @Operation(summary = "Change name or limits; absent members stay, null lifts a limit (RFC 7396)")
    @RequestBody(content = @Content(schema = @Schema(implementation = Change.class)))
    @Refuses({ProblemGroup.ROLE, ProblemGroup.JSON, ProblemGroup.AMOUNT})
    @APIResponse(
            responseCode = "200",
            description = "The client after the change",
            content = @Content(schema = @Schema(implementation = ClientViews.ClientView.class)))
    public Response change(@NotNull ObjectNode body) {
        Client client = Client.locked(Caller.of(identity).requireClient());
        JsonFields fields = new JsonFields(body, "").only("name", "limits");
        if (fields.has("name")) {
            String name = fields.text("name", 200);
            if (name == null || name.isBlank()) {
                throw Problem.at(ProblemCode.INVALID_FIELD, "name", "name is a text of 1 to 200 characters.");
            }
            client.name = name;
        }
        if (fields.has("limits")) {
            JsonFields limits = fields.object("limits").only("maxPrice", "dailyLimit", "autoPurchase");
            if (limits.has("maxPrice")) {
                client.maxPriceMicros = limits.money("maxPrice", currency);
            }
            if (limits.has("dailyLimit")) {
                client.dailyLimitMicros = limits.money("dailyLimit", currency);
            }
            if (limits.has("autoPurchase")) {
                client.autoPurchase = limits.bool("autoPurchase");
            }
        }
        return answer(client);
    }

    private Response answer(Client client) {
        return Response.ok(ClientViews.ClientView.of(client, credit.of(client.id), currency))
                .build();
    }

    private Client client() {
        return Client.findById(Caller.of(identity).requireClient());
    }
}
