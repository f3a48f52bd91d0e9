package dev.farthing.topup;

import dev.farthing.web.Paging;
import dev.farthing.web.Params;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/top-ups")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
class TopUpListResource {
    private final TopUpLists lists;

    TopUpListResource(TopUpLists lists) {
        this.lists = lists;
    }

    @GET
    @Operation(summary = "All top-ups, newest first; filtered by client or status")
    @Refuses({ProblemGroup.ROLE, ProblemGroup.PAGES})
    @APIResponse(
            responseCode = "200",
            description = "A page of top-ups",
            headers = {@Header(name = "Link", ref = "Link")},
            content = @Content(schema = @Schema(implementation = TopUpLists.TopUpPage.class)))
    public Response all(
            @QueryParam("client") String client,
            @QueryParam("status") @Parameter(schema = @Schema(implementation = TopUp.Status.class)) String status,
            @BeanParam Paging paging,
            @Context UriInfo uri) {
        return lists.page(
                client == null ? null : Params.uuid("client", client),
                Params.choice(
                        "status", status == null ? null : status.toLowerCase(Locale.ROOT), TopUp.Status.class, null),
                paging,
                uri);
    }
}
