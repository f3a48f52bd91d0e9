package dev.farthing.support;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Keeps a test that counts a day's spending from crossing midnight (UTC), when the count restarts. */
public final class Midnight {
    private Midnight() {}

    /** Waits until after midnight if it is nearer than {@code longest}, the most that the test takes. */
    public static void stayClear(Duration longest) throws InterruptedException {
        Instant now = Instant.now();
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        Duration left = Duration.between(now, midnight);
        if (left.compareTo(longest) < 0) {
            Thread.sleep(left.plusMillis(200).toMillis());
        }
    }
}
