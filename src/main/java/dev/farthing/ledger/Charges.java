package dev.farthing.ledger;

import dev.farthing.database.Batcher;
import dev.farthing.web.Ids;
import dev.farthing.web.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The charge: the one act that takes credit and makes the purchase. The statement is {@link ChargeBatch}'s; {@link ChargeQueue}
 * shares it among the requests of a moment.
 */
@ApplicationScoped
public class Charges {
    private final ChargeQueue queue;
    private final CreditExpiry expiring;
    private final ChargeMeters meters;
    private final Tracing tracing;

    Charges(ChargeQueue queue, CreditExpiry expiring, ChargeMeters meters, Tracing tracing) {
        this.queue = queue;
        this.expiring = expiring;
        this.meters = meters;
        this.tracing = tracing;
    }

    /** Whether the client only reads, or says that it wants to buy (which passes over auto-purchase being off). */
    public enum Intent {
        READ,
        BUY
    }

    /**
     * Takes the article's price, as it stands in the database now, from the client's credit, unless the client owns the
     * article, has too little, or guards itself against it. Safe to repeat and to race: a client pays once. The outcome comes
     * after the commit, on a thread that must not be kept.
     *
     * <p>Whatever takes nothing is asked for twice. The first try may have waited for another charge of the same article, or
     * for its own first try after a lost connection: it then saw the credit that this charge left, but by its older snapshot
     * not what it bought nor who paid, and would refuse an owner or deny a payment. The second try sees both.
     */
    public CompletableFuture<ChargeOutcome> begin(UUID clientId, UUID articleId, Intent intent) {
        long askedNs = System.nanoTime();
        ChargeBatch.Ask ask = new ChargeBatch.Ask(clientId, articleId, intent == Intent.BUY, Ids.next());
        return tracing.trace("charge", span -> settle(ask, span), Charges::tell)
                .whenComplete((outcome, fault) -> meters.answered(outcome, askedNs));
    }

    private CompletableFuture<ChargeOutcome> settle(ChargeBatch.Ask ask, Span span) {
        return attempt(ask, span)
                .thenCompose(outcome ->
                        isSettled(outcome) ? CompletableFuture.completedFuture(outcome) : attempt(ask, span));
    }

    /** From the trace to the ledger's row. */
    private static void tell(Span span, ChargeOutcome outcome) {
        span.setAttribute("farthing.outcome", outcome.getClass().getSimpleName());
        if (outcome instanceof ChargeOutcome.Charged charged) {
            span.setAttribute("farthing.amount_micros", charged.priceMicros());
            span.setAttribute("farthing.entry_id", charged.entryId().toString());
        } else if (outcome instanceof ChargeOutcome.Guarded guarded) {
            span.setAttribute("farthing.guard", guarded.guard().label());
        }
    }

    /** As {@link #begin}, for a thread that may wait. */
    public ChargeOutcome charge(UUID clientId, UUID articleId, Intent intent) {
        return Batcher.await(begin(clientId, articleId, intent));
    }

    private static boolean isSettled(ChargeOutcome outcome) {
        return outcome instanceof ChargeOutcome.Charged || outcome instanceof ChargeOutcome.Free;
    }

    private CompletableFuture<ChargeOutcome> attempt(ChargeBatch.Ask ask, Span span) {
        return queue.make(ask, span)
                .thenCompose(answer -> answer.outcome() == null
                        ? expireFirst(ask, span)
                        : CompletableFuture.completedFuture(answer.outcome()));
    }

    /** Seldom: credit that has run out by time leaves the balance first, with an entry of its own. */
    private CompletableFuture<ChargeOutcome> expireFirst(ChargeBatch.Ask ask, Span span) {
        return CompletableFuture.runAsync(() -> expiring.expire(ask.clientId()), Infrastructure.getDefaultWorkerPool())
                .thenCompose(expired -> attempt(ask, span));
    }
}
