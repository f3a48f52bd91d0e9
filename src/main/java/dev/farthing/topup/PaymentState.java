package dev.farthing.topup;

/**
 * What a processor knows of one payment, all at one moment or only as far as an event tells it. Amounts in micros.
 *
 * @param payment the processor's name of it; null as long as nobody has paid
 * @param paidMicros what was paid for the top-up, or 0 where that is not said; when it is not the top-up's amount, the state is
 *     refused
 * @param currency ISO 4217, upper case; null where nothing was paid
 * @param refundedMicros all that the processor has paid back until then
 * @param disputedMicros all that the card's holder has disputed until then
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

    /** Whether money came in. What was paid back later does not change it. */
    public enum Status {
        /** Nothing is decided: nobody has paid yet, or the payment is under way. */
        OPEN,
        PAID,
        /** It will not come any more. */
        FAILED,
        /** Nobody paid in time, and nobody can any more. */
        EXPIRED
    }

    /** Nobody has paid; {@code status} is anything but PAID. */
    public static PaymentState unpaid(Status status, String failure) {
        return new PaymentState(status, null, 0, null, 0, 0, failure);
    }

    /** The payment came in whole. */
    public static PaymentState paid(String payment, long micros, String currency) {
        return new PaymentState(Status.PAID, payment, micros, currency, 0, 0, null);
    }

    /** The same, of which so much has gone back. */
    public PaymentState lessRefunds(long refunded, long disputed) {
        return new PaymentState(status, payment, paidMicros, currency, refunded, disputed, failure);
    }
}
