package dev.farthing.benchmark;

/** How long the parts of a run take, about, for who waits for it. */
final class Plan {
    static final double FILL = 60;
    static final int LONG_WARMUP = 3;

    private Plan() {}

    static Progress progress(Options options) {
        int cases = options.cases().contains("all") ? 9 : options.cases().size();
        int points = cases * options.connections().size();
        int limits = options.limit() ? options.smoke() ? 1 : 7 : 0;
        int open = options.open() ? Math.min(3, cases) * (options.smoke() ? 1 : 3) : 0;
        double seconds =
                FILL + warming(options) + points * point(options) + (limits + open) * (options.seconds() + 1.0);
        return new Progress(2 + points + limits + open, seconds);
    }

    /** Of one point in the closed loop. */
    static double point(Options options) {
        return options.seconds() + options.warmup() + 1;
    }

    static double warming(Options options) {
        return options.smoke() ? 9 : 9 * LONG_WARMUP;
    }
}
