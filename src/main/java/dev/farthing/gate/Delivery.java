package dev.farthing.gate;

import dev.farthing.ledger.Refunds;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
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
// With the service, so that its metrics are there before the first request.
@Startup
class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private final Refunds refunding;
    private final Counter refunded;
    private final Counter kept;
    private final String currency;

    Delivery(Refunds refunding, MeterRegistry meters, FarthingConfig config) {
        this.refunding = refunding;
        this.refunded = counter(meters, "true");
        this.kept = counter(meters, "false");
        this.currency = config.currency();
    }

    private static Counter counter(MeterRegistry meters, String refunded) {
        return Counter.builder("farthing.undelivered")
                .description("Articles that were charged and could not be delivered")
                .tag("refunded", refunded)
                .register(meters);
    }

    /** Says in the headers of the article's answer what it cost. */
    void complete(AccessGranted passage, MultivaluedMap<String, Object> headers) {
        headers.putSingle("Credit-Charged", passage.charged() ? amount(passage.chargedMicros()) : "0 " + currency);
        if (passage.clientId() != null) {
            headers.putSingle("Credit-Balance", amount(passage.balanceMicros()));
        }
    }

    private String amount(long micros) {
        return Money.format(micros, currency) + " " + currency;
    }

    /** Takes back what the request paid. Never fails: there is an answer to be sent. */
    void refund(AccessGranted passage) {
        try {
            refunding.undelivered(passage.clientId(), passage.copy().edition().id(), passage.entryId());
            refunded.increment();
            LOG.warnf(
                    "Refunded %s: it was charged and could not be delivered.",
                    passage.copy().edition().slug());
        } catch (RuntimeException fault) {
            kept.increment();
            LOG.errorf(
                    fault,
                    "%s was charged and could not be delivered, nor refunded just now: the client keeps the purchase.",
                    passage.copy().edition().slug());
        }
    }
}
