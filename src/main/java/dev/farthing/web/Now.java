package dev.farthing.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time in the resolution of PostgreSQL: an answer shows the same time as a later read. */
public final class Now {
    private Now() {}

    /** The current time, truncated to microseconds. */
    public static Instant micros() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
