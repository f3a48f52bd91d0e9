package dev.farthing.topup;

import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Moves real money; every call may be repeated.
 *
 * <p>{@link ProcessorCalls} adds a circuit breaker; an implementation bounds each call by a timeout and throws {@link
 * ProcessorDown}.
 */
public interface Processor {

    /** Stored with top-ups; part of entry references and the webhook's path. */
    String name();

    /** Whether its events count while new top-ups go to another processor. */
    boolean takesEventsWhenReplaced();

    /** The smallest amount in the book currency; all others are multiples. */
    long unitMicros();

    /** The same checkout for the same top-up. */
    Checkout begin(TopUp topUp);

    /** @param topUp with a session */
    PaymentState state(TopUp topUp);

    /** Once for each {@code refundId}. */
    RefundState refund(TopUp topUp, UUID refundId, long micros);

    /**
     * Authenticates an event.
     *
     * @param header a header's value by its name
     * @return null if no top-up is concerned
     * @throws dev.farthing.web.Problem {@code invalid_signature}, {@code malformed_json} or {@code event_refused}
     */
    Event verify(byte[] body, UnaryOperator<String> header);

    record Checkout(String session, String url) {}

    enum RefundState {
        PENDING,
        SUCCEEDED,
        FAILED
    }

    /**
     * @param id the same on redelivery
     * @param session null if unnamed
     * @param refund of a refund requested here, or null
     */
    record Event(
            String id,
            String type,
            UUID clientId,
            UUID topUpId,
            String session,
            PaymentState state,
            RefundReport refund) {

        public Event(String id, String type, UUID clientId, UUID topUpId, String session, PaymentState state) {
            this(id, type, clientId, topUpId, session, state, null);
        }
    }

    /** @param id the {@code refundId} of the request */
    record RefundReport(UUID id, RefundState state) {}

    /** No answer, or a fault of the processor; it may have acted. */
    final class ProcessorDown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param what the attempt and its failure, without secrets */
        public ProcessorDown(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
