package dev.farthing.benchmark;

import java.util.Comparator;
import java.util.List;

/**
 * One measured run.
 *
 * @param connections in the open loop: at most
 * @param dueEachSecond 0 in the closed loop
 * @param latency of the right answers, as the client sees it: from its beginning, and in the open loop from its time in the schedule
 * @param sent in the open loop: from when it was really begun
 * @param late in the open loop: how late the load generator itself began
 * @param blockedMillis how long all requests together waited for a connection, which their times contain
 * @param saturated in the open loop: whether the service or the load generator did not keep up, so that latencies say too little
 * @param cores how many were busy
 * @param turnedAway how many were answered with 503, which is right where answers take so long that the queue outlasts its patience
 * @param faults why it does not count; empty when it does
 */
record Point(
        String name,
        int connections,
        double dueEachSecond,
        double perSecond,
        Latency latency,
        Latency sent,
        Latency late,
        long blockedMillis,
        boolean saturated,
        Processes.Cpu cores,
        long serviceKilobytes,
        long postgresKilobytes,
        double statementsEach,
        long turnedAway,
        List<String> faults) {

    static final Comparator<Point> BY_THROUGHPUT = Comparator.comparingDouble(Point::perSecond);
    static final Comparator<Point> BY_P99 =
            Comparator.comparingLong(point -> point.latency().p99Micros());

    /** Its case, and what stands against it. */
    String label() {
        String away = turnedAway == 0 ? "" : " (%,d turned away)".formatted(turnedAway);
        return name + away + (faults.isEmpty() ? "" : " (invalid)");
    }

    record Latency(long p50Micros, long p99Micros, long p999Micros) {
        static Latency of(org.HdrHistogram.Histogram nanos) {
            return new Latency(
                    nanos.getValueAtPercentile(50) / 1_000,
                    nanos.getValueAtPercentile(99) / 1_000,
                    nanos.getValueAtPercentile(99.9) / 1_000);
        }

        /** Three columns of a table. */
        String milliseconds() {
            return "%.1f | %.1f | %.1f".formatted(p50Micros / 1e3, p99Micros / 1e3, p999Micros / 1e3);
        }
    }
}
