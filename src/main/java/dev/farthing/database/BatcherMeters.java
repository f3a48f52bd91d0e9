package dev.farthing.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;

record BatcherMeters(DistributionSummary sizes, Counter refusals) {

    static BatcherMeters register(
            MeterRegistry meters, String writer, Collection<?> queue, int queueLength, int largestBatch) {
        Gauge.builder("farthing.queue.length", queue, Collection::size)
                .description(
                        "Requests that wait for the next statement; at " + queueLength + " further ones are refused")
                .tag("writer", writer)
                .register(meters);
        return new BatcherMeters(
                DistributionSummary.builder("farthing.batch.size")
                        .description("Requests that shared a statement")
                        .tag("writer", writer)
                        .serviceLevelObjectives(1, 2, 4, 8, 16, 32, largestBatch)
                        .register(meters),
                Counter.builder("farthing.queue.refusals")
                        .description("Requests answered with 503 because the queue was full")
                        .tag("writer", writer)
                        .register(meters));
    }
}
