package dev.farthing.topup.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.farthing.topup.PaymentState;
import dev.farthing.topup.PaymentState.Status;
import dev.farthing.topup.Processor;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.UUID;

/** Events are snapshots in any order, so each is read on its own. */
@ApplicationScoped
class StripeEvents {
    private static final int PAGE_SIZE = 100;
    private static final String LATEST_CHARGE = "latest_charge";

    private final StripeConfig config;
    private final StripeCalls calls;

    StripeEvents(StripeConfig config, StripeCalls calls) {
        this.config = config;
        this.calls = calls;
    }

    private record Owner(UUID clientId, UUID topUpId) {}

    /**
     * @param body with a verified signature
     * @return null if no top-up of this service is concerned
     * @throws Problem {@code malformed_json} or {@code event_refused}
     */
    Processor.Event read(byte[] body) {
        JsonNode event;
        try {
            event = StripeJson.object(body);
        } catch (IOException notJson) {
            throw Problem.of(ProblemCode.MALFORMED_JSON, "An event is a JSON object.");
        }
        String id = StripeJson.text(event, "id");
        String type = StripeJson.text(event, "type");
        if (id == null || type == null) {
            throw Problem.of(ProblemCode.MALFORMED_JSON, "An event has an id and a type.");
        }
        requireOurAccount(event);
        try {
            return toEvent(id, type, event.path("data").path("object"));
        } catch (StripeJson.MissingField missing) {
            throw refused("its object has no valid '" + missing.getMessage() + "'");
        }
    }

    private void requireOurAccount(JsonNode event) {
        String account = StripeJson.text(event, "account");
        boolean ours = account == null
                ? event.path("account").isMissingNode() || event.path("account").isNull()
                : account.equals(config.account().orElse(null));
        if (!ours) {
            throw refused("it belongs to another account");
        }
    }

    private Processor.Event toEvent(String id, String type, JsonNode object) {
        return switch (type) {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded" ->
                ofSession(id, type, object, Status.OPEN);
            case "checkout.session.async_payment_failed" -> ofSession(id, type, object, Status.FAILED);
            case "checkout.session.expired" -> ofSession(id, type, object, Status.EXPIRED);
            case "charge.refunded" -> ofCharge(id, type, object);
            // Withdrawn funds also report an inquiry that becomes a dispute. An outcome can change after "closed".
            case "charge.dispute.created",
                    "charge.dispute.updated",
                    "charge.dispute.closed",
                    "charge.dispute.funds_withdrawn",
                    "charge.dispute.funds_reinstated" -> ofDispute(id, type, object);
            case "refund.updated", "refund.failed", "charge.refund.updated" -> ofRefund(id, type, object);
            default -> null;
        };
    }

    /** @param unpaid the status of an unpaid session */
    private static Processor.Event ofSession(String id, String type, JsonNode session, Status unpaid) {
        UUID reference = StripeJson.uuid(session, "client_reference_id");
        Owner owner = owner(session);
        if (owner == null && reference == null) {
            return null;
        }
        if (owner == null || !owner.topUpId().equals(reference)) {
            throw refused("its client_reference_id and its metadata do not name the same top-up");
        }
        PaymentState state = StripePayments.ofSession(session);
        return new Processor.Event(
                id,
                type,
                owner.clientId(),
                owner.topUpId(),
                required(session, "id"),
                state.status() == Status.PAID ? state : PaymentState.unpaid(unpaid, null));
    }

    /**
     * Asks Stripe for the refunded amount: a late event may count a refund that failed since, and a reported refund is
     * never withdrawn.
     */
    private Processor.Event ofCharge(String id, String type, JsonNode charge) {
        Owner owner = owner(charge);
        if (owner == null) {
            return null;
        }
        PaymentState state = StripePayments.ofCharge(charge);
        return new Processor.Event(
                id,
                type,
                owner.clientId(),
                owner.topUpId(),
                null,
                state.payment() == null ? state : state.less(refundedMicros(state.payment()), null));
    }

