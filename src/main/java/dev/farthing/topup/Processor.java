package dev.farthing.topup;

import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Moves real money into a top-up. Every call may be repeated: a processor knows a top-up and a refund by their ids.
 *
 * <p>Calls go through {@link ProcessorCalls}, which guards them by a circuit breaker; an implementation bounds each by a
 * timeout and throws {@link ProcessorDown} when the processor did not answer.
 */
public interface Processor {

    /** The name in {@code top_up.processor}, in the references of entries and in the webhook's path. */
    String name();

    /** Whether this service takes its events also while new top-ups go to another processor. */
    boolean takesEventsWhenReplaced();

    /** The smallest amount it can move in the currency of the books; payments and refunds are whole multiples of it. */
    long unitMicros();

    /** Opens the checkout at which a person pays; the same one for the same top-up. */
    Checkout begin(TopUp topUp);

    /** The payment as it stands now; {@code topUp.session} is not null. */
    PaymentState state(TopUp topUp);

    /** Pays back a part of a paid top-up, once for each {@code refundId}. */
    RefundState refund(TopUp topUp, UUID refundId, long micros);

    /**
     * Reads an event and makes sure that the processor sent it.
     *
     * @param body the raw body
     * @param header the value of a header of the request, or null
     * @return null for an event that concerns no top-up
     * @throws dev.farthing.web.Problem {@code invalid_signature}, or {@code event_refused} when it names no top-up
     */
    Event verify(byte[] body, UnaryOperator<String> header);

    /** The page at which a person pays, and the processor's name of it. */
    record Checkout(String session, String url) {}

    /** The state of a refund. */
    enum RefundState {
        PENDING,
        SUCCEEDED,
        FAILED
    }

    /**
     * The state of one top-up's payment, as an event reports it.
     *
     * @param id the processor's id of the event, the same when it is sent again
     * @param session the processor's checkout, where the event names it
     */
    record Event(String id, String type, UUID clientId, UUID topUpId, String session, PaymentState state) {}

    /** The processor did not answer, or reported a fault of its own; it may or may not have acted. */
    final class ProcessorDown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param what what was tried and how it failed, without secrets */
        public ProcessorDown(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
