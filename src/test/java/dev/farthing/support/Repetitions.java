package dev.farthing.support;

/** Repetitions of randomized tests; {@code ./mvnw verify -Dtests.long} or {@code .ci/run long} raises them. */
public final class Repetitions {
    private Repetitions() {}

    public static int of(int usually, int inTheLongRun) {
        return Boolean.getBoolean("tests.long") ? inTheLongRun : usually;
    }
}
