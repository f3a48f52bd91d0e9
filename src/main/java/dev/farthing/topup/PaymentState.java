package dev.farthing.topup;

/**
 * The state of one payment at its processor: whole, or as far as an event reports it. Amounts in micros.
 *
 * @param payment the processor's id of the payment; null while it is unpaid
 * @param paidMicros the amount paid, or 0 where the report does not name it; one that differs from the top-up's amount is
 *     refused
 * @param currency ISO 4217, upper case; null while it is unpaid
 * @param refundedMicros the total that the processor has paid back
 * @param disputedMicros the total that the card's holder has disputed
 * @param failure a code such as {@code card_declined}, or null
 */
public record PaymentState(
        Status status,
        String payment,
        long paidMicros,
        String currency,
        long refundedMicros,
        long disputedMicros,
        String failure) {

    /** Whether the payment came in; later refunds do not change it. */
    public enum Status {
        /** Undecided: not paid yet, or under way. */
        OPEN,
        PAID,
        /** It will not be paid any more. */
        FAILED,
        /** It was not paid in time and cannot be paid any more. */
        EXPIRED
    }

    /** A state without a payment; {@code status} is any but PAID. */
    public static PaymentState unpaid(Status status, String failure) {
        return new PaymentState(status, null, 0, null, 0, 0, failure);
    }

    /** A full payment. */
    public static PaymentState paid(String payment, long micros, String currency) {
        return new PaymentState(Status.PAID, payment, micros, currency, 0, 0, null);
    }

    /** The same payment with these sums paid back and disputed. */
    public PaymentState lessRefunds(long refunded, long disputed) {
        return new PaymentState(status, payment, paidMicros, currency, refunded, disputed, failure);
    }
}
