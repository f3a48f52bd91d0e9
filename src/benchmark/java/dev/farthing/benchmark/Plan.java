package dev.farthing.benchmark;

import java.util.List;

/** Seconds are estimates for the progress display. */
final class Plan {
    static final double FILL = 60;
    static final double FILL_GROWN = 400;

    private static final List<String> SALES = List.of("paid", "hot");

    /** Percent of the closed loop's best throughput. */
    static final List<Integer> OPEN_PERCENT = List.of(25, 50, 75);

    /** Seconds of a warm-up round. */
    static final int ROUND = 5;

    /** Rounds without a gain that end a warm-up; a single one may have been disturbed. */
    static final int STEADY_ROUNDS = 2;

    static final int MOST_ROUNDS = 12;
    private static final int USUAL_ROUNDS = 4;
    private static final int LONG = 60;

    private Plan() {}

    static Progress progress(Options options, int variants) {
        List<String> cases = new Cases(new Shop(options.size()), null)
                .all().stream().map(Case::name).filter(options::wants).toList();
        List<String> asking = cases.stream().filter(Plan::asksTheDatabase).toList();
        List<String> compared = options.growth() ? asking : List.of();
        int points = (cases.size() + compared.size()) * options.connections().size();
        int limits = options.limit() ? options.smoke() ? 1 : 7 : 0;
        int open = options.open() ? asking.size() * (options.smoke() ? 1 : OPEN_PERCENT.size()) : 0;
        int overloads = options.overload() > 0 ? 1 : 0;
        int starts = options.starts() > 0 ? variants : 0;
        int rounds = options.smoke() ? 0 : cases.size() + compared.size();
        double seconds = FILL
                + warmup(options, cases)
                + rounds * rounds()
                + (points + open + overloads) * point(options)
                + limits * limit(options)
                + starts * starting(options)
                + (options.growth() ? FILL_GROWN + warmup(options, compared) : 0);
        return new Progress(
                2 + rounds + points + limits + open + overloads + starts + (options.growth() ? 2 : 0), seconds);
    }

    /** Also measured in the open loop and on the grown tables. */
    static boolean asksTheDatabase(String name) {
        return !name.equals("trivial");
    }

    private static double warmup(Options options, List<String> cases) {
        return cases.stream().mapToDouble(name -> warmup(options, name)).sum();
    }

    /**
     * Seconds per case before any measurement: code compiled for one case is not deoptimized by the next.
     *
     * <p>Sales compared between small and grown tables warm up for a minute on both: the service is equally warm, and
     * each page has changed since the last checkpoint. A page's first change after a checkpoint writes all of it to the
     * WAL; at one checkpoint in 15 minutes that phase is short.
     */
    static int warmup(Options options, String name) {
        if (options.smoke()) {
            return 0;
        }
        return options.growth() && SALES.contains(name) ? LONG : ROUND;
    }

    static double rounds() {
        return USUAL_ROUNDS * ROUND;
    }

    static double limit(Options options) {
        return options.seconds() + 1.0;
    }

    static double starting(Options options) {
        return 4.0 * (options.starts() + 1);
    }

    static double point(Options options) {
        return options.repeats() * (options.seconds() + 1.0) + options.warmup();
    }
}
