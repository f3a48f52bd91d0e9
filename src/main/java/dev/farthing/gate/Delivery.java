package dev.farthing.gate;

import dev.farthing.ledger.Refunding;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
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

    /** Says in the headers of the article's answer what it cost. */
    void complete(Passage passage, MultivaluedMap<String, Object> headers) {
        headers.putSingle("Credit-Charged", passage.charged() ? amount(passage.chargedMicros()) : "0 " + currency);
        if (passage.clientId() != null) {
            headers.putSingle("Credit-Balance", amount(passage.balanceMicros()));
        }
    }

    private String amount(long micros) {
        return Money.format(micros, currency) + " " + currency;
    }

    /** Takes back what the request paid. Never fails: there is an answer to be sent. */
    void refund(Passage passage) {
        try {
            refunding.undelivered(passage.clientId(), passage.copy().edition().id(), passage.entryId());
            LOG.warnf(
                    "Refunded %s: it was charged and could not be delivered.",
                    passage.copy().edition().slug());
        } catch (RuntimeException fault) {
            LOG.errorf(
                    fault,
                    "%s was charged and could not be delivered, nor refunded just now: the client keeps the purchase.",
                    passage.copy().edition().slug());
        }
    }
}
