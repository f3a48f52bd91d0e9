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

@ApplicationScoped
public class Batchers {
    private final int queueLength;
    private final MeterRegistry meters;
    private final Tracing tracing;
    private final Collection<Batcher<?, ?>> batchers = new CopyOnWriteArrayList<>();

    /**
     * A queue holds as many requests as the instance admits, so load shedding refuses first, by the operator's one limit. The
     * bound is for disconnected clients: their place there is free at once, their entry here stays.
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
