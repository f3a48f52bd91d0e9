package dev.farthing.web;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The service's clock. */
class ClockBean {
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    /** Ticks in microseconds, the resolution of PostgreSQL: a time that was answered equals the one that is read back. */
    @Produces
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }
}
