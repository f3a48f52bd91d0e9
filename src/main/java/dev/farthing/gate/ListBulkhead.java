package dev.farthing.gate;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps half of the database connections free of lists, so that sales always find one. A search for a phrase of common words can
 * take seconds (README), and needs no key.
 */
@ApplicationScoped
class ListBulkhead {
    private final Semaphore places;
    private final Duration patience;
    private final MeterRegistry meters;

    ListBulkhead(
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections,
            @ConfigProperty(name = "quarkus.datasource.jdbc.acquisition-timeout") Duration patience,
            MeterRegistry meters) {
        this.places = new Semaphore(Math.max(1, connections / 2), true);
        this.patience = patience;
        this.meters = meters;
    }

    /**
     * What {@code list} finds, once there is a place.
     *
     * @throws Problem OVERLOADED when there was none for as long as a connection is waited for
     */
    <T> T within(Supplier<T> list) {
        if (!enter()) {
            meters.counter("farthing.requests.turned.away").increment();
            throw Problem.of(ProblemCode.OVERLOADED, "Too many lists of articles are asked for just now.");
        }
        try {
            return list.get();
        } finally {
            places.release();
        }
    }

    private boolean enter() {
        try {
            return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
