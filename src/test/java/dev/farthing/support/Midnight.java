package dev.farthing.support;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Keeps a test that counts a day's spending from running into the next day (UTC), when the count begins anew. */
public final class Midnight {
    private Midnight() {}

    /** Waits until after midnight where it is nearer than {@code longest} the test may take. */
    public static void stayClear(Duration longest) throws InterruptedException {
        Instant now = Instant.now();
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        Duration left = Duration.between(now, midnight);
        if (left.compareTo(longest) < 0) {
            Thread.sleep(left.plusMillis(200).toMillis());
        }
    }
}
