package dev.farthing.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts money moved in micros, read in major units of {@code farthing.currency}. Registered at the start, so that the
 * first movement shows as an increase.
 */
public final class MoneyCounter {
    private final LongAdder micros = new LongAdder();

    /** @param labels alternating names and values, of low cardinality */
    public MoneyCounter(MeterRegistry meters, String name, String description, String... labels) {
        FunctionCounter.builder(name, micros, sum -> sum.sum() / (double) Money.MICROS_PER_UNIT)
                .description(description + ", in major units of farthing.currency")
                .tags(labels)
                .register(meters);
    }

    /** @param amountMicros committed */
    public void add(long amountMicros) {
        micros.add(amountMicros);
    }
}
