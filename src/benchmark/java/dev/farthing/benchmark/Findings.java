package dev.farthing.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of a run. */
final class Findings {
    final Map<String, String> machine = new LinkedHashMap<>();
    final List<Point> closed = new ArrayList<>();
    final List<Point> open = new ArrayList<>();
    final List<Limit> limit = new ArrayList<>();
    final List<Statements.Cost> statements = new ArrayList<>();
    final List<Start> starts = new ArrayList<>();

    /** Null if not measured. */
    Overload overload;

    /** The closed loop on tables at least ten times as large. */
    final List<Point> grown = new ArrayList<>();

    /** Why the benchmark failed. */
    final List<String> faults = new ArrayList<>();

    /** Single purchases by plain JDBC. */
    record Limit(int connections, double perSecond, Processes.Cpu cores) {}

    /** Medians of several starts, from the start of the process to the first paid answer. */
    record Start(String form, long firstPaidMillis, long residentKilobytes) {}

    void addFaults(Point point, String title) {
        point.faults().forEach(fault -> faults.add(title + ", " + point.connections() + " connections: " + fault));
    }

    double bestLimit() {
        return limit.stream().mapToDouble(Limit::perSecond).max().orElse(0);
    }

    static double best(List<Point> points, String name) {
        return points.stream()
                .filter(point -> point.name().equals(name))
                .mapToDouble(Point::perSecond)
                .max()
                .orElse(0);
    }
}
