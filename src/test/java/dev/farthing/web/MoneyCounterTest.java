package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MoneyCounterTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MoneyCounter counter = new MoneyCounter(meters, "moved", "Money moved");

    @Test
    void microsAreReadInUnits() {
        counter.add(1);
        counter.add(2_999_999);

        assertEquals(3, count());
    }

    @Test
    void moreThanALongHoldsIsStillCounted() {
        counter.add(Long.MAX_VALUE);
        double first = count();
        counter.add(Long.MAX_VALUE);

        assertEquals(2 * first, count());
    }

    private double count() {
        return meters.get("moved").functionCounter().count();
    }
}
