package dev.farthing.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/**
 * Money that has moved, for a metrics registry: added up in micros, and only shown as a fraction, in the major unit of {@code
 * farthing.currency}. It is there from the start, so that the first movement is seen as an increase.
 */
public final class MoneyCounter {
    private final LongAdder micros = new LongAdder();

    /** @param labels names and values by turns; only values of which there are few */
    public MoneyCounter(MeterRegistry meters, String name, String description, String... labels) {
        FunctionCounter.builder(name, micros, sum -> sum.sum() / (double) Money.MICROS_PER_UNIT)
                .description(description + ", in major units of farthing.currency")
                .tags(labels)
                .register(meters);
    }

    /** Counts what is committed. */
    public void add(long amountMicros) {
        micros.add(amountMicros);
    }
}
