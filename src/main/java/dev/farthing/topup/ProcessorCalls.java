package dev.farthing.topup;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** While a processor fails, a circuit breaker refuses calls, so that none holds a worker. */
@ApplicationScoped
class ProcessorCalls {
    private static final Logger LOG = Logger.getLogger(ProcessorCalls.class);

    private static final int CALLS_LOOKED_AT = 10;

    private static final int PAUSE_S = 10;

    private final Processors processors;
    private final TopUpMeters meters;
    private final TypedGuard<Object> guard;

    ProcessorCalls(Processors processors, TopUpMeters meters) {
        this.processors = processors;
        this.meters = meters;
        this.guard = TypedGuard.create(Object.class)
                .withCircuitBreaker()
                .requestVolumeThreshold(CALLS_LOOKED_AT)
                .failureRatio(0.5)
                .delay(PAUSE_S, ChronoUnit.SECONDS)
                .when(fault -> fault instanceof Processor.ProcessorDown)
                .onStateChange(state -> meters.circuitOpen(state != CircuitBreakerState.CLOSED))
                .done()
                .build();
    }

    /**
     * Bypasses the circuit breaker: forged events must not open it.
     *
     * @throws Problem {@code processor_unavailable}
     */
    Processor.Event verify(String name, byte[] body, UnaryOperator<String> header) {
        try {
            return processors.named(name).verify(body, header);
        } catch (Processor.ProcessorDown down) {
            throw unavailable(name, down);
        }
    }

    /** @throws Problem {@code processor_unavailable} */
    <T> T ask(String name, Function<Processor, T> question) {
        Processor processor = processors.named(name);
        Supplier<Object> call = () -> question.apply(processor);
        try {
            @SuppressWarnings("unchecked")
            T answer = (T) guard.get(call);
            meters.call(name, TopUpMeters.ANSWERED);
            return answer;
        } catch (Processor.ProcessorDown down) {
            meters.call(name, TopUpMeters.DOWN);
            throw unavailable(name, down);
        } catch (CircuitBreakerOpenException open) {
            meters.call(name, TopUpMeters.CIRCUIT_OPEN);
            LOG.debugf("The circuit is open: processor %s is not called", name);
            throw unavailable();
        } catch (RuntimeException fault) {
            meters.call(name, TopUpMeters.FAILED);
            throw fault;
        }
    }

    private static Problem unavailable(String name, Processor.ProcessorDown down) {
        LOG.warnf("The processor %s does not answer: %s", name, down.getMessage());
        return unavailable();
    }

    private static Problem unavailable() {
        return Problem.later(
                ProblemCode.PROCESSOR_UNAVAILABLE, PAUSE_S, "The payment processor cannot be reached just now.");
    }
}
