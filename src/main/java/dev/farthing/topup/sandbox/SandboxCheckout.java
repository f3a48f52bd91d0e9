package dev.farthing.topup.sandbox;

import dev.farthing.topup.Processors;
import dev.farthing.topup.Webhooks;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/** An event follows each change, as from a real processor. */
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

    /** @throws Problem {@code not_found} or {@code top_up_over} */
    SandboxPayments.Payment open(String id) {
        SandboxPayments.Payment payment = existing(id);
        if (!payment.isOpen()) {
            throw Problem.of(ProblemCode.TOP_UP_OVER, "This checkout is over: it was paid or has expired.");
        }
        return payment;
    }

    /** @throws Problem the decline */
    SandboxPayments.Payment pay(SandboxPayments.Payment payment, Card card) {
        ProblemCode decline = payments.pay(payment.id(), card);
        SandboxPayments.Payment updated = sendEvent(payment.id());
        if (decline != null) {
            throw Problem.of(decline, SandboxCards.message(decline));
        }
        return updated;
    }

    SandboxPayments.Payment refund(String id, long micros) {
        requireEnough(payments.refund(existing(id).id(), UUID.randomUUID(), micros));
        return sendEvent(id);
    }

    SandboxPayments.Payment dispute(String id, long micros) {
        requireEnough(payments.dispute(existing(id).id(), micros));
        return sendEvent(id);
    }

    SandboxPayments.Payment reinstate(String id, long micros) {
        requireEnough(payments.reinstate(existing(id).id(), micros));
        return sendEvent(id);
    }

    /** An undelivered event is lost; reconciliation recovers. */
    SandboxPayments.Payment sendEvent(String id) {
        SandboxPayments.Payment payment = payments.find(id);
        Sandbox.SignedEvent event = sandbox.event(payment);
        try {
            webhooks.receive(Sandbox.NAME, event.body(), event.headers());
        } catch (RuntimeException undelivered) {
            LOG.warnf("An event of %s was not accepted: %s", id, undelivered.getMessage());
        }
        return payment;
    }

    private static void requireEnough(boolean enough) {
        if (!enough) {
            throw Problem.at(ProblemCode.REFUND_TOO_LARGE, "amount", "The amount exceeds what is left of the payment.");
        }
    }

    private SandboxPayments.Payment existing(String id) {
        SandboxPayments.Payment payment = processors.takesEvents(Sandbox.NAME) ? payments.find(id) : null;
        if (payment == null) {
            throw Problem.of(ProblemCode.NOT_FOUND, "There is no such payment.");
        }
        return payment;
    }
}
