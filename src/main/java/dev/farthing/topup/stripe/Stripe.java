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
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Stripe Checkout, by Quarkus' REST client: Stripe's library maps hundreds of classes by reflection, too much for a
 * native executable with six calls.
 */
@ApplicationScoped
class Stripe implements Processor {
    static final String TOP_UP = "top_up";

    static final String CLIENT = "client";
    static final String REFUND = "refund";

    private static final int PAGE_SIZE = 100;

    /** Final refusals: nothing is left to refund. */
    private static final Set<String> NOT_REFUNDABLE =
            Set.of("charge_already_refunded", "charge_disputed", "refund_disputed_payment", "amount_too_large");

    private final StripeConfig config;
    private final String currency;
    private final StripeCalls calls;
    private final StripeEvents events;
    private final Clock clock;

    Stripe(StripeConfig config, FarthingConfig farthing, StripeCalls calls, StripeEvents events, Clock clock) {
        this.config = config;
        this.currency = farthing.currency();
        this.calls = calls;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "stripe";
    }

    /** Open checkouts still report here after a change of processor. */
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
                // The default may charge the payer's currency, which the books do not keep.
                .param("adaptive_pricing[enabled]", "false")
                .param("expires_at", String.valueOf(topUp.expiresAt.getEpochSecond()))
                .param("success_url", ReturnUrl.withTopUp(topUp.returnTo, topUp.id))
                .param("cancel_url", topUp.returnTo);
        for (String prefix : List.of("metadata", "payment_intent_data[metadata]")) {
            form.param(prefix + "[" + TOP_UP + "]", topUp.id.toString())
                    .param(prefix + "[" + CLIENT + "]", topUp.clientId.toString());
        }
        String purpose = "open a checkout for top-up " + topUp.id;
        JsonNode session = calls.call(purpose, stripe -> stripe.createSession(topUp.id.toString(), form));
        String id = StripeJson.text(session, "id");
        String url = StripeJson.text(session, "url");
        if (id == null || url == null) {
            throw incomplete(purpose);
        }
        return new Checkout(id, url);
    }

    @Override
    public PaymentState state(TopUp topUp) {
        String purpose = "read the checkout of top-up " + topUp.id;
        JsonNode session = calls.call(purpose, stripe -> stripe.session(topUp.session, "payment_intent.latest_charge"));
        try {
            PaymentState state = StripePayments.ofSession(session);
            JsonNode charge = session.path("payment_intent").path("latest_charge");
            if (state.status() != PaymentState.Status.PAID || !charge.isObject()) {
                return state;
            }
            return state.less(
                    StripePayments.refundedMicros(charge),
                    charge.path("disputed").asBoolean(false)
                            ? events.disputes(state, null)
                            : PaymentState.Disputes.NONE);
        } catch (StripeJson.MissingField missing) {
            throw incomplete(purpose);
        }
    }

    /**
     * Looks for the refund first: Stripe forgets an idempotency key after a day, and until then repeats a first answer
     * that may be outdated.
     */
    @Override
    public RefundState refund(TopUp topUp, UUID refundId, long micros) {
        RefundState existing = existingRefund(topUp.payment, refundId);
        if (existing != null) {
            return existing;
        }
        Form form = new Form()
                .param("payment_intent", topUp.payment)
                .param("amount", minor(micros))
                .param("metadata[" + REFUND + "]", refundId.toString())
                .param("metadata[" + TOP_UP + "]", topUp.id.toString());
        String purpose = "pay back a part of top-up " + topUp.id;
        StripeCalls.Answer answer =
                calls.callOrRefusal(purpose, stripe -> stripe.createRefund(refundId.toString(), form));
        if (!answer.isRefusal()) {
            return refundState(answer.body());
        }
        boolean nothingLeft = NOT_REFUNDABLE.contains(answer.errorCode())
                || answer.errorParameter().equals("amount");
        if (answer.status() == 400 && nothingLeft) {
            return RefundState.FAILED;
        }
        throw calls.refused(purpose, answer);
    }

    @Override
    public Event verify(byte[] body, UnaryOperator<String> header) {
        WebhookSignature.verify(
                header.apply("Stripe-Signature"),
                body,
                config.webhookSecrets().orElse(List.of()),
                config.tolerance(),
                clock.instant());
        return events.read(body);
    }

    private RefundState existingRefund(String payment, UUID refundId) {
        String purpose = "list the refunds of " + payment;
        String last = null;
        JsonNode page;
        do {
            String after = last;
            page = calls.call(purpose, stripe -> stripe.refunds(payment, PAGE_SIZE, after));
            for (JsonNode refund : page.path("data")) {
                if (refundId.equals(StripeJson.uuid(refund.path("metadata"), REFUND))) {
                    return refundState(refund);
                }
                last = StripeJson.text(refund, "id");
            }
        } while (page.path("has_more").asBoolean(false) && last != null);
        return null;
    }

    /** Pending: a required action, or an unknown future status. */
    static RefundState refundState(JsonNode refund) {
        return switch (String.valueOf(StripeJson.text(refund, "status"))) {
            case "succeeded" -> RefundState.SUCCEEDED;
            case "failed", "canceled" -> RefundState.FAILED;
            default -> RefundState.PENDING;
        };
    }

    private String minor(long micros) {
        return String.valueOf(StripeAmounts.minor(micros, currency));
    }

    private static ProcessorDown incomplete(String purpose) {
        return new ProcessorDown("Stripe answered incompletely when asked to " + purpose, null);
    }
}
