package dev.farthing.audit;

import dev.farthing.web.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The audit trail as CSV. */
final class AuditCsv {
    private static final String[] HEADINGS = {
        "id",
        "time",
        "act",
        "actor",
        "actor_name",
        "role",
        "key",
        "kind",
        "target",
        "method",
        "path",
        "address",
        "user_agent",
        "reference",
        "status",
        "code",
        "ended",
        "details",
        "trace_id"
    };

    private AuditCsv() {}

    static String of(List<AuditActionView> actions) {
        List<String[]> lines = new ArrayList<>();
        lines.add(HEADINGS);
        for (AuditActionView action : actions) {
            lines.add(new String[] {
                action.id().toString(),
                action.time().toString(),
                action.act(),
                action.actor(),
                Csv.text(action.actorName()),
                action.role(),
                plain(action.key()),
                action.kind(),
                Csv.text(action.target()),
                action.method(),
                action.path(),
                Csv.text(action.address()),
                Csv.text(action.userAgent()),
                Csv.text(action.reference()),
                plain(action.status()),
                plain(action.code()),
                plain(action.ended()),
                Csv.text(details(action.details())),
                plain(action.traceId())
            });
        }
        return Csv.write(lines);
    }

    private static String details(Map<String, String> details) {
        return details == null
                ? null
                : details.entrySet().stream()
                        .map(detail -> detail.getKey() + "=" + detail.getValue())
                        .collect(Collectors.joining("; "));
    }

    private static String plain(Object value) {
        return value == null ? "" : value.toString();
    }
}
