package dev.farthing.web;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

class ClockBean {
    @Produces
    @Singleton
    Clock clock() {
        return new Microseconds(Clock.systemUTC());
    }

    /**
     * Ticks in PostgreSQL's microseconds: a time in an answer equals the one read back later. {@link Clock#tick}
     * divides by zero in {@code millis()} for ticks below a millisecond.
     */
    static final class Microseconds extends Clock {
        private final Clock clock;

        Microseconds(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Instant instant() {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new Microseconds(clock.withZone(zone));
        }
    }
}
