package dev.farthing.ledger;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;

/**
 * Shares {@link ChargeBatch} among the charges of concurrent requests. Those that can be made at once are written one batch after
 * the other; those whose account somebody else holds, by a second writer that waits, so that nobody else has to.
 */
@ApplicationScoped
class ChargeQueue {
    private final Gathering<ChargeBatch.Ask, ChargeBatch.Answer> atOnce;
    private final Gathering<ChargeBatch.Ask, ChargeBatch.Answer> patient;

    ChargeQueue(ChargeBatch batch) {
        this.atOnce = new Gathering<>("charges", asks -> batch.run(asks, false));
        this.patient = new Gathering<>("waiting-charges", asks -> batch.run(asks, true));
    }

    /**
     * Makes one charge, with others or alone. When the answer comes, it is committed; it is never BUSY. It fails with
     * {@code overloaded} when too many wait.
     */
    CompletableFuture<ChargeBatch.Answer> make(ChargeBatch.Ask ask) {
        return atOnce.ask(ask)
                .thenCompose(answer ->
                        answer.terms() == Terms.BUSY ? patient.ask(ask) : CompletableFuture.completedFuture(answer));
    }

    void onStop(@Observes ShutdownEvent stop) {
        atOnce.stop();
        patient.stop();
    }
}
