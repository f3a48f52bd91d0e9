package dev.farthing.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** SVG for light and dark pages. */
final class Plot {
    private static final String[] COLOURS = {
        "#1b9aaa", "#8c6bb1", "#d1495b", "#e08a1e", "#2a7fba", "#3fa7d6", "#2f9e63", "#a67c52", "#b5589d"
    };
    private static final String GREY = "#7f7f7f";
    private static final int WIDTH = 560;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int TOP = 50;
    private static final int LABELS = 130;
    private static final int LINE = 15;

    private final StringBuilder svg = new StringBuilder();
    private final Map<String, List<Point>> cases = new LinkedHashMap<>();
    private final List<Integer> connections;

    private Plot(Findings findings) {
        findings.closed.forEach(point ->
                cases.computeIfAbsent(point.name(), name -> new ArrayList<>()).add(point));
        this.connections = findings.closed.stream()
                .map(Point::connections)
                .distinct()
                .sorted()
                .toList();
    }

    static String of(Findings findings) {
        return new Plot(findings).draw(findings.bestLimit());
    }

    private String draw(double limit) {
        int panel = LEFT + WIDTH + LABELS;
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                <style>
                  .page { fill: #ffffff } .ink { fill: #24292f } .grid { stroke: #d0d7de } .limit { stroke: #7f7f7f }
                  @media (prefers-color-scheme: dark) {
                    .page { fill: #0d1117 } .ink { fill: #e6edf3 } .grid { stroke: #30363d }
                  }
                </style>
                <rect class="page" width="100%%" height="100%%"/>
                """.formatted(2 * panel, TOP + HEIGHT + 50));
        panel(0, "Answers each second", Point::perSecond, limit);
        panel(panel, "p99, milliseconds", point -> point.latency().p99Micros() / 1e3, 0);
        return svg.append("</svg>\n").toString();
    }

    private void panel(int x, String title, ToDoubleFunction<Point> value, double limit) {
        double highest = Math.max(limit, extreme(value, true));
        double lowest = limit > 0 ? Math.min(limit, extreme(value, false)) : extreme(value, false);
        Scale scale = new Scale(Math.floor(Math.log10(lowest)), Math.ceil(Math.log10(highest)));
        text(x + LEFT, TOP - 22, "start", "ink", "font-weight=\"bold\"", title);
        for (double exponent = scale.from(); exponent <= scale.to(); exponent++) {
            double y = scale.y(Math.pow(10, exponent));
            rule(x, y, "grid", "");
            text(x + LEFT - 8, y + 4, "end", "ink", "", "%,.0f".formatted(Math.pow(10, exponent)));
            if (exponent < scale.to()) {
                rule(x, scale.y(3 * Math.pow(10, exponent)), "grid", "stroke-dasharray=\"1 5\"");
            }
        }
        for (int i = 0; i < connections.size(); i++) {
            text(
                    x + column(i),
                    TOP + HEIGHT + 20,
                    "middle",
                    "ink",
                    "",
                    connections.get(i).toString());
        }
        text(x + LEFT + WIDTH / 2.0, TOP + HEIGHT + 40, "middle", "ink", "", "connections");
        if (limit > 0) {
            rule(x, scale.y(limit), "limit", "stroke-dasharray=\"6 4\"");
        }
        lines(x, scale, value, limit);
    }

    private void lines(int x, Scale scale, ToDoubleFunction<Point> value, double limit) {
        List<Label> labels = new ArrayList<>();
        if (limit > 0) {
            labels.add(new Label("plain JDBC, best", GREY, scale.y(limit)));
        }
        int n = 0;
        for (Map.Entry<String, List<Point>> each : cases.entrySet()) {
            String colour = COLOURS[n++ % COLOURS.length];
            StringBuilder path = new StringBuilder();
            double y = 0;
            for (Point point : each.getValue()) {
                double cx = x + column(connections.indexOf(point.connections()));
                y = scale.y(value.applyAsDouble(point));
                path.append("%.1f,%.1f ".formatted(cx, y));
                svg.append("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>\n".formatted(cx, y, colour));
            }
            svg.append("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n"
                    .formatted(path.toString().strip(), colour));
            labels.add(new Label(each.getKey(), colour, y));
        }
        labels(x + column(connections.size() - 1) + 12, labels);
    }

    private void labels(double x, List<Label> labels) {
        double free = 0;
        for (Label label :
                labels.stream().sorted((a, b) -> Double.compare(a.y(), b.y())).toList()) {
            double y = Math.max(label.y(), free);
            svg.append("<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>\n"
                    .formatted(x, y + 4, label.colour(), label.text()));
            free = y + LINE;
        }
    }

    private record Label(String text, String colour, double y) {}

    /** Logarithmic, between powers of ten. */
    private record Scale(double from, double to) {
        double y(double value) {
            return TOP + HEIGHT * (to - Math.log10(value)) / Math.max(1, to - from);
        }
    }

    private double extreme(ToDoubleFunction<Point> value, boolean highest) {
        var all =
                cases.values().stream().flatMap(List::stream).mapToDouble(value).filter(each -> each > 0);
        return (highest ? all.max() : all.min()).orElse(1);
    }

    private double column(int i) {
        return LEFT + 20 + (WIDTH - 40.0) * i / Math.max(1, connections.size() - 1);
    }

    private void rule(int x, double y, String type, String extra) {
        svg.append("<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" %s/>\n"
                .formatted(type, x + LEFT, x + LEFT + WIDTH, y, y, extra));
    }

    private void text(double x, double y, String anchor, String type, String extra, String text) {
        svg.append("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>\n"
                .formatted(type, x, y, anchor, extra, text));
    }
}
