package dev.farthing.topup;

import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What moves real money into a top-up. Every call may be repeated: a processor knows a top-up and a refund by their ids.
 *
 * <p>Calls go through {@link Processors}, which guards them by a circuit breaker; an implementation bounds each by a
 * timeout and throws {@link ProcessorDown} where the processor did not answer.
 */
public interface Processor {

    /** The name that stands in {@code top_up.processor}, in the references of entries and in the webhook's path. */
    String name();

    /** Whether events of this processor are taken also while new top-ups go to another one. */
    boolean takesEventsWhenReplaced();

    /** Opens the checkout at which a person pays; the same one for the same top-up. */
    Checkout begin(TopUp topUp);

    /** What has become of the payment until now; {@code topUp.session} is not null. */
    PaymentState state(TopUp topUp);

    /** Pays back a part of a top-up that has been paid, once for each {@code refundId}. */
    RefundState refund(TopUp topUp, UUID refundId, long micros);

    /**
     * Reads an event and makes sure that the processor sent it.
     *
     * @param body as it came
     * @param header the value of a header of the request, or null
     * @return null for an event of a kind that has no meaning for a top-up
     * @throws dev.farthing.web.Problem {@code invalid_signature}, or {@code event_refused} when it names no top-up
     */
    Event verify(byte[] body, UnaryOperator<String> header);

    /** Where a person pays. */
    record Checkout(String session, String url) {}

    /** What came of a refund. */
    enum RefundState {
        PENDING,
        SUCCEEDED,
        FAILED
    }

    /**
     * What an event says of one top-up.
     *
     * @param id the processor's, by which a repeated event is known
     * @param session the processor's checkout, where the event names it
     */
    record Event(String id, String type, UUID clientId, UUID topUpId, String session, PaymentState state) {}

    /** The processor did not answer, or said that it could not; nothing is known of what it did. */
    final class ProcessorDown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param what what was tried and how it failed, without secrets */
        public ProcessorDown(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
