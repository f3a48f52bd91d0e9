package dev.farthing.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts money moved in micros, read in major units of {@code farthing.currency}. Registered at the start, so that the
 * first movement shows as an increase.
 */
public final class MoneyCounter {
    /** Apart from the micros below, so that neither overflows: a counter that jumps back falsifies every rate. */
    private final LongAdder units = new LongAdder();

    private final LongAdder micros = new LongAdder();

    /** @param labels alternating names and values, of low cardinality */
    public MoneyCounter(MeterRegistry meters, String name, String description, String... labels) {
        FunctionCounter.builder(
                        name,
                        this,
                        counter -> counter.units.sum() + counter.micros.sum() / (double) Money.MICROS_PER_UNIT)
                .description(description + ", in major units of farthing.currency")
                .tags(labels)
                .register(meters);
    }

    /** @param amountMicros committed */
    public void add(long amountMicros) {
        units.add(amountMicros / Money.MICROS_PER_UNIT);
        micros.add(amountMicros % Money.MICROS_PER_UNIT);
    }
}
