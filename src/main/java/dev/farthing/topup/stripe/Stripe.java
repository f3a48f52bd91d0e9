package dev.farthing.topup.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.farthing.topup.PaymentState;
import dev.farthing.topup.Processor;
import dev.farthing.topup.ReturnUrl;
import dev.farthing.topup.TopUp;
import dev.farthing.topup.WebhookSignature;
import dev.farthing.web.FarthingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Form;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Stripe Checkout: a session per top-up, at whose page a person pays.
 *
 * <p>Called through Quarkus' REST client and read as JSON trees. Stripe's own library maps answers to hundreds of classes by
 * reflection, all of which a native executable would have to carry for the six calls made here.
 */
@ApplicationScoped
class Stripe implements Processor {
    /** Names in Stripe's metadata, on the session and on the payment. */
    static final String TOP_UP = "top_up";

    static final String CLIENT = "client";
    private static final String REFUND = "refund";

    private static final int MOST_REFUNDS = 100;

    /** Refusals that will not change: there is nothing left to pay back. */
    private static final Set<String> NOT_REFUNDABLE =
            Set.of("charge_already_refunded", "charge_disputed", "refund_disputed_payment", "amount_too_large");

    private final StripeConfig config;
    private final String currency;
    private final StripeCalls calls;
    private final StripeEvents events;

    Stripe(StripeConfig config, FarthingConfig farthing, StripeCalls calls, StripeEvents events) {
        this.config = config;
        this.currency = farthing.currency();
        this.calls = calls;
        this.events = events;
    }

    @Override
    public String name() {
        return "stripe";
    }

    /** The last top-ups of Stripe run out after a change of processor, for as long as a webhook secret is configured. */
    @Override
    public boolean takesEventsWhenReplaced() {
        return config.webhookSecrets().isPresent();
    }

    @Override
    public long unitMicros() {
        return StripeAmounts.unitMicros(currency);
    }

    @Override
    public Checkout begin(TopUp topUp) {
        Form form = new Form()
                .param("mode", "payment")
                .param("client_reference_id", topUp.id.toString())
                .param("line_items[0][quantity]", "1")
                .param("line_items[0][price_data][currency]", currency.toLowerCase(Locale.ROOT))
                .param("line_items[0][price_data][unit_amount]", minor(topUp.amountMicros))
                .param("line_items[0][price_data][product_data][name]", "Prepaid credit")
                // In the account's default the payer's own currency could be charged, which the books do not have.
                .param("adaptive_pricing[enabled]", "false")
                .param("expires_at", String.valueOf(topUp.expiresAt.getEpochSecond()))
                .param("success_url", ReturnUrl.withTopUp(topUp.returnTo, topUp.id))
                .param("cancel_url", topUp.returnTo);
        for (String place : List.of("metadata", "payment_intent_data[metadata]")) {
            form.param(place + "[" + TOP_UP + "]", topUp.id.toString())
                    .param(place + "[" + CLIENT + "]", topUp.clientId.toString());
        }
        String what = "open a checkout for top-up " + topUp.id;
        JsonNode session = calls.ask(what, stripe -> stripe.createSession(topUp.id.toString(), form));
        String id = StripeJson.text(session, "id");
        String url = StripeJson.text(session, "url");
        if (id == null || url == null) {
            throw unreadable(what);
        }
        return new Checkout(id, url);
    }

    @Override
    public PaymentState state(TopUp topUp) {
        String what = "read the checkout of top-up " + topUp.id;
        JsonNode session = calls.ask(what, stripe -> stripe.session(topUp.session, "payment_intent.latest_charge"));
        try {
            PaymentState state = StripePayments.ofSession(session);
            JsonNode charge = session.path("payment_intent").path("latest_charge");
            if (state.status() != PaymentState.Status.PAID || !charge.isObject()) {
                return state;
            }
            return state.lessRefunds(
                    StripePayments.refunded(charge),
                    charge.path("disputed").asBoolean(false) ? events.disputedMicros(state) : 0);
        } catch (StripeJson.Unreadable lacking) {
            throw unreadable(what);
        }
    }

    /**
     * Looks for the refund before asking for it: Stripe forgets an idempotency key after a day, and until then it repeats its
     * first answer, whatever has become of the refund since.
     */
    @Override
    public RefundState refund(TopUp topUp, UUID refundId, long micros) {
        RefundState before = refundMadeBefore(topUp.payment, refundId);
        if (before != null) {
            return before;
        }
        Form form = new Form()
                .param("payment_intent", topUp.payment)
                .param("amount", minor(micros))
                .param("metadata[" + REFUND + "]", refundId.toString())
                .param("metadata[" + TOP_UP + "]", topUp.id.toString());
        String what = "pay back a part of top-up " + topUp.id;
        StripeCalls.Answer answer = calls.tryTo(what, stripe -> stripe.createRefund(refundId.toString(), form));
        if (!answer.isRefusal()) {
            return refundState(answer.body());
        }
        boolean nothingLeft = NOT_REFUNDABLE.contains(answer.errorCode())
                || answer.errorParameter().equals("amount");
        if (answer.status() == 400 && nothingLeft) {
            return RefundState.FAILED;
        }
        throw calls.ourFault(what, answer);
    }

    @Override
    public Event verify(byte[] body, UnaryOperator<String> header) {
        WebhookSignature.verify(
                header.apply("Stripe-Signature"),
                body,
                config.webhookSecrets().orElse(List.of()),
                config.tolerance(),
                Instant.now());
        return events.read(body);
    }

    private RefundState refundMadeBefore(String payment, UUID refundId) {
        String what = "list the refunds of " + payment;
        String last = null;
        JsonNode page;
        do {
            String after = last;
            page = calls.ask(what, stripe -> stripe.refunds(payment, MOST_REFUNDS, after));
            for (JsonNode refund : page.path("data")) {
                if (refundId.equals(StripeJson.uuid(refund.path("metadata"), REFUND))) {
                    return refundState(refund);
                }
                last = StripeJson.text(refund, "id");
            }
        } while (page.path("has_more").asBoolean(false) && last != null);
        return null;
    }

    /** A refund that needs an action, or whose status Stripe has yet to invent, is not decided. */
    private static RefundState refundState(JsonNode refund) {
        return switch (String.valueOf(StripeJson.text(refund, "status"))) {
            case "succeeded" -> RefundState.SUCCEEDED;
            case "failed", "canceled" -> RefundState.FAILED;
            default -> RefundState.PENDING;
        };
    }

    private String minor(long micros) {
        return String.valueOf(StripeAmounts.minor(micros, currency));
    }

    private static ProcessorDown unreadable(String what) {
        return new ProcessorDown("Stripe answered with less than it should when asked to " + what, null);
    }
}
