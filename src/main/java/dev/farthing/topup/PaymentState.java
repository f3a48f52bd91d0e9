package dev.farthing.topup;

/**
 * A payment as far as a report shows it. Amounts in micros; refunds and disputes are totals.
 *
 * @param payment the processor's id; null while unpaid
 * @param paidMicros the top-up's amount, or 0 if unnamed
 * @param currency ISO 4217, upper case; null while unpaid
 * @param failure such as {@code card_declined}, or null
 */
public record PaymentState(
        Status status,
        String payment,
        long paidMicros,
        String currency,
        long refundedMicros,
        long disputedMicros,
        String failure) {

    /** Later refunds do not change it. */
    public enum Status {
        /** Unpaid or under way. */
        OPEN,
        PAID,
        FAILED,
        EXPIRED
    }

    /** @param status any but PAID */
    public static PaymentState unpaid(Status status, String failure) {
        return new PaymentState(status, null, 0, null, 0, 0, failure);
    }

    public static PaymentState paid(String payment, long micros, String currency) {
        return new PaymentState(Status.PAID, payment, micros, currency, 0, 0, null);
    }

    /** Replaces both totals. */
    public PaymentState lessRefunds(long refunded, long disputed) {
        return new PaymentState(status, payment, paidMicros, currency, refunded, disputed, failure);
    }
}
