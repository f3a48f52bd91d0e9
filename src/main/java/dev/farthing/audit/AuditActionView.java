package dev.farthing.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An act on the wire, and as the query brings it. */
@Schema(name = "Act", description = "What an admin or a publisher did, or tried; append-only.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record AuditActionView(
        @Schema(required = true) UUID id,

        @Schema(description = "When it began", required = true)
        Instant time,

        @Schema(description = "What kind of act", examples = "client.credit", required = true)
        String act,

        @Schema(
                description = "The acting client's id, or admin-key for the key that stands in the configuration",
                required = true)
        String actor,

        @Schema(description = "The acting client's name as it was then", required = true)
        String actorName,

        @Schema(
                description = "The highest role the key had then",
                enumeration = {"PUBLISHER", "ADMIN"},
                required = true)
        String role,

        @Schema(description = "Id of the acting client's key; absent: the configured one")
        UUID key,

        @Schema(description = "What kind of thing 'target' names", examples = "client", required = true)
        String kind,

        @Schema(
                description =
                        "What it was done to: a client's or top-up's id, an article's slug, ...; absent: nothing that"
                                + " could exist was named, or made")
        String target,

        @Schema(required = true) String method,

        @Schema(description = "The address as this document has it", required = true)
        String path,

        @Schema(description = "Where the request came from") String address,

        @Schema(description = "What the caller said it is, at most 300 characters")
        String userAgent,

        @Schema(description = "The reference of the ledger entry that the act makes")
        String reference,

        @Schema(
                description = "The HTTP status it was answered with; absent: not known, since the process or the"
                        + " database went away in its middle")
        Integer status,

        @Schema(description = "The code of the problem it was answered with")
        String code,

        @Schema(description = "When it was answered") Instant ended,

        @Schema(description = "Amounts, reasons and ids by name")
        Map<String, String> details,

        @Schema(description = "By which the log and, where requests are traced, the traces know the request")
        String traceId) {}
