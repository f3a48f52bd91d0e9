package dev.farthing.ledger;

import dev.farthing.database.Batcher;
import dev.farthing.database.Batchers;
import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;

/**
 * Shares {@link ChargeBatch} among the charges of concurrent requests. Those that can be made at once are written one batch after
 * the other; those whose account somebody else holds, by a second writer that waits, so that nobody else has to.
 */
@ApplicationScoped
// With the service, so that its metrics are there before the first request.
@Startup
class ChargeQueue {
    private final Batcher<ChargeBatch.Ask, ChargeBatch.Answer> atOnce;
    private final Batcher<ChargeBatch.Ask, ChargeBatch.Answer> patient;

    ChargeQueue(ChargeBatch batch, Batchers batchers) {
        this.atOnce = batchers.create("charges", asks -> batch.run(asks, false));
        this.patient = batchers.create("waiting-charges", asks -> batch.run(asks, true));
    }

    /**
     * Makes one charge, with others or alone. When the answer comes, it is committed; it is never BUSY. It fails with
     * {@code overloaded} when too many wait.
     *
     * @param span the charge's
     */
    CompletableFuture<ChargeBatch.Answer> make(ChargeBatch.Ask ask, Span span) {
        return atOnce.submit(ask, span)
                .thenCompose(answer -> answer.terms() == Eligibility.BUSY
                        ? patient.submit(ask, span)
                        : CompletableFuture.completedFuture(answer));
    }
}
