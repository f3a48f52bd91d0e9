package dev.farthing.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Collectors;

/** Writes down what was found. */
final class Report {
    private Report() {}

    static String write(Options options, Findings findings) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(findings.machine.entrySet().stream()
                .map(e -> "- " + e.getKey() + ": " + e.getValue() + "\n")
                .collect(Collectors.joining()));
        for (Point p : findings.closed) {
            text.append("| %s | %d | %,.0f | %,d | %,d | %,d | %.2f | %.2f | %.2f | %.1f |\n"
                    .formatted(
                            p.name(),
                            p.connections(),
                            p.perSecond(),
                            p.latency().p50Micros(),
                            p.latency().p99Micros(),
                            p.latency().p999Micros(),
                            p.cores().service(),
                            p.cores().postgres(),
                            p.cores().load(),
                            p.statementsEach()));
        }
        for (Point p : findings.open) {
            text.append("| open %s | %,.0f | %,.0f | %,d | %,d | %,d | sent %s | late %s | %d | %s\n"
                    .formatted(
                            p.name(),
                            p.dueEachSecond(),
                            p.perSecond(),
                            p.latency().p50Micros(),
                            p.latency().p99Micros(),
                            p.latency().p999Micros(),
                            p.sent(),
                            p.late(),
                            p.blockedMillis(),
                            p.saturated()));
        }
        findings.limit.forEach(l -> text.append(l).append('\n'));
        findings.faults.forEach(f -> text.append(f).append('\n'));
        Files.writeString(options.target().resolve("report.md"), text);
        return text.toString();
    }
}
