package dev.farthing.audit;

import dev.farthing.database.Exports;
import dev.farthing.database.Lists;
import dev.farthing.web.AuditAction;
import dev.farthing.web.Caller;
import dev.farthing.web.Csv;
import dev.farthing.web.Dates;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import dev.farthing.web.Params;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.Roles;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
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

@Path("/v1/acts")
@RolesAllowed(Roles.ADMIN)
@Tag(name = "Administration")
class AuditResource {
    private static final int MAX_TARGET = 200;

    private final AuditActions actions;
    private final Dates dates;
    private final Lists lists;
    private final Exports exports;
    private final SecurityIdentity identity;

    AuditResource(AuditActions actions, Dates dates, Lists lists, Exports exports, SecurityIdentity identity) {
        this.actions = actions;
        this.dates = dates;
        this.lists = lists;
        this.exports = exports;
        this.identity = identity;
    }

    /** For the OpenAPI document. */
    @Schema(name = "ActPage")
    record ActPage(List<AuditActionView> items, String next) {}

    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.TYPE})
    @Operation(
            summary = "Actions of admins and publishers, newest first, as JSON or CSV",
            description =
                    "Every request of an admin or a publisher to change something, done, failed or refused, also for"
                            + " lack of the role. Actions are never removed.")
    @Refuses({ProblemGroup.ROLE, ProblemGroup.PAGES})
    @APIResponse(
            responseCode = "200",
            description = "A page of actions; as CSV without a limit, all of them",
            headers = {@Header(name = "Link", ref = "Link")},
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ActPage.class)),
                @Content(mediaType = Csv.TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    public Response list(
            @QueryParam("actor")
                    @Parameter(description = "The acting client's id; admin-key: the admin key of the configuration")
                    String actor,
            @QueryParam("act") @Parameter(description = "A kind of action, such as client.credit") String action,
            @QueryParam("target")
                    @Parameter(description = "The id of a client, a top-up, ..., or the slug of an article")
                    String target,
            @QueryParam("from") @Parameter(description = Dates.FROM) String from,
            @QueryParam("to") @Parameter(description = Dates.TO) String to,
            @QueryParam("bom") @Parameter(description = Csv.BOM) String bom,
            @BeanParam Paging paging,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        AuditActions.Filter filter = new AuditActions.Filter(
                actor(actor),
                AuditAction.of("act", action),
                target(target),
                dates.from("from", from),
                dates.to("to", to));
        Function<Paging, Page<AuditActionView>> list = part -> actions.page(filter, part);
        return Csv.areWanted(headers)
                ? exports.answer(
                        caller(),
                        new Csv.Lines<>(AuditCsv.Line.class, AuditCsv.Line::of, Params.flag("bom", bom)),
                        list,
                        paging,
                        uri)
                : Paging.answer(lists.page(() -> list.apply(paging)), uri).build();
    }

    private Object caller() {
        UUID client = Caller.of(identity).clientId();
        return client == null ? AttemptedAction.CONFIGURED_ADMIN : client;
    }

    private static String actor(String actor) {
        if (actor == null || actor.equals(AttemptedAction.CONFIGURED_ADMIN)) {
            return actor;
        }
        try {
            return Params.uuid("actor", actor).toString();
        } catch (Problem invalid) {
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER,
                    "actor",
                    "actor is the id of a client or " + AttemptedAction.CONFIGURED_ADMIN + ".");
        }
    }

    private static String target(String target) {
        if (target != null && target.length() > MAX_TARGET) {
            throw Problem.at(
                    ProblemCode.INVALID_PARAMETER,
                    "target",
                    "target is an id or a slug of 1 to " + MAX_TARGET + " characters.");
        }
        return target;
    }
}
