package dev.farthing.audit;

import dev.farthing.web.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Acts as CSV. */
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

    static String of(List<AuditActionView> acts) {
        List<String[]> lines = new ArrayList<>();
        lines.add(HEADINGS);
        for (AuditActionView act : acts) {
            lines.add(new String[] {
                act.id().toString(),
                act.time().toString(),
                act.act(),
                act.actor(),
                Csv.text(act.actorName()),
                act.role(),
                plain(act.key()),
                act.kind(),
                Csv.text(act.target()),
                act.method(),
                act.path(),
                Csv.text(act.address()),
                Csv.text(act.userAgent()),
                Csv.text(act.reference()),
                plain(act.status()),
                plain(act.code()),
                plain(act.ended()),
                Csv.text(details(act.details())),
                plain(act.traceId())
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
