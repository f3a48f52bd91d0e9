package dev.farthing.benchmark;

import java.util.List;

/** How long the parts of a run take, about, for who waits for it. */
final class Plan {
    static final double FILL = 60;
    static final double FILL_GROWN = 400;

    private static final List<String> SALES = List.of("paid", "hot");

    /** At which shares of the most that was reached in the closed loop the open one is measured. */
    static final List<Integer> OPEN_PERCENT = List.of(25, 50, 75);

    /** A warm-up goes on in rounds of so many seconds, until a round is hardly faster than the one before; so many at the most. */
    static final int ROUND = 5;

    static final int MOST_ROUNDS = 12;
    private static final int USUAL_ROUNDS = 3;

    private Plan() {}

    static Progress progress(Options options, int forms) {
        List<String> cases = new Cases(new Shop(options.size()), null)
                .all().stream().map(Case::name).filter(options::wants).toList();
        List<String> asking = cases.stream().filter(Plan::asksTheDatabase).toList();
        List<String> compared = options.growth() ? asking : List.of();
        int points = (cases.size() + compared.size()) * options.connections().size();
        int limits = options.limit() ? options.smoke() ? 1 : 7 : 0;
        int open = options.open() ? asking.size() * (options.smoke() ? 1 : OPEN_PERCENT.size()) : 0;
        int overloads = options.overload() > 0 ? 1 : 0;
        int starts = options.starts() > 0 ? forms : 0;
        double seconds = FILL
                + warmup(options, cases)
                + (points + overloads) * point(options)
                + limits * (options.seconds() + 1.0)
                + open * options.repeats() * (options.seconds() + 1.0)
                + starts * starting(options)
                + (options.growth() ? FILL_GROWN + warmup(options, compared) : 0);
        return new Progress(2 + points + limits + open + overloads + starts + (options.growth() ? 2 : 0), seconds);
    }

    /** Whether it is measured in the open loop and on the grown tables, too. */
    static boolean asksTheDatabase(String name) {
        return !name.equals("trivial");
    }

    private static double warmup(Options options, List<String> cases) {
        return cases.stream().mapToDouble(name -> warmup(options, name)).sum();
    }

    /** Of a case, once, before anything is measured. */
    static double warmup(Options options, String name) {
        return options.smoke() ? 0 : ROUND * Math.max(USUAL_ROUNDS, leastRounds(options, name));
    }

    /**
     * Sales that are compared between the small tables and the grown ones are warmed for a minute on both: the service is as warm
     * there as here, and each page has been changed since the last checkpoint. The first change of a page after one writes the
     * whole page to the log; with a checkpoint each quarter of an hour that is over soon, and most of the time is as it is then.
     */
    static int leastRounds(Options options, String name) {
        return options.growth() && SALES.contains(name) ? MOST_ROUNDS : 1;
    }

    /** Of all starts of one form. */
    static double starting(Options options) {
        return 4.0 * (options.starts() + 1);
    }

    /** Of one point in the closed loop. */
    static double point(Options options) {
        return options.repeats() * (options.seconds() + 1.0) + options.warmup();
    }
}
