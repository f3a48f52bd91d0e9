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
 * Gives lists of articles half of the database connections at most, and half of the places for requests on workers. They need no
 * key, and a search for a phrase of common words can take seconds (README); what sells and pays in must find room beside any number
 * of them.
 */
@ApplicationScoped
class ListBulkhead {
    private final Semaphore inHand;
    private final Semaphore connections;
    private final Duration patience;
    private final Counter refused;

    ListBulkhead(
            FarthingConfig config,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections,
            @ConfigProperty(name = "quarkus.datasource.jdbc.acquisition-timeout") Duration patience,
            MeterRegistry meters) {
        this.inHand = new Semaphore(half(config.maxRequestsOnWorkers()));
        this.connections = new Semaphore(half(connections), true);
        this.patience = patience;
        this.refused = meters.counter("farthing.requests.turned.away");
    }

    private static int half(int all) {
        return Math.max(1, all / 2);
    }

    /**
     * What {@code list} finds, which may take a connection.
     *
     * @throws Problem OVERLOADED, at once when too many lists are in hand, or when it is not its turn for as long as a connection is
     *     waited for
     */
    <T> T within(Supplier<T> list) {
        if (!inHand.tryAcquire()) {
            throw refusal();
        }
        try {
            return inTurn(list);
        } finally {
            inHand.release();
        }
    }

    private <T> T inTurn(Supplier<T> list) {
        if (!isTurn()) {
            throw refusal();
        }
        try {
            return list.get();
        } finally {
            connections.release();
        }
    }

    private boolean isTurn() {
        try {
            return connections.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Problem refusal() {
        refused.increment();
        return Problem.of(ProblemCode.OVERLOADED, "Too many lists of articles are asked for just now.");
    }
}
