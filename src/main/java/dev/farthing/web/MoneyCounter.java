package dev.farthing.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/**
 * A metric of money moved. Counts in micros and converts to major units of {@code farthing.currency} only when it is read. Registered at
 * the start, so that the first movement shows as an increase.
 */
public final class MoneyCounter {
    private final LongAdder micros = new LongAdder();

    /** @param labels alternating names and values; values of low cardinality only */
    public MoneyCounter(MeterRegistry meters, String name, String description, String... labels) {
        FunctionCounter.builder(name, micros, sum -> sum.sum() / (double) Money.MICROS_PER_UNIT)
                .description(description + ", in major units of farthing.currency")
                .tags(labels)
                .register(meters);
    }

    /** Adds an amount that is committed. */
    public void add(long amountMicros) {
        micros.add(amountMicros);
    }
}
