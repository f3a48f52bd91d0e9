package dev.farthing.benchmark;

import java.util.Comparator;
import java.util.List;

/**
 * One measured run.
 *
 * @param connections in the open loop the maximum
 * @param dueEachSecond 0 in the closed loop
 * @param latency of right answers from the request, in the open loop from its scheduled time
 * @param sent in the open loop: latency from the actual request
 * @param late in the open loop: lateness of the load generator itself
 * @param blockedMillis total wait for connections, included in the latencies
 * @param saturated in the open loop: the service or the load generator did not keep up, so latencies are too low
 * @param cores busy ones
 * @param turnedAway answers with 503, which are right when the wait in the queue exceeds its limit
 * @param faults why the run is invalid; empty if it is valid
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

    /** The case, with any objection. */
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
