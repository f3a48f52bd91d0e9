package dev.farthing.benchmark;

import java.util.Set;

/** How long the parts of a run take, about, for who waits for it. */
final class Plan {
    static final double FILL = 60;
    static final double FILL_GROWN = 400;

    /** What is measured on the grown tables, too. */
    static final Set<String> GROWN_CASES = Set.of("paid", "hot");

    private Plan() {}

    static Progress progress(Options options, int forms) {
        int cases = options.cases().contains("all") ? 9 : options.cases().size();
        int points = cases * options.connections().size();
        int compared = (int) GROWN_CASES.stream().filter(options::wants).count();
        int limits = options.limit() ? options.smoke() ? 1 : 7 : 0;
        int open = options.open() ? Math.min(3, cases) * (options.smoke() ? 1 : 3) : 0;
        int grown = options.growth() ? 2 * options.connections().size() : 0;
        int overloads = options.overload() > 0 ? 1 : 0;
        int starts = options.starts() > 0 ? forms : 0;
        double seconds = FILL
                + (cases - compared) * warmup(options, false)
                + compared * warmup(options, true)
                + (points + grown + overloads) * point(options)
                + (limits + open) * (options.seconds() + 1.0)
                + starts * starting(options)
                + (options.growth() ? FILL_GROWN + 2 * warmup(options, true) : 0);
        return new Progress(
                2 + points + limits + open + overloads + starts + (options.growth() ? 2 : 0) + grown, seconds);
    }

    /** Of all starts of one form. */
    static double starting(Options options) {
        return 4.0 * (options.starts() + 1);
    }

    /**
     * Of a case, once, before anything is measured. What is compared between the small tables and the grown ones is warmed for a
     * minute on both: the service is as warm there as here, and each page has been changed since the last checkpoint. The first
     * change of a page after one writes the whole page to the log; with a checkpoint each quarter of an hour that is over soon,
     * and most of the time is as it is then.
     */
    static int warmup(Options options, String name) {
        return warmup(options, GROWN_CASES.contains(name));
    }

    private static int warmup(Options options, boolean compared) {
        if (options.smoke()) {
            return 0;
        }
        return options.growth() && compared ? 60 : 10;
    }

    /** Of one point in the closed loop. */
    static double point(Options options) {
        return options.seconds() + options.warmup() + 1;
    }
}
