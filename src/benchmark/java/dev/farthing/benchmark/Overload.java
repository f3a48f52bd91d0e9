package dev.farthing.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of requests when more are in hand than the service takes: some are answered, the others turned away. Times are
 * from the request to the status line.
 */
record Overload(int connections, Part answered, Part turnedAway, List<String> strange) {
    /** The status for who comes when there is no room, or waits too long for it. */
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

    /** Who is let in is answered in good time, and somebody is turned away; otherwise the service let its queues grow. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        strange.forEach(what -> faults.add("overload: " + what));
        if (answered.perSecond() == 0) {
            faults.add("overload: nobody was answered");
        }
        if (answered.latency().p99Micros() > BOUND_MICROS) {
            faults.add("overload: one in a hundred that were let in waited for more than a second");
        }
        if (turnedAway.perSecond() == 0) {
            faults.add("overload: nobody was turned away");
        }
        return faults;
    }

    static Overload of(Case what, int connections, Tally tally) {
        return new Overload(connections, Part.of(tally, what.status()), Part.of(tally, TURNED_AWAY), tally.strange());
    }
}
