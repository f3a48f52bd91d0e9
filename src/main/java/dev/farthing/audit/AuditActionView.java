package dev.farthing.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Act", description = "An action of an admin or a publisher, done or attempted; append-only.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record AuditActionView(
        @Schema(required = true) UUID id,

        @Schema(description = "When it began", required = true)
        Instant time,

        @Schema(description = "The kind of action", examples = "client.credit", required = true)
        String act,

        @Schema(description = "The acting client's id; admin-key: the admin key of the configuration", required = true)
        String actor,

        @Schema(description = "The acting client's name at that time", required = true)
        String actorName,

        @Schema(
                description = "The key's highest role at that time",
                enumeration = {"PUBLISHER", "ADMIN"},
                required = true)
        String role,

        @Schema(description = "Id of the API key used; absent: the admin key of the configuration")
        UUID key,

        @Schema(description = "The kind of target", examples = "client", required = true)
        String kind,

        @Schema(
                description =
                        "The id of a client, a top-up, ..., or an article's slug; absent: the request named nothing that"
                                + " could exist, and created nothing")
        String target,

        @Schema(required = true) String method,

        @Schema(description = "The path as in this document", required = true)
        String path,

        @Schema(description = "Where the request came from") String address,

        @Schema(description = "The request's User-Agent, at most 300 characters")
        String userAgent,

        @Schema(description = "The reference of the ledger entry that the action posts")
        String reference,

        @Schema(
                description =
                        "The HTTP status of the answer; absent: unknown, because the process or the database failed"
                                + " midway")
        Integer status,

        @Schema(description = "The problem code of the answer")
        String code,

        @Schema(description = "When it was answered") Instant ended,

        @Schema(description = "Amounts, reasons and ids by name")
        Map<String, String> details,

        @Schema(description = "The request's id in the log and, where tracing is on, in the traces")
        String traceId) {}
