package dev.farthing.benchmark;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Markdown and JSON, with a plot. */
final class Report {
    private static final double NOISE_CORES = 0.15;

    private final StringBuilder text = new StringBuilder();
    private final Findings findings;

    private Report(Findings findings) {
        this.findings = findings;
    }

    static String write(Options options, Findings findings) throws IOException {
        Path target = options.target();
        String markdown = new Report(findings).markdown(options.smoke());
        Files.writeString(target.resolve("report.md"), markdown);
        if (!findings.closed.isEmpty()) {
            Files.writeString(target.resolve("report.svg"), Plot.of(findings));
        }
        new ObjectMapper()
                .setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(target.resolve("report.json").toFile(), findings);
        return markdown;
    }

    private String markdown(boolean smoke) {
        line("# Benchmark");
        line("");
        findings.machine.forEach((name, value) -> line("- %s: %s", name, value));
        if (smoke) {
            line("- **Smoke run: it only shows that the benchmark works; its numbers mean nothing.**");
        }
        faults();
        ratios();
        points("Closed loop", findings.closed);
        points("Closed loop, grown tables", findings.grown);
        open();
        limit();
        overload();
        starts();
        statements();
        return text.toString();
    }

    private void faults() {
        if (!findings.faults.isEmpty()) {
            heading("Faults: this run is invalid");
            findings.faults.forEach(fault -> line("- %s", fault));
        }
    }

    private void ratios() {
        heading("Ratios");
        line("| ratio | reached | target | |");
        line("|---|---:|---:|---|");
        for (Ratio ratio : Ratio.of(findings)) {
            line(
                    "| %s | **%.2f** | %s %.1f | %s |",
                    ratio.title(),
                    ratio.reached(),
                    ratio.atMost() ? "at most" : "at least",
                    ratio.target(),
                    ratio.isReached() ? "yes" : "no");
        }
        noise();
    }

    /** Other load on the machine makes ratios unreliable. */
    private void noise() {
        double others = findings.closed.stream()
                .mapToDouble(point -> point.cores().others())
                .average()
                .orElse(0);
        if (others > NOISE_CORES) {
            line("");
            line("**A noisy run: other processes kept %.2f cores busy on average.**", others);
        }
    }

    private void points(String title, List<Point> points) {
        if (points.isEmpty()) {
            return;
        }
        heading(title);
        line(
                "Latency of right answers in ms; busy cores; memory in MB (PostgreSQL: shared pages once); SQL statements per answer.");
        line("");
        line("| case | connections | per second | p50 | p99 | p99.9 | cores: service | PostgreSQL | load | others"
                + " | service RSS | PostgreSQL PSS | statements |");
        line("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Point p : points) {
            line(
                    "| %s | %d | %,.0f | %s | %s | %d | %d | %.2f |",
                    p.label(),
                    p.connections(),
                    p.perSecond(),
                    p.latency().milliseconds(),
                    p.cores().text(),
                    p.serviceKilobytes() / 1024,
                    p.postgresKilobytes() / 1024,
                    p.statementsEach());
        }
    }

    private void open() {
        if (findings.open.isEmpty()) {
            return;
        }
        heading("Open loop");
        line(
                "Latency of right answers in ms, first from the scheduled time, then from the actual request; then the lateness of the request."
                        + " Hyperfoil's timer has a resolution of 1 ms, so about 1 ms of lateness is its own.");
        line("");
        line("| case | due per second | done | p50 | p99 | p99.9 | sent: p50 | p99 | p99.9 | late: p50 | p99 | p99.9"
                + " | waited for a connection | |");
        line("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|");
        for (Point p : findings.open) {
            line(
                    "| %s | %,.0f | %,.0f | %s | %s | %s | %d | %s |",
                    p.label(),
                    p.dueEachSecond(),
                    p.perSecond(),
                    p.latency().milliseconds(),
                    p.sent().milliseconds(),
                    p.late().milliseconds(),
                    p.blockedMillis(),
                    p.saturated() ? "saturated" : "");
        }
    }

    private void limit() {
        if (findings.limit.isEmpty()) {
            return;
        }
        heading("The limit: single purchases by plain JDBC");
        line("One statement per purchase, in autocommit, one thread per connection; same server, database and rows.");
        line("");
        line("| connections | purchases per second | cores: service | PostgreSQL | load | others |");
        line("|---:|---:|---:|---:|---:|---:|");
        findings.limit.forEach(limit -> line(
                "| %d | %,.0f | %s |",
                limit.connections(), limit.perSecond(), limit.cores().text()));
    }

    private void overload() {
        if (findings.overload == null) {
            return;
        }
        heading("Overload");
        line(
                "Paid first reads on %,d connections without pause: answered, or turned away with 503. Latency in ms to the status"
                        + " line.",
                findings.overload.connections());
        line("");
        line("| | per second | p50 | p99 | p99.9 |");
        line("|---|---:|---:|---:|---:|");
        line("| answered | %s |", findings.overload.answered().columns());
        line("| turned away | %s |", findings.overload.turnedAway().columns());
    }

    private void starts() {
        if (findings.starts.isEmpty()) {
            return;
        }
        heading("Start and size");
        line("From the start of the process to its first paid answer, and the RSS at that moment; medians.");
        line("");
        line("| variant | first paid answer, ms | RSS, MB |");
        line("|---|---:|---:|");
        findings.starts.forEach(start ->
                line("| %s | %,d | %d |", start.form(), start.firstPaidMillis(), start.residentKilobytes() / 1024));
    }

    private void statements() {
        if (findings.statements.isEmpty()) {
            return;
        }
        heading("PostgreSQL's time in the closed loop");
        line("The most expensive statements; nested ones were run by other statements, such as foreign key checks.");
        line("");
        line("| calls | ms in total | microseconds each | nested | statement |");
        line("|---:|---:|---:|---|---|");
        findings.statements.forEach(cost -> line(
                "| %,d | %,d | %,d | %s | `%s` |",
                cost.calls(), cost.totalMillis(), cost.meanMicros(), cost.nested() ? "yes" : "", cost.text()));
    }

    private void heading(String title) {
        line("");
        line("## " + title);
        line("");
    }

    private void line(String form, Object... values) {
        text.append(values.length == 0 ? form : form.formatted(values)).append('\n');
    }
}
