package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Turns of one network within a window, and which callers share a network. */
class AddressLimitTest {
    private Instant now = Instant.parse("2026-11-28T10:00:00Z");

    private final AddressLimit limit = new AddressLimit(3, Duration.ofSeconds(60), new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    private void take(int times) {
        for (int i = 0; i < times; i++) {
            assertEquals(0, limit.take("a"));
        }
    }

    @Test
    void turnsBeyondTheLimitWaitForTheEndOfTheWindow() {
        take(1);
        now = now.plusSeconds(20);
        take(2);

        assertEquals(41, limit.take("a"));
        assertEquals(0, limit.take("b"));
    }

    @Test
    void refusedTurnsDoNotExtendTheWait() {
        take(3);
        now = now.plusSeconds(59);
        assertEquals(2, limit.take("a"));
        now = now.plusSeconds(1);

        take(3);
    }

    @Test
    void heldTurnCountsUnlessItIsGivenBack() {
        take(1);
        assertEquals(0, limit.hold("a"));
        assertEquals(0, limit.hold("a"));
        limit.giveBack("a");
        limit.takeHeld("a");

        take(1);
        assertEquals(61, limit.take("a"));
    }

    @Test
    void turnsThatMayBeGivenBackAreWaitedForASecond() {
        take(2);
        limit.hold("a");

        assertEquals(1, limit.hold("a"));
        assertEquals(1, limit.take("a"));
        limit.giveBack("a");
        take(1);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 7f000001",
        "::ffff:127.0.0.1, 7f000001",
        "2001:db8:0:1:2:3:4:5, 20010db800000001",
        "2001:db8:0:1::9, 20010db800000001",
        "2001:db8:0:2::9, 20010db800000002",
        "fe80::1%eth0, fe80000000000000",
        "unknown, unknown"
    })
    void callersOfOneNetworkShareTheirTurns(String address, String network) {
        assertEquals(network, CallerAddress.networkOf(address));
    }
}
