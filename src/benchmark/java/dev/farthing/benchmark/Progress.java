package dev.farthing.benchmark;

final class Progress {
    private final int steps;
    private double secondsLeft;
    private int step;

    Progress(int steps, double seconds) {
        this.steps = steps;
        this.secondsLeft = seconds;
    }

    void next(String title, double seconds) {
        step++;
        System.out.printf("[%d/%d] %s (about %s left)%n", step, steps, title, text(secondsLeft));
        secondsLeft = Math.max(0, secondsLeft - seconds);
    }

    static void say(String text) {
        System.out.println("      " + text);
    }

    private static String text(double seconds) {
        return seconds < 90 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }
}
