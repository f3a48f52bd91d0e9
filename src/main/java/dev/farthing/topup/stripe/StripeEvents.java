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

/**
 * What Stripe's events say of a top-up. An event is a picture of an object at one moment; they come in any order, so each is
 * read for what it says by itself.
 */
@ApplicationScoped
class StripeEvents {
    private static final int MOST_DISPUTES = 100;
    private static final String LATEST_CHARGE = "latest_charge";

    private final StripeConfig config;
    private final StripeCalls calls;

    StripeEvents(StripeConfig config, StripeCalls calls) {
        this.config = config;
        this.calls = calls;
    }

    /** Whom an object of Stripe's belongs to. */
    private record Owner(UUID clientId, UUID topUpId) {}

    /**
     * Reads an event whose signature has been verified.
     *
     * @return null when it means nothing to a top-up of this service
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
            return meaning(id, type, event.path("data").path("object"));
        } catch (StripeJson.Unreadable unreadable) {
            throw refused("its object has no usable '" + unreadable.getMessage() + "'");
        }
    }

    /** All that was lost to disputes of a payment until now, in micros. */
    long disputedMicros(PaymentState payment) {
        return disputedMicros(payment, null);
    }

    private void requireOurAccount(JsonNode event) {
        String account = StripeJson.text(event, "account");
        boolean ours = account == null
                ? event.path("account").isMissingNode() || event.path("account").isNull()
                : account.equals(config.account().orElse(null));
        if (!ours) {
            throw refused("it is of another account");
        }
    }

    private Processor.Event meaning(String id, String type, JsonNode object) {
        return switch (type) {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded" ->
                ofSession(id, type, object, Status.OPEN);
            case "checkout.session.async_payment_failed" -> ofSession(id, type, object, Status.FAILED);
            case "checkout.session.expired" -> ofSession(id, type, object, Status.EXPIRED);
            case "charge.refunded" -> ofCharge(id, type, object);
            // The second also comes when an inquiry, which has taken nothing, becomes a dispute.
            case "charge.dispute.created", "charge.dispute.funds_withdrawn" -> ofDispute(id, type, object);
            default -> null;
        };
    }

    /** @param unpaid what the event says of a session that has not been paid */
    private static Processor.Event ofSession(String id, String type, JsonNode session, Status unpaid) {
        UUID reference = StripeJson.uuid(session, "client_reference_id");
        Owner owner = owner(session);
        if (owner == null && reference == null) {
            return null;
        }
        if (owner == null || !owner.topUpId().equals(reference)) {
            throw refused("its client_reference_id and its metadata do not name one top-up");
        }
        PaymentState said = StripePayments.ofSession(session);
        return new Processor.Event(
                id,
                type,
                owner.clientId(),
                owner.topUpId(),
                required(session, "id"),
                said.status() == Status.PAID ? said : PaymentState.unpaid(unpaid, null));
    }

    /**
     * What has gone back is asked for anew: an event that comes late may count a refund that has failed since, and what is once
     * reported stays reported.
     */
    private Processor.Event ofCharge(String id, String type, JsonNode charge) {
        Owner owner = owner(charge);
        if (owner == null) {
            return null;
        }
        PaymentState said = StripePayments.ofCharge(charge);
        PaymentState state = said.payment() == null ? said : said.lessRefunds(refundedMicros(said.payment()), 0);
        return new Processor.Event(id, type, owner.clientId(), owner.topUpId(), null, state);
    }

    private long refundedMicros(String payment) {
        JsonNode intent = calls.ask("read payment " + payment, stripe -> stripe.paymentIntent(payment, LATEST_CHARGE));
        return StripePayments.refunded(intent.path("latest_charge"));
    }

    /** A dispute does not say whose it is; its payment does. */
    private Processor.Event ofDispute(String id, String type, JsonNode dispute) {
        String payment = StripeJson.id(dispute, "payment_intent");
        if (payment == null) {
            return null;
        }
        JsonNode intent = calls.ask("read payment " + payment, stripe -> stripe.paymentIntent(payment, null));
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
                state.payment() == null ? state : state.lessRefunds(0, disputedMicros(state, dispute)));
    }

    /** @param told a dispute that counts as the event tells it where the list does not have it yet; or null */
    private long disputedMicros(PaymentState payment, JsonNode told) {
        String intent = payment.payment();
        JsonNode listed = calls.ask("list the disputes of " + intent, stripe -> stripe.disputes(intent, MOST_DISPUTES))
                .path("data");
        long sum = 0;
        boolean toldIsListed = false;
        for (JsonNode dispute : listed) {
            sum += StripePayments.taken(dispute, payment);
            toldIsListed |= told != null && dispute.path("id").equals(told.path("id"));
        }
        return told == null || toldIsListed ? sum : sum + StripePayments.taken(told, payment);
    }

    /** Null for an object that another user of the same Stripe account has made. */
    private static Owner owner(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        if (!metadata.has(Stripe.CLIENT) && !metadata.has(Stripe.TOP_UP)) {
            return null;
        }
        UUID client = StripeJson.uuid(metadata, Stripe.CLIENT);
        UUID topUp = StripeJson.uuid(metadata, Stripe.TOP_UP);
        if (client == null || topUp == null) {
            throw refused("its metadata do not name a client and a top-up");
        }
        return new Owner(client, topUp);
    }

    private static String required(JsonNode object, String field) {
        String text = StripeJson.text(object, field);
        if (text == null) {
            throw new StripeJson.Unreadable(field);
        }
        return text;
    }

    private static Problem refused(String why) {
        return Problem.of(ProblemCode.EVENT_REFUSED, "The event is refused: " + why + ".");
    }
}
