package dev.farthing.support;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what comes by itself, and fails where it does not come: a test that waits for ever tells nobody why. */
public final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Await() {}

    /** Returns as soon as it is so; after 90 s it fails with {@code otherwise}, which says what is so instead. */
    public static void until(BooleanSupplier so, Supplier<String> otherwise) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!so.getAsBoolean()) {
            if (Instant.now().isAfter(end) || Thread.currentThread().isInterrupted()) {
                throw new AssertionError(otherwise.get());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
