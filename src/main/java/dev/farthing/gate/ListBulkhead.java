package dev.farthing.gate;

import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Half of the connections and worker permits: lists need no key, and a search for common words can take seconds
 * (src/benchmark/README.md). Sales and top-ups must find room beside them.
 */
@ApplicationScoped
class ListBulkhead {
    private final Semaphore inFlight;
    private final Semaphore connections;
    private final Duration timeout;
    private final Counter refused;

    ListBulkhead(
            FarthingConfig config,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections,
            @ConfigProperty(name = "quarkus.datasource.jdbc.acquisition-timeout") Duration timeout,
            MeterRegistry meters) {
        this.inFlight = new Semaphore(half(config.maxRequestsOnWorkers()));
        this.connections = new Semaphore(half(connections), true);
        this.timeout = timeout;
        this.refused = meters.counter("farthing.requests.turned.away");
    }

    private static int half(int all) {
        return Math.max(1, all / 2);
    }

    /**
     * @throws Problem {@code overloaded}: at once when too many lists are in flight, else after the pool's acquisition timeout
     */
    <T> T within(Supplier<T> list) {
        if (!inFlight.tryAcquire()) {
            throw refusal();
        }
        try {
            return withConnection(list);
        } finally {
            inFlight.release();
        }
    }

    private <T> T withConnection(Supplier<T> list) {
        if (!acquireConnection()) {
            throw refusal();
        }
        try {
            return list.get();
        } finally {
            connections.release();
        }
    }

    private boolean acquireConnection() {
        try {
            return connections.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Problem refusal() {
        refused.increment();
        return Problem.of(ProblemCode.OVERLOADED, "Too many lists of articles are being read; try again.");
    }
}
