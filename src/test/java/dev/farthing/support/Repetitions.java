package dev.farthing.support;

/** How often tests repeat what chance decides: {@code ./mvnw verify -Dtests.long}, or {@code .ci/run long}, repeats more. */
public final class Repetitions {
    private Repetitions() {}

    public static int of(int usually, int inTheLongRun) {
        return Boolean.getBoolean("tests.long") ? inTheLongRun : usually;
    }
}
