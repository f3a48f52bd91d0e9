package dev.farthing.benchmark;

/** Says what is running, how far it is and about how long it still takes. */
final class Progress {
    private final int steps;
    private double secondsLeft;
    private int step;

    Progress(int steps, double seconds) {
        this.steps = steps;
        this.secondsLeft = seconds;
    }

    void next(String what, double seconds) {
        step++;
        System.out.printf("[%d/%d] %s (about %s still)%n", step, steps, what, text(secondsLeft));
        secondsLeft = Math.max(0, secondsLeft - seconds);
    }

    static void say(String what) {
        System.out.println("      " + what);
    }

    private static String text(double seconds) {
        return seconds < 90 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }
}
