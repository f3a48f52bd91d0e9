package dev.farthing.audit;

import dev.farthing.web.Csv;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

final class AuditCsv {
    private AuditCsv() {}

    /** Components name the columns. */
    @RegisterForReflection
    record Line(
            UUID id,
            Instant time,
            String act,
            String actor,
            String actorName,
            String role,
            UUID key,
            String kind,
            String target,
            String method,
            String path,
            String address,
            String userAgent,
            String reference,
            Integer status,
            String code,
            Instant ended,
            String details,
            String traceId) {

        static Line of(AuditActionView action) {
            return new Line(
                    action.id(),
                    action.time(),
                    action.act(),
                    action.actor(),
                    Csv.text(action.actorName()),
                    action.role(),
                    action.key(),
                    action.kind(),
                    Csv.text(action.target()),
                    action.method(),
                    action.path(),
                    Csv.text(action.address()),
                    Csv.text(action.userAgent()),
                    Csv.text(action.reference()),
                    action.status(),
                    action.code(),
                    action.ended(),
                    Csv.text(text(action.details())),
                    action.traceId());
        }
    }

    private static String text(Map<String, String> details) {
        return details == null
                ? null
                : details.entrySet().stream()
                        .map(detail -> detail.getKey() + "=" + detail.getValue())
                        .collect(Collectors.joining("; "));
    }
}
