package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClockBeanTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00.123456789Z");

    private final Clock clock = new ClockBean.Microseconds(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void timeHasTheResolutionOfPostgreSql() {
        assertEquals(Instant.parse("2026-11-28T12:00:00.123456Z"), clock.instant());
    }

    @Test
    void millisecondsAgreeWithTheInstant() {
        assertEquals(NOW.toEpochMilli(), clock.millis());
    }
}
