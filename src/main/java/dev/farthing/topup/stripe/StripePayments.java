package dev.farthing.topup.stripe;

import static dev.farthing.topup.PaymentState.Status.EXPIRED;
import static dev.farthing.topup.PaymentState.Status.FAILED;
import static dev.farthing.topup.PaymentState.Status.OPEN;

import com.fasterxml.jackson.databind.JsonNode;
import dev.farthing.topup.PaymentState;
import dev.farthing.topup.stripe.StripeJson.Unreadable;
import dev.farthing.web.ProblemCode;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Stripe's objects say of a payment. A payment goes by the name of its payment intent, whichever object tells of it. */
final class StripePayments {
    private static final Set<String> CATALOGUED = Stream.of(
                    ProblemCode.EXPIRED_CARD,
                    ProblemCode.CARD_DECLINED,
                    ProblemCode.INSUFFICIENT_FUNDS,
                    ProblemCode.INCORRECT_CVC,
                    ProblemCode.PROCESSING_ERROR)
            .map(ProblemCode::code)
            .collect(Collectors.toUnmodifiableSet());

    private StripePayments() {}

    /** Of a Checkout Session: complete means that a person is done with it, not that the money is there. */
    static PaymentState ofSession(JsonNode session) {
        if ("paid".equals(StripeJson.text(session, "payment_status"))) {
            return paid(StripeJson.id(session, "payment_intent"), session, "amount_total");
        }
        JsonNode intent = session.path("payment_intent");
        return switch (String.valueOf(StripeJson.text(session, "status"))) {
            case "expired" -> PaymentState.unpaid(EXPIRED, null);
            case "complete" -> hasFailed(intent) ? PaymentState.unpaid(FAILED, failure(intent)) : open();
            default -> open();
        };
    }

    /** Of a charge, with what has gone back of it. */
    static PaymentState ofCharge(JsonNode charge) {
        PaymentState state = charge.path("paid").asBoolean(false)
                ? paid(StripeJson.id(charge, "payment_intent"), charge, "amount_captured")
                : open();
        return state.lessRefunds(refunded(charge), 0);
    }

    /** Of a payment intent. */
    static PaymentState ofIntent(JsonNode intent) {
        return "succeeded".equals(StripeJson.text(intent, "status"))
                ? paid(StripeJson.text(intent, "id"), intent, "amount_received")
                : open();
    }

    /** What has been paid back of a charge until now, in micros. */
    static long refunded(JsonNode charge) {
        return micros(charge, "amount_refunded");
    }

    /**
     * How much of a payment a dispute takes away, in micros. Nothing once it is won; nothing as long as a bank merely asks
     * (an inquiry, whose status is a warning).
     */
    static long taken(JsonNode dispute, PaymentState payment) {
        String status = String.valueOf(StripeJson.text(dispute, "status"));
        if (status.equals("won") || status.startsWith("warning_")) {
            return 0;
        }
        // Where the bank counts in another currency, its amount does not compare; such a dispute is of the whole
        // payment.
        return payment.currency() != null && !payment.currency().equals(currency(dispute))
                ? payment.paidMicros()
                : micros(dispute, "amount");
    }

    private static PaymentState open() {
        return PaymentState.unpaid(OPEN, null);
    }

    private static PaymentState paid(String payment, JsonNode object, String amount) {
        if (payment == null) {
            throw new Unreadable("payment_intent");
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

    /**
     * Why it was declined, where that is a code of this service's catalogue too. The bank's reason comes first: Stripe's own
     * code is {@code card_declined} for most of them.
     */
    private static String failure(JsonNode intent) {
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
            throw new Unreadable("currency");
        }
        return currency.toUpperCase(Locale.ROOT);
    }

    private static long micros(JsonNode object, String field) {
        try {
            return StripeAmounts.micros(StripeJson.number(object, field), currency(object));
        } catch (IllegalArgumentException | ArithmeticException notAnAmount) {
            throw new Unreadable(field);
        }
    }
}
