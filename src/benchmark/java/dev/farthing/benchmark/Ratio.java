package dev.farthing.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ratio of two numbers of one run cancels out the machine. */
record Ratio(String title, double reached, double target, boolean atMost) {
    private static final int USUAL_CONNECTIONS = 64;
    private static final int HALF = 50;

    boolean isReached() {
        return atMost ? reached <= target : reached >= target;
    }

    static List<Ratio> of(Findings findings) {
        List<Ratio> ratios = new ArrayList<>();
        double paid = at(findings.closed, "paid");
        double trivial = at(findings.closed, "trivial");
        add(ratios, "paid first read / best single purchase by plain JDBC", paid, findings.bestLimit(), 2.0);
        add(ratios, "one hot client / spread", at(findings.closed, "hot"), paid, 1.0);
        add(ratios, "owned re-read 200 / trivial", at(findings.closed, "owned"), trivial, 0.6);
        add(ratios, "owned re-read 304 / trivial", at(findings.closed, "owned-304"), trivial, 0.6);
        add(ratios, "refused 402 / trivial", at(findings.closed, "refused"), trivial, 0.6);
        for (Point point : findings.open) {
            double share = 100 * point.dueEachSecond() / Findings.best(findings.closed, point.name());
            if (Math.abs(share - HALF) < 5) {
                Point.Latency latency = point.latency();
                double spread = (double) latency.p99Micros() / latency.p50Micros();
                String title = "p99 / p50 at half of the maximum, " + point.name();
                ratios.add(new Ratio(point.saturated() ? title + " (saturated)" : title, spread, 5, true));
            }
        }
        findings.grown.stream().map(Point::name).distinct().forEach(name -> {
            double before = at(findings.closed, name);
            add(ratios, name + " with the grown tables / before", at(findings.grown, name), before, 0.8);
        });
        return ratios;
    }

    private static void add(List<Ratio> ratios, String title, double of, double to, double target) {
        if (of > 0 && to > 0) {
            ratios.add(new Ratio(title, of / to, target, false));
        }
    }

    /** At the usual connections, or else the most measured; 0 if none. */
    private static double at(List<Point> points, String name) {
        List<Point> own =
                points.stream().filter(point -> point.name().equals(name)).toList();
        Optional<Point> usual = own.stream()
                .filter(point -> point.connections() == USUAL_CONNECTIONS)
                .findFirst();
        return usual.or(() -> own.stream().reduce((first, last) -> last))
                .map(Point::perSecond)
                .orElse(0.0);
    }
}
