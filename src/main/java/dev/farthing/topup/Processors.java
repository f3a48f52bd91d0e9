package dev.farthing.topup;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.quarkus.arc.All;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * The processor that is configured, behind a circuit breaker: when it keeps failing it is left alone for a while, so that
 * requests are refused at once and no worker waits for it.
 */
@ApplicationScoped
public class Processors {
    private static final Logger LOG = Logger.getLogger(Processors.class);

    /** Half of the last ten calls failed: leave it alone for ten seconds. */
    private static final int CALLS_LOOKED_AT = 10;

    private static final int PAUSE_S = 10;

    private final List<Processor> all;
    private final TopUpConfig config;
    private final TopUpMeters meters;
    private final TypedGuard<Object> guard;

    Processors(@All List<Processor> all, TopUpConfig config, TopUpMeters meters) {
        this.all = all;
        this.config = config;
        this.meters = meters;
        this.guard = TypedGuard.create(Object.class)
                .withCircuitBreaker()
                .requestVolumeThreshold(CALLS_LOOKED_AT)
                .failureRatio(0.5)
                .delay(PAUSE_S, ChronoUnit.SECONDS)
                .when(fault -> fault instanceof Processor.ProcessorDown)
                .done()
                .build();
    }

    /** The one that new top-ups go to, if any. */
    public Optional<Processor> configured() {
        return config.processor()
                .map(kind -> named(kind.name().toLowerCase(Locale.ROOT)).orElseThrow());
    }

    /**
     * The one that new top-ups go to.
     *
     * @throws Problem {@code top_ups_off}
     */
    public Processor required() {
        return configured().orElseThrow(() -> Problem.of(ProblemCode.TOP_UPS_OFF, "Credit cannot be paid for here."));
    }

    /** Whether this service takes events of the processor with this name. */
    public boolean takesEvents(String name) {
        return configured().filter(processor -> processor.name().equals(name)).isPresent()
                || named(name).filter(Processor::takesEventsWhenReplaced).isPresent();
    }

    private Optional<Processor> named(String name) {
        return all.stream().filter(processor -> processor.name().equals(name)).findFirst();
    }

    /**
     * Reads an event. Past the circuit breaker, which strangers must not be able to move, and which must not keep out an event
     * that needs no call.
     *
     * @throws Problem {@code processor_unavailable} where reading it takes a call that fails
     */
    Processor.Event verified(String name, byte[] body, UnaryOperator<String> header) {
        try {
            return named(name).orElseThrow().verify(body, header);
        } catch (Processor.ProcessorDown down) {
            throw unavailable(name, down);
        }
    }

    /**
     * Asks the processor of a top-up.
     *
     * @throws Problem {@code processor_unavailable}
     */
    <T> T ask(String name, Function<Processor, T> question) {
        Processor processor = named(name).orElseThrow();
        Supplier<Object> call = () -> question.apply(processor);
        try {
            @SuppressWarnings("unchecked")
            T answer = (T) guard.get(call);
            meters.call(name, TopUpMeters.ANSWERED);
            return answer;
        } catch (Processor.ProcessorDown down) {
            meters.call(name, TopUpMeters.DOWN);
            throw unavailable(name, down);
        } catch (CircuitBreakerOpenException left) {
            meters.call(name, TopUpMeters.CIRCUIT_OPEN);
            LOG.debugf("The processor %s is left alone for a while", name);
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
