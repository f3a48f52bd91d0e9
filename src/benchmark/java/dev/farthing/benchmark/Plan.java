package dev.farthing.benchmark;

import java.util.List;

/** How long the parts of a run take, about, for who waits for it. */
final class Plan {
    static final double FILL = 60;
    static final double FILL_GROWN = 400;

    private static final List<String> SALES = List.of("paid", "hot");

    /** At which shares of the most that was reached in the closed loop the open one is measured. */
    static final List<Integer> OPEN_PERCENT = List.of(25, 50, 75);

    /** Before a case is measured it is warmed up in rounds of so many seconds. */
    static final int ROUND = 5;

    /** Until so many in a row are hardly faster than the best before; one alone may just have been disturbed. */
    static final int CALM_ROUNDS = 2;

    static final int MOST_ROUNDS = 12;
    private static final int USUAL_ROUNDS = 4;
    private static final int LONG = 60;

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

    /** Whether it is measured in the open loop and on the grown tables, too. */
    static boolean asksTheDatabase(String name) {
        return !name.equals("trivial");
    }

    private static double warmup(Options options, List<String> cases) {
        return cases.stream().mapToDouble(name -> warmup(options, name)).sum();
    }

    /**
     * Of each case, once, before anything is measured, so that the virtual machine has seen them all and what it compiles for one does
     * not give way to the next.
     *
     * <p>Sales that are compared between the small tables and the grown ones are warmed for a minute on both: the service is as warm
     * there as here, and each page has been changed since the last checkpoint. The first change of a page after one writes the
     * whole page to the log; with a checkpoint each quarter of an hour that is over soon, and most of the time is as it is then.
     */
    static int warmup(Options options, String name) {
        if (options.smoke()) {
            return 0;
        }
        return options.growth() && SALES.contains(name) ? LONG : ROUND;
    }

    /** Of the rounds that warm one case up. */
    static double rounds() {
        return USUAL_ROUNDS * ROUND;
    }

    /** Of plain JDBC with some connections. */
    static double limit(Options options) {
        return options.seconds() + 1.0;
    }

    /** Of all starts of one form. */
    static double starting(Options options) {
        return 4.0 * (options.starts() + 1);
    }

    /** Of one point, in the closed loop or the open one. */
    static double point(Options options) {
        return options.repeats() * (options.seconds() + 1.0) + options.warmup();
    }
}
