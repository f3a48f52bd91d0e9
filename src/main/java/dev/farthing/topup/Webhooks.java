package dev.farthing.topup;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.StrictJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.UnaryOperator;

@ApplicationScoped
public class Webhooks {
    private static final int LONGEST_ID = 255;

    private final Processors processors;
    private final ProcessorCalls calls;
    private final Settlement settlement;
    private final RefundSettlement refunds;
    private final TopUpMeters meters;

    Webhooks(
            Processors processors,
            ProcessorCalls calls,
            Settlement settlement,
            RefundSettlement refunds,
            TopUpMeters meters) {
        this.processors = processors;
        this.calls = calls;
        this.settlement = settlement;
        this.refunds = refunds;
        this.meters = meters;
    }

    /**
     * Settles an event once; committed on return.
     *
     * @param header a header's value by its name
     * @return whether a top-up is concerned
     * @throws Problem {@code not_found} for an unused processor, {@code invalid_signature}, {@code malformed_json},
     *     {@code event_refused} or {@code processor_unavailable}
     */
    public boolean receive(String processor, byte[] body, UnaryOperator<String> header) {
        if (!processors.takesEvents(processor)) {
            throw Problem.of(ProblemCode.NOT_FOUND, "No processor of this name is in use here.");
        }
        try {
            boolean relevant = settle(processor, calls.verify(processor, body, header));
            meters.webhook(processor, relevant ? TopUpMeters.TAKEN : TopUpMeters.IGNORED);
            return relevant;
        } catch (Problem refused) {
            meters.webhook(processor, refused.code().code());
            throw refused;
        } catch (RuntimeException fault) {
            meters.webhook(processor, TopUpMeters.FAILED);
            throw fault;
        }
    }

    private boolean settle(String processor, Processor.Event event) {
        if (event == null) {
            return false;
        }
        if (event.id().isBlank()
                || event.id().length() > LONGEST_ID
                || StrictJson.firstUnstorable(event.id() + event.type()) >= 0) {
            throw Problem.of(ProblemCode.MALFORMED_JSON, "An event has an id of 1 to 255 characters.");
        }
        settlement.event(processor, event);
        if (event.refund() != null) {
            // Also when the event was recorded before: a crash may have come in between.
            refunds.event(event);
        }
        return true;
    }
}
