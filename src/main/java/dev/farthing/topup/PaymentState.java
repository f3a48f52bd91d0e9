package dev.farthing.topup;

/**
 * A payment as far as a report shows it. Amounts in micros; refunds and disputes are totals that only grow.
 *
 * @param payment the processor's id; null while unpaid
 * @param paidMicros the top-up's amount, or 0 if unnamed
 * @param currency ISO 4217, upper case; null while unpaid
 * @param disputes null if the report does not look at them
 * @param failure such as {@code card_declined}, or null
 */
public record PaymentState(
        Status status,
        String payment,
        long paidMicros,
        String currency,
        long refundedMicros,
        Disputes disputes,
        String failure) {

    /** Later refunds do not change it. */
    public enum Status {
        /** Unpaid or under way. */
        OPEN,
        PAID,
        FAILED,
        EXPIRED
    }

    /**
     * All disputes of a payment. A won dispute counts in both totals.
     *
     * @param returnedMicros the part of {@code takenMicros} that the payer no longer has
     * @param open whether one of them is undecided
     */
    public record Disputes(long takenMicros, long returnedMicros, boolean open) {
        public static final Disputes NONE = new Disputes(0, 0, false);
    }

    /** @param status any but PAID */
    public static PaymentState unpaid(Status status, String failure) {
        return new PaymentState(status, null, 0, null, 0, null, failure);
    }

    public static PaymentState paid(String payment, long micros, String currency) {
        return new PaymentState(Status.PAID, payment, micros, currency, 0, null, null);
    }

    /** @param found null if not looked at */
    public PaymentState less(long refunded, Disputes found) {
        return new PaymentState(status, payment, paidMicros, currency, refunded, found, failure);
    }
}
