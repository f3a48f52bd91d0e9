package dev.farthing.ledger;

import dev.farthing.database.Batcher;
import dev.farthing.database.Batchers;
import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the charges of concurrent requests as batches. One writer makes those that need not wait; a second one waits for locked
 * accounts, so that they hold up no other client.
 */
@ApplicationScoped
// With the service, so that its metrics are there before the first request.
@Startup
class ChargeQueue {
    private final Batcher<ChargeRequest, ChargeResult> atOnce;
    private final Batcher<ChargeRequest, ChargeResult> patient;

    ChargeQueue(ChargeBatch batch, Batchers batchers) {
        this.atOnce = batchers.create("charges", requests -> batch.run(requests, false));
        this.patient = batchers.create("waiting-charges", requests -> batch.run(requests, true));
    }

    /**
     * Makes one charge, with others or alone. The result is committed and never {@link ChargeResult.AccountBusy}. Fails with
     * {@code overloaded} when the queue is full.
     *
     * @param span the charge's
     */
    CompletableFuture<ChargeResult> make(ChargeRequest request, Span span) {
        return atOnce.submit(request, span)
                .thenCompose(result -> result instanceof ChargeResult.AccountBusy
                        ? patient.submit(request, span)
                        : CompletableFuture.completedFuture(result));
    }
}
