package dev.farthing.topup;

import java.util.UUID;
import java.util.function.UnaryOperator;

/** A processor with a name and a minor unit, and without calls. */
record StubProcessor(String name, long unitMicros) implements Processor {

    @Override
    public boolean takesEventsWhenReplaced() {
        return false;
    }

    @Override
    public Checkout begin(TopUp topUp) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PaymentState state(TopUp topUp) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RefundState refund(TopUp topUp, UUID refundId, long micros) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Event verify(byte[] body, UnaryOperator<String> header) {
        throw new UnsupportedOperationException();
    }
}
