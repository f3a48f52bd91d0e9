package dev.farthing.gate;

import dev.farthing.database.FaultLog;
import dev.farthing.ledger.Refunds;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.OffEventLoop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * If a refund fails too, as without a database, no money is lost: the purchase stands, and the client reads without paying
 * again.
 */
@ApplicationScoped
// Eager: its metrics exist before the first request.
@Startup
class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private final Refunds refunds;
    private final Counter refunded;
    private final Counter kept;
    private final BookCurrency currency;

    Delivery(Refunds refunds, MeterRegistry meters, BookCurrency currency) {
        this.refunds = refunds;
        this.refunded = counter(meters, "true");
        this.kept = counter(meters, "false");
        this.currency = currency;
    }

    private static Counter counter(MeterRegistry meters, String refunded) {
        return Counter.builder("farthing.undelivered")
                .description("Charged articles that could not be delivered")
                .tag("refunded", refunded)
                .register(meters);
    }

    void complete(AccessGranted granted, MultivaluedMap<String, Object> headers) {
        headers.putSingle("Credit-Charged", granted.charged() ? amount(granted.chargedMicros()) : "0 " + currency);
        if (granted.clientId() != null) {
            headers.putSingle("Credit-Balance", amount(granted.balanceMicros()));
        }
    }

    private String amount(long micros) {
        return currency.text(micros) + " " + currency;
    }

    /**
     * Refunds a charge that is made after its request was answered without it.
     *
     * @param inTime the decision, or the failure that was answered in its place
     */
    void refundIfLate(CompletableFuture<Decision> decided, CompletableFuture<Decision> inTime) {
        inTime.whenComplete((decision, failure) -> {
            if (failure != null) {
                decided.thenAccept(late -> late.ifCharged(granted -> OffEventLoop.execute(() -> refund(granted))));
            }
        });
    }

    /** Does not throw: the answer must go out in any case. */
    void refund(AccessGranted granted) {
        try {
            refunds.undelivered(granted.clientId(), granted.article().head().id(), granted.entryId());
            refunded.increment();
            LOG.warnf(
                    "Refunded %s: it was charged and could not be delivered.",
                    granted.article().head().slug());
        } catch (RuntimeException fault) {
            kept.increment();
            FaultLog.error(
                    LOG,
                    fault,
                    granted.article().head().slug()
                            + " was charged and could not be delivered, nor refunded just now: the client keeps the purchase.");
        }
    }
}
