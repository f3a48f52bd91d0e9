package dev.farthing.topup;

import dev.farthing.web.AnyQuery;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.openapi.Refuses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Open to all: the signature authenticates the sender. */
@Path("/v1/webhooks")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
class WebhookResource {
    private final Webhooks webhooks;

    WebhookResource(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** A processor resends an event until it gets this with a 200. */
    @Schema(name = "EventReceived")
    @RegisterForReflection
    public record Received(
            boolean received,

            @Schema(description = "Whether the event concerned a top-up; others are acknowledged and ignored")
            boolean relevant) {}

    @POST
    @Path("/{processor}")
    @AnyQuery("A processor sends events to the address it was given, and no word in it may cost a payment.")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "An event of a payment processor, signed over its raw body; repeating it changes nothing")
    @Refuses(
            codes = {
                ProblemCode.INVALID_SIGNATURE,
                ProblemCode.MALFORMED_JSON,
                ProblemCode.EVENT_REFUSED,
                ProblemCode.NOT_FOUND,
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                ProblemCode.PROCESSOR_UNAVAILABLE
            })
    @APIResponse(responseCode = "200", description = "Acknowledged; its effect is committed")
    public Received receive(String processor, byte[] body, @Context HttpHeaders headers) {
        boolean relevant = webhooks.receive(processor, body == null ? new byte[0] : body, headers::getHeaderString);
        return new Received(true, relevant);
    }
}
