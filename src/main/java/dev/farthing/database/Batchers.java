package dev.farthing.database;

import dev.farthing.web.FarthingConfig;
import dev.farthing.web.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Makes the batchers of this instance and stops them with it. */
@ApplicationScoped
public class Batchers {
    private final int queueLength;
    private final MeterRegistry meters;
    private final Tracing tracing;
    private final Collection<Batcher<?, ?>> batchers = new CopyOnWriteArrayList<>();

    /**
     * A queue holds as many requests as the instance admits, and a request has one entry at a time. So load shedding refuses first,
     * by one limit that the operator sets. The bound remains for clients that disconnect: each frees its place there at once, but its
     * entry stays in the queue.
     */
    Batchers(FarthingConfig config, MeterRegistry meters, Tracing tracing) {
        this.queueLength = config.maxRequests();
        this.meters = meters;
        this.tracing = tracing;
    }

    /** @param name of the writer's thread and of its metrics */
    public <Q, R> Batcher<Q, R> create(String name, Batcher.Batch<Q, R> batch) {
        Batcher<Q, R> batcher = new Batcher<>(name, queueLength, meters, tracing, batch);
        batchers.add(batcher);
        return batcher;
    }

    List<Batcher<?, ?>> all() {
        return List.copyOf(batchers);
    }

    void onStop(@Observes ShutdownEvent stop) {
        batchers.forEach(Batcher::stop);
    }
}
