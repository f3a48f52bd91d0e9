package dev.farthing.topup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Arithmetic of bonuses and minor units. */
class TiersTest {
    private static final long MOST = 1_000_000_000_000_000L;

    @Property
    void shareGrowsWithThePartAndIsWholeForTheWhole(
            @ForAll @LongRange(min = 0, max = MOST) long bonus,
            @ForAll @LongRange(min = 1, max = MOST) long whole,
            @ForAll @LongRange(min = 0, max = MOST) long one,
            @ForAll @LongRange(min = 0, max = MOST) long other) {
        long smaller = Math.min(one, other) % (whole + 1);
        long larger = Math.max(smaller, Math.max(one, other) % (whole + 1));

        assertTrue(Tiers.share(bonus, smaller, whole) <= Tiers.share(bonus, larger, whole));
        assertEquals(0, Tiers.share(bonus, 0, whole));
        assertEquals(bonus, Tiers.share(bonus, whole, whole));
    }

    @Test
    void minorUnitsAreThoseOfTheCurrency() {
        assertEquals(10_000, MinorUnits.micros("EUR"));
        assertEquals(1_000_000, MinorUnits.micros("JPY"));
        assertEquals(1_000, MinorUnits.micros("KWD"));
    }
}
