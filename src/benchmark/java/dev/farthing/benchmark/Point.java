package dev.farthing.benchmark;

import java.util.Comparator;
import java.util.List;

/**
 * @param connections in the open loop the maximum
 * @param dueEachSecond 0 in the closed loop
 * @param latency of right answers, in the open loop from the scheduled time
 * @param sent latency from the actual request
 * @param late the load generator's own lateness; null in the closed loop
 * @param blockedMillis wait for connections, included in latencies
 * @param saturated the service or the load generator did not keep up, so latencies are too low
 * @param turnedAway 503s, right when the wait in the queue exceeds its limit
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

        String milliseconds() {
            return "%.1f | %.1f | %.1f".formatted(p50Micros / 1e3, p99Micros / 1e3, p999Micros / 1e3);
        }
    }
}
