package dev.farthing.benchmark;

/**
 * What becomes of requests when more are in hand than the service takes: some are answered, the others turned away. Times are
 * from the request to the status line.
 */
record Overload(int connections, Part answered, Part turnedAway) {
    private static final int TURNED_AWAY = 503;

    record Part(double perSecond, Point.Latency latency) {
        static Part of(Tally tally, int status) {
            return new Part(tally.answers(status) / tally.seconds(), Point.Latency.of(tally.times(status)));
        }

        String columns() {
            return "%,.0f | %s".formatted(perSecond, latency.milliseconds());
        }
    }

    static Overload of(Case what, int connections, Tally tally) {
        return new Overload(connections, Part.of(tally, what.status()), Part.of(tally, TURNED_AWAY));
    }
}
