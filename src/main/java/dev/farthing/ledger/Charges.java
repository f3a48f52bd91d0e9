package dev.farthing.ledger;

import dev.farthing.database.Batcher;
import dev.farthing.web.Ids;
import dev.farthing.web.OffEventLoop;
import dev.farthing.web.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The one act that takes credit and makes the purchase. */
@ApplicationScoped
public class Charges {
    private final ChargeQueue queue;
    private final CreditExpiry expiry;
    private final ChargeMeters meters;
    private final Tracing tracing;

    Charges(ChargeQueue queue, CreditExpiry expiry, ChargeMeters meters, Tracing tracing) {
        this.queue = queue;
        this.expiry = expiry;
        this.meters = meters;
        this.tracing = tracing;
    }

    /** {@link #BUY} overrides auto-purchase being off. */
    public enum Intent {
        READ,
        BUY
    }

    /**
     * Takes the article's current price, unless the client owns it, has too little credit, or a guard of its own forbids it.
     * Safe to repeat and to race: a client pays once. Completes after the commit, on a thread that must not block.
     *
     * <p>A charge that took nothing is retried once: a snapshot with the credit, but without the purchase, of a concurrent
     * charge or its own lost first try would refuse an owner or deny a payment.
     */
    public CompletableFuture<ChargeOutcome> begin(UUID clientId, UUID articleId, Intent intent) {
        long startNs = System.nanoTime();
        ChargeRequest request = new ChargeRequest(clientId, articleId, intent == Intent.BUY, Ids.next());
        return tracing.trace("charge", span -> settle(request, span), Charges::describe)
                .whenComplete((outcome, fault) -> meters.answered(outcome, startNs));
    }

    private CompletableFuture<ChargeOutcome> settle(ChargeRequest request, Span span) {
        return attempt(request, span)
                .thenCompose(outcome ->
                        isFinal(outcome) ? CompletableFuture.completedFuture(outcome) : attempt(request, span));
    }

    /** Leads from the trace to the ledger's row. */
    private static void describe(Span span, ChargeOutcome outcome) {
        span.setAttribute("farthing.outcome", outcome.getClass().getSimpleName());
        if (outcome instanceof ChargeOutcome.Charged charged) {
            span.setAttribute("farthing.amount_micros", charged.priceMicros());
            span.setAttribute("farthing.entry_id", charged.entryId().toString());
        } else if (outcome instanceof ChargeOutcome.Guarded guarded) {
            span.setAttribute("farthing.guard", guarded.guard().label());
        }
    }

    /** {@link #begin} for a thread that may block. */
    public ChargeOutcome charge(UUID clientId, UUID articleId, Intent intent) {
        return Batcher.await(begin(clientId, articleId, intent));
    }

    private static boolean isFinal(ChargeOutcome outcome) {
        return outcome instanceof ChargeOutcome.Charged || outcome instanceof ChargeOutcome.Free;
    }

    private CompletableFuture<ChargeOutcome> attempt(ChargeRequest request, Span span) {
        return queue.make(request, span)
                .thenCompose(result -> result.fold(
                        CompletableFuture::completedFuture,
                        () -> expireFirst(request, span),
                        () -> CompletableFuture.failedFuture(
                                new IllegalStateException("the patient batch waits for the account"))));
    }

    /** Rare: expired credit leaves first, by its own entry. */
    private CompletableFuture<ChargeOutcome> expireFirst(ChargeRequest request, Span span) {
        return CompletableFuture.runAsync(() -> expiry.expire(request.clientId()), OffEventLoop::execute)
                .thenCompose(expired -> attempt(request, span));
    }
}