    private long refundedMicros(String payment) {
        JsonNode intent = calls.call("read payment " + payment, stripe -> stripe.paymentIntent(payment, LATEST_CHARGE));
        return StripePayments.refundedMicros(intent.path("latest_charge"));
    }

    /** A dispute does not name its owner; its payment does. */
    private Processor.Event ofDispute(String id, String type, JsonNode dispute) {
        String payment = StripeJson.id(dispute, "payment_intent");
        if (payment == null) {
            return null;
        }
        JsonNode intent = calls.call("read payment " + payment, stripe -> stripe.paymentIntent(payment, null));
        Owner owner = owner(intent);
        if (owner == null) {
            return null;
        }
        PaymentState state = StripePayments.ofIntent(intent);
        return new Processor.Event(
                id,
                type,
                owner.clientId(),
                owner.topUpId(),
                null,
                state.payment() == null ? state : state.less(0, disputes(state, dispute)));
    }

    /**
     * A refund that was requested here names its request. One made in the dashboard reports its charge's total; if it fails, the
     * credit stays taken, since the payer is still owed.
     */
    private Processor.Event ofRefund(String id, String type, JsonNode refund) {
        String payment = StripeJson.id(refund, "payment_intent");
        if (payment == null) {
            return null;
        }
        JsonNode intent = calls.call("read payment " + payment, stripe -> stripe.paymentIntent(payment, LATEST_CHARGE));
        Owner owner = owner(intent);
        if (owner == null) {
            return null;
        }
        UUID request = StripeJson.uuid(refund.path("metadata"), Stripe.REFUND);
        return new Processor.Event(
                id,
                type,
                owner.clientId(),
                owner.topUpId(),
                null,
                StripePayments.ofIntent(intent).less(StripePayments.refundedMicros(intent.path(LATEST_CHARGE)), null),
                request == null ? null : new Processor.RefundReport(request, Stripe.refundState(refund)));
    }

    /** @param reported counted even if Stripe's list lacks it; or null */
    PaymentState.Disputes disputes(PaymentState payment, JsonNode reported) {
        String intent = payment.payment();
        JsonNode listed = calls.call("list the disputes of " + intent, stripe -> stripe.disputes(intent, PAGE_SIZE))
                .path("data");
        PaymentState.Disputes sum = PaymentState.Disputes.NONE;
        boolean isListed = false;
        for (JsonNode dispute : listed) {
            sum = sum(sum, StripePayments.disputes(dispute, payment));
            isListed |= reported != null && dispute.path("id").equals(reported.path("id"));
        }
        return reported == null || isListed ? sum : sum(sum, StripePayments.disputes(reported, payment));
    }

    private static PaymentState.Disputes sum(PaymentState.Disputes one, PaymentState.Disputes other) {
        return new PaymentState.Disputes(
                StripeAmounts.sum(one.takenMicros(), other.takenMicros()),
                StripeAmounts.sum(one.returnedMicros(), other.returnedMicros()),
                one.open() || other.open());
    }

    /** Null: another user of the Stripe account created it. */
    private static Owner owner(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        if (!metadata.has(Stripe.CLIENT) && !metadata.has(Stripe.TOP_UP)) {
            return null;
        }
        UUID client = StripeJson.uuid(metadata, Stripe.CLIENT);
        UUID topUp = StripeJson.uuid(metadata, Stripe.TOP_UP);
        if (client == null || topUp == null) {
            throw refused("its metadata does not name a client and a top-up");
        }
        return new Owner(client, topUp);
    }

    private static String required(JsonNode object, String field) {
        String text = StripeJson.text(object, field);
        if (text == null) {
            throw new StripeJson.MissingField(field);
        }
        return text;
    }

    private static Problem refused(String why) {
        return Problem.of(ProblemCode.EVENT_REFUSED, "The event is refused: " + why + ".");
    }
}
