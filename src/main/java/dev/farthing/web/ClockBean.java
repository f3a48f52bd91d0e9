package dev.farthing.web;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Provides the clock of the service, which tests replace. */
class ClockBean {
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    /** Ticks in microseconds, the resolution of PostgreSQL: a time in an answer equals the same time read back later. */
    @Produces
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }
}
