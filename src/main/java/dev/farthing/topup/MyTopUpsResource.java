package dev.farthing.topup;

import dev.farthing.web.Caller;
import dev.farthing.web.Paging;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/me/top-ups")
@RolesAllowed(Roles.CLIENT)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
class MyTopUpsResource {
    private final TopUpLists lists;
    private final SecurityIdentity identity;

    MyTopUpsResource(TopUpLists lists, SecurityIdentity identity) {
        this.lists = lists;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "The client's top-ups, newest first")
    @Refuses({ProblemGroup.ROLE, ProblemGroup.PAGES})
    @APIResponse(
            responseCode = "200",
            description = "A page of top-ups",
            headers = {@Header(name = "Link", ref = "Link")},
            content = @Content(schema = @Schema(implementation = TopUpLists.TopUpPage.class)))
    public Response mine(@BeanParam Paging paging, @Context UriInfo uri) {
        return lists.page(Caller.of(identity).requireClient(), null, paging, uri);
    }
}
