package dev.farthing.ledger;

import dev.farthing.database.Batcher;
import dev.farthing.database.Batchers;
import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;

/** Batches concurrent charges. A second writer waits for locked accounts, so that they hold up no other client. */
@ApplicationScoped
// Eager: its metrics exist before the first request.
@Startup
class ChargeQueue {
    private final Batcher<ChargeRequest, ChargeResult> atOnce;
    private final Batcher<ChargeRequest, ChargeResult> patient;

    ChargeQueue(ChargeBatch batch, Batchers batchers) {
        this.atOnce = batchers.create("charges", requests -> batch.run(requests, false));
        this.patient = batchers.create("waiting-charges", requests -> batch.run(requests, true));
    }

    /**
     * Completes after the commit, never as {@link ChargeResult.AccountBusy}; fails with {@code overloaded} when the queue is
     * full.
     */
    CompletableFuture<ChargeResult> make(ChargeRequest request, Span span) {
        return atOnce.submit(request, span)
                .thenCompose(result -> result instanceof ChargeResult.AccountBusy
                        ? patient.submit(request, span)
                        : CompletableFuture.completedFuture(result));
    }
}
