package dev.farthing.gate;

import dev.farthing.ledger.Refunding;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.logging.Logger;

/**
 * Says what a passage cost, and takes the charge back when the article could not be delivered.
 *
 * <p>Only this request's own charge is refunded, on any answer that is not the article. When the refund fails too (the
 * database went away between the two), nothing is lost: the purchase stands, and the client reads the article without
 * paying again.
 */
@ApplicationScoped
class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private final Refunding refunding;
    private final String currency;

    Delivery(Refunding refunding, FarthingConfig config) {
        this.refunding = refunding;
        this.currency = config.currency();
    }

    /** Completes the answer to a request that the gate let through. */
    void complete(Passage passage, ContainerResponseContext response) {
        if (response.getStatus() >= 400) {
            if (passage.charged()) {
                refund(passage);
            }
            return;
        }
        response.getHeaders()
                .putSingle(
                        "Credit-Charged",
                        passage.charged()
                                ? Money.format(passage.chargedMicros(), currency) + " " + currency
                                : "0 " + currency);
        if (passage.clientId() != null) {
            response.getHeaders()
                    .putSingle("Credit-Balance", Money.format(passage.balanceMicros(), currency) + " " + currency);
        }
    }

    private void refund(Passage passage) {
        try {
            refunding.undelivered(passage.clientId(), passage.article().id(), passage.entryId());
            LOG.warnf(
                    "Refunded %s: it was charged and could not be delivered.",
                    passage.article().slug());
        } catch (RuntimeException fault) {
            LOG.errorf(
                    fault,
                    "%s was charged and could not be delivered, nor refunded just now: the client keeps the purchase.",
                    passage.article().slug());
        }
    }
}
