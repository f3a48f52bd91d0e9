package dev.farthing.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class Findings {
    final Map<String, String> machine = new LinkedHashMap<>();
    final List<Point> closed = new ArrayList<>();
    final List<Point> open = new ArrayList<>();
    final List<Limit> limit = new ArrayList<>();
    final List<Statements.Cost> statements = new ArrayList<>();
    final List<Start> starts = new ArrayList<>();

    /** Null if not measured. */
    Overload overload;

    /** On tables at least ten times as large. */
    final List<Point> grown = new ArrayList<>();

    final List<String> faults = new ArrayList<>();

    record Limit(int connections, double perSecond, Processes.Cpu cores) {}

    /** Medians, from the process's start to the first paid answer. */
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
