package dev.farthing.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time as PostgreSQL keeps it: what is answered right after a change is what is read back later. */
public final class Now {
    private Now() {}

    /** Now, to the microsecond. */
    public static Instant micros() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
