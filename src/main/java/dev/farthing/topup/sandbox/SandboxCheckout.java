package dev.farthing.topup.sandbox;

import dev.farthing.topup.Processors;
import dev.farthing.topup.Webhooks;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What people do at the sandbox; each act is followed by an event, as a real processor sends one. */
@ApplicationScoped
class SandboxCheckout {
    private static final Logger LOG = Logger.getLogger(SandboxCheckout.class);

    private final SandboxPayments payments;
    private final Sandbox sandbox;
    private final Processors processors;
    private final Webhooks webhooks;

    SandboxCheckout(SandboxPayments payments, Sandbox sandbox, Processors processors, Webhooks webhooks) {
        this.payments = payments;
        this.sandbox = sandbox;
        this.processors = processors;
        this.webhooks = webhooks;
    }

    /**
     * A payment that somebody can make.
     *
     * @throws Problem {@code not_found} or {@code top_up_over}
     */
    SandboxPayments.Payment open(String id) {
        SandboxPayments.Payment payment = existing(id);
        if (!payment.isOpen()) {
            throw Problem.of(ProblemCode.TOP_UP_OVER, "This checkout is over: it was paid, or its time has run out.");
        }
        return payment;
    }

    /**
     * Pays by card.
     *
     * @throws Problem the decline
     */
    SandboxPayments.Payment pay(SandboxPayments.Payment payment, Card card) {
        ProblemCode decline = payments.pay(payment.id(), card);
        SandboxPayments.Payment now = tell(payment.id());
        if (decline != null) {
            throw Problem.of(decline, SandboxCards.message(decline));
        }
        return now;
    }

    SandboxPayments.Payment refund(String id, long micros) {
        return taken(payments.refund(existing(id).id(), java.util.UUID.randomUUID(), micros), id);
    }

    SandboxPayments.Payment dispute(String id, long micros) {
        return taken(payments.dispute(existing(id).id(), micros), id);
    }

    /** Sends the event; one that cannot be delivered is lost, as happens, and the reconciliation finds out. */
    SandboxPayments.Payment tell(String id) {
        SandboxPayments.Payment payment = payments.find(id);
        Sandbox.Signed event = sandbox.event(payment);
        try {
            webhooks.receive(Sandbox.NAME, event.body(), event.header());
        } catch (RuntimeException undelivered) {
            LOG.warnf("An event of %s was not taken: %s", id, undelivered.getMessage());
        }
        return payment;
    }

    private SandboxPayments.Payment taken(boolean enough, String id) {
        if (!enough) {
            throw Problem.at(ProblemCode.REFUND_TOO_LARGE, "amount", "The payment has not so much left.");
        }
        return tell(id);
    }

    private SandboxPayments.Payment existing(String id) {
        SandboxPayments.Payment payment = processors.takesEvents(Sandbox.NAME) ? payments.find(id) : null;
        if (payment == null) {
            throw Problem.of(ProblemCode.NOT_FOUND, "There is no such payment.");
        }
        return payment;
    }
}
