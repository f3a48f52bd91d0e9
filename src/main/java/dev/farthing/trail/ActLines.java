package dev.farthing.trail;

import dev.farthing.web.CsvLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Acts as CSV. */
final class ActLines {
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

    private ActLines() {}

    static String of(List<ActView> acts) {
        List<String[]> lines = new ArrayList<>();
        lines.add(HEADINGS);
        for (ActView act : acts) {
            lines.add(new String[] {
                act.id().toString(),
                act.time().toString(),
                act.act(),
                act.actor(),
                CsvLines.text(act.actorName()),
                act.role(),
                plain(act.key()),
                act.kind(),
                CsvLines.text(act.target()),
                act.method(),
                act.path(),
                CsvLines.text(act.address()),
                CsvLines.text(act.userAgent()),
                CsvLines.text(act.reference()),
                plain(act.status()),
                plain(act.code()),
                plain(act.ended()),
                CsvLines.text(details(act.details())),
                plain(act.traceId())
            });
        }
        return CsvLines.write(lines);
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
