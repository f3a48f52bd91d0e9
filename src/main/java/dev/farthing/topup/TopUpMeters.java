package dev.farthing.topup;

import dev.farthing.database.Database;
import dev.farthing.web.MoneyCounter;
import dev.farthing.web.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@ApplicationScoped
// Metrics exist before the first request.
@Startup
class TopUpMeters {
    static final String TAKEN = "taken";
    static final String IGNORED = "ignored";
    static final String ANSWERED = "answered";
    static final String DOWN = "down";
    static final String CIRCUIT_OPEN = "circuit_open";
    static final String FAILED = "failed";

    /** At zero, so that the first event counts as an increase. */
    private static final List<String> WEBHOOKS = List.of(
            TAKEN,
            IGNORED,
            ProblemCode.INVALID_SIGNATURE.code(),
            ProblemCode.MALFORMED_JSON.code(),
            ProblemCode.EVENT_REFUSED.code(),
            ProblemCode.PROCESSOR_UNAVAILABLE.code(),
            FAILED);

    private static final List<String> CALLS = List.of(ANSWERED, DOWN, CIRCUIT_OPEN, FAILED);

    private final MeterRegistry meters;
    private final Database database;
    private final Map<String, MoneyCounter> toppedUp;
    private final Map<List<String>, Counter> counters = new ConcurrentHashMap<>();
    private final AtomicInteger circuitOpen = new AtomicInteger();

    TopUpMeters(MeterRegistry meters, Database database, @All List<Processor> processors) {
        this.meters = meters;
        this.database = database;
        List<String> names = processors.stream().map(Processor::name).toList();
        this.toppedUp = names.stream()
                .collect(Collectors.toUnmodifiableMap(
                        name -> name,
                        name -> new MoneyCounter(
                                meters,
                                "farthing.money.topped.up",
                                "Top-ups that were paid and credited, without bonus",
                                "processor",
                                name)));
        names.forEach(name -> {
            WEBHOOKS.forEach(outcome -> webhooks(name, outcome));
            CALLS.forEach(outcome -> calls(name, outcome));
        });
        Gauge.builder("farthing.processor.circuit.open", circuitOpen, AtomicInteger::get)
                .description("1 while calls to a failing processor are refused, until a call succeeds again")
                .register(meters);
    }

    void toppedUp(String processor, long micros) {
        database.afterCommit(() -> Stream.ofNullable(toppedUp.get(processor)).forEach(counter -> counter.add(micros)));
    }

    void webhook(String processor, String outcome) {
        webhooks(processor, outcome).increment();
    }

    void call(String processor, String outcome) {
        calls(processor, outcome).increment();
    }

    void circuitOpen(boolean open) {
        circuitOpen.set(open ? 1 : 0);
    }

    private Counter webhooks(String processor, String outcome) {
        return counter(
                "farthing.webhooks",
                "Events of payment processors by outcome: taken, ignored, or the code of the refusal",
                processor,
                outcome);
    }

    private Counter calls(String processor, String outcome) {
        return counter("farthing.processor.calls", "Calls to payment processors", processor, outcome);
    }

    private Counter counter(String name, String description, String processor, String outcome) {
        return counters.computeIfAbsent(List.of(name, processor, outcome), first -> Counter.builder(name)
                .description(description)
                .tag("processor", processor)
                .tag("outcome", outcome)
                .register(meters));
    }
}
