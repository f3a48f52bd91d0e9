package dev.farthing.benchmark;

/** How long the parts of a run take, about, for who waits for it. */
final class Plan {
    static final double FILL = 60;
    static final double FILL_GROWN = 400;

    private Plan() {}

    static Progress progress(Options options, int forms) {
        int cases = options.cases().contains("all") ? 9 : options.cases().size();
        int points = cases * options.connections().size();
        int limits = options.limit() ? options.smoke() ? 1 : 7 : 0;
        int open = options.open() ? Math.min(3, cases) * (options.smoke() ? 1 : 3) : 0;
        int grown = options.growth() ? 2 * options.connections().size() : 0;
        int overloads = options.overload() > 0 ? 1 : 0;
        int starts = options.starts() > 0 ? forms : 0;
        double seconds = FILL
                + cases * longWarmup(options)
                + (points + grown + overloads) * point(options)
                + (limits + open) * (options.seconds() + 1.0)
                + starts * starting(options)
                + (options.growth() ? FILL_GROWN + 2 * grownWarmup(options) : 0);
        return new Progress(
                2 + points + limits + open + overloads + starts + (options.growth() ? 2 : 0) + grown, seconds);
    }

    /** Of all starts of one form. */
    static double starting(Options options) {
        return 4.0 * (options.starts() + 1);
    }

    /**
     * Of each case on the grown tables, before anything is measured there. The first change of a page after a checkpoint
     * writes the whole page to the log; with a checkpoint each quarter of an hour that is over soon, and most of the time is as
     * it is then. On the small tables it is over within the usual warm-up.
     */
    static int grownWarmup(Options options) {
        return options.smoke() ? 0 : 60;
    }

    /** Of one point in the closed loop. */
    static double point(Options options) {
        return options.seconds() + options.warmup() + 1;
    }

    /** Of each case, once, before anything is measured. */
    static int longWarmup(Options options) {
        return options.smoke() ? 0 : 10;
    }
}
