package dev.farthing.client;

import dev.farthing.database.ReadOnly;
import dev.farthing.ledger.Credit;
import dev.farthing.web.AuditAction;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.Audited;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collections;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/clients/{id}/suspension")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
class SuspensionResource {
    private final Suspension suspension;
    private final Credit credit;
    private final BookCurrency currency;

    SuspensionResource(Suspension suspension, Credit credit, BookCurrency currency) {
        this.suspension = suspension;
        this.credit = credit;
        this.currency = currency;
    }

    public record Reason(@NotBlank @Size(max = 500) String reason) implements AuditDetails {

        @Override
        public Map<String, String> auditDetails() {
            return Collections.singletonMap("reason", reason);
        }
    }

    @Audited(AuditAction.CLIENT_SUSPEND)
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Suspend a client: it can read what it owns, but neither buy nor add credit")
    @Refuses(
            value = {ProblemGroup.ROLE, ProblemGroup.JSON},
            codes = ProblemCode.CLIENT_NOT_FOUND)
    @APIResponse(
            responseCode = "200",
            description = "The suspended client; an earlier suspension keeps its reason",
            content = @Content(schema = @Schema(implementation = ClientViews.ClientView.class)))
    public ClientViews.ClientView suspend(String id, @NotNull @Valid Reason reason) {
        suspension.suspend(existing(id).id, reason.reason());
        return view(id);
    }

    @Audited(AuditAction.CLIENT_RESUME)
    @DELETE
    @Operation(summary = "Lift a suspension")
    @Refuses(value = ProblemGroup.ROLE, codes = ProblemCode.CLIENT_NOT_FOUND)
    @APIResponse(
            responseCode = "200",
            description = "The client, no longer suspended",
            content = @Content(schema = @Schema(implementation = ClientViews.ClientView.class)))
    public ClientViews.ClientView lift(String id) {
        suspension.lift(existing(id).id);
        return view(id);
    }

    private ClientViews.ClientView view(String id) {
        Client client = existing(id);
        return ClientViews.ClientView.of(client, credit.of(client.id), currency);
    }

    @Transactional
    @ReadOnly
    Client existing(String id) {
        return ClientsResource.existing(id);
    }
}
