package dev.farthing.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Times run from request to status line. */
record Overload(int connections, Part answered, Part turnedAway, List<String> strange) {
    static final int TURNED_AWAY = 503;

    private static final long BOUND_MICROS = 1_000_000;

    record Part(double perSecond, Point.Latency latency) {
        static Part of(Tally tally, int status) {
            return new Part(tally.answers(status) / tally.seconds(), Point.Latency.of(tally.times(status)));
        }

        String columns() {
            return "%,.0f | %s".formatted(perSecond, latency.milliseconds());
        }
    }

    /** Slow answers, or none shed: the service let its queues grow. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        strange.forEach(what -> faults.add("overload: " + what));
        if (answered.perSecond() == 0) {
            faults.add("overload: no request was answered");
        }
        if (answered.latency().p99Micros() > BOUND_MICROS) {
            faults.add("overload: p99 of the admitted requests is above one second");
        }
        if (turnedAway.perSecond() == 0) {
            faults.add("overload: no request was turned away");
        }
        return faults;
    }

    static Overload of(Case what, int connections, Tally tally) {
        return new Overload(connections, Part.of(tally, what.status()), Part.of(tally, TURNED_AWAY), tally.strange());
    }
}
