package dev.farthing.topup.stripe;

import static dev.farthing.topup.PaymentState.Status.EXPIRED;
import static dev.farthing.topup.PaymentState.Status.FAILED;
import static dev.farthing.topup.PaymentState.Status.OPEN;

import com.fasterxml.jackson.databind.JsonNode;
import dev.farthing.topup.PaymentState;
import dev.farthing.topup.stripe.StripeJson.MissingField;
import dev.farthing.web.ProblemCode;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The payment's id is always that of the payment intent. */
final class StripePayments {
    private static final Set<String> CATALOGUED = Stream.of(
                    ProblemCode.EXPIRED_CARD,
                    ProblemCode.CARD_DECLINED,
                    ProblemCode.INSUFFICIENT_FUNDS,
                    ProblemCode.INCORRECT_CVC,
                    ProblemCode.PROCESSING_ERROR)
            .map(ProblemCode::code)
            .collect(Collectors.toUnmodifiableSet());

    /** All but the statuses under way, and what Stripe may add. */
    private static final Set<String> DECIDED = Set.of("won", "lost", "prevented", "warning_closed", "charge_refunded");

    private StripePayments() {}

    /** Complete means that the payer has finished, not that the money has arrived. */
    static PaymentState ofSession(JsonNode session) {
        if ("paid".equals(StripeJson.text(session, "payment_status"))) {
            return paid(StripeJson.id(session, "payment_intent"), session, "amount_total");
        }
        JsonNode intent = session.path("payment_intent");
        return switch (String.valueOf(StripeJson.text(session, "status"))) {
            case "expired" -> PaymentState.unpaid(EXPIRED, null);
            case "complete" -> hasFailed(intent) ? PaymentState.unpaid(FAILED, declineCode(intent)) : open();
            default -> open();
        };
    }

    static PaymentState ofCharge(JsonNode charge) {
        PaymentState state = charge.path("paid").asBoolean(false)
                ? paid(StripeJson.id(charge, "payment_intent"), charge, "amount_captured")
                : open();
        return state.less(refundedMicros(charge), null);
    }

    static PaymentState ofIntent(JsonNode intent) {
        return "succeeded".equals(StripeJson.text(intent, "status"))
                ? paid(StripeJson.text(intent, "id"), intent, "amount_received")
                : open();
    }

    static long refundedMicros(JsonNode charge) {
        return micros(charge, "amount_refunded");
    }

    /** An inquiry ({@code warning_...}) takes nothing, but can become a dispute. */
    static PaymentState.Disputes disputes(JsonNode dispute, PaymentState payment) {
        String status = String.valueOf(StripeJson.text(dispute, "status"));
        boolean open = !DECIDED.contains(status);
        if (status.startsWith("warning_")) {
            return new PaymentState.Disputes(0, 0, open);
        }
        String currency = currency(dispute);
        // Another currency does not compare: the whole payment counts as disputed.
        long taken = payment.currency() != null && !payment.currency().equals(currency)
                ? payment.paidMicros()
                : micros(dispute, "amount");
        long listed = Math.min(taken, reinstatedMicros(dispute, payment.currency()));
        return new PaymentState.Disputes(taken, listed == 0 && status.equals("won") ? taken : listed, open);
    }

    /**
     * What Stripe lists as given back, which can be a part: it gives back what had been refunded before the dispute, even if that is
     * lost. Zero where it lists nothing, or another currency: then the status decides.
     */
    private static long reinstatedMicros(JsonNode dispute, String currency) {
        long sum = 0;
        for (JsonNode transaction : dispute.path("balance_transactions")) {
            String other = StripeJson.text(transaction, "currency");
            if (other != null && other.toUpperCase(Locale.ROOT).equals(currency)) {
                sum = StripeAmounts.sum(sum, Math.max(0, micros(transaction, "amount")));
            }
        }
        return sum;
    }

    private static PaymentState open() {
        return PaymentState.unpaid(OPEN, null);
    }

    private static PaymentState paid(String payment, JsonNode object, String amount) {
        if (payment == null) {
            throw new MissingField("payment_intent");
        }
        return PaymentState.paid(payment, micros(object, amount), currency(object));
    }

    private static boolean hasFailed(JsonNode intent) {
        return switch (String.valueOf(StripeJson.text(intent, "status"))) {
            case "canceled" -> true;
            case "requires_payment_method" -> intent.path("last_payment_error").isObject();
            default -> false;
        };
    }

    /** The bank's reason comes first: Stripe's own code is mostly {@code card_declined}. */
    private static String declineCode(JsonNode intent) {
        JsonNode error = intent.path("last_payment_error");
        return Stream.of("decline_code", "code")
                .map(field -> StripeJson.text(error, field))
                .filter(code -> code != null && CATALOGUED.contains(code))
                .findFirst()
                .orElse(null);
    }

    private static String currency(JsonNode object) {
        String currency = StripeJson.text(object, "currency");
        if (currency == null) {
            throw new MissingField("currency");
        }
        return currency.toUpperCase(Locale.ROOT);
    }

    private static long micros(JsonNode object, String field) {
        try {
            return StripeAmounts.micros(StripeJson.number(object, field), currency(object));
        } catch (IllegalArgumentException | ArithmeticException notAnAmount) {
            throw new MissingField(field);
        }
    }
}
