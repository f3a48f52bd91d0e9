package dev.farthing.web.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes spans below Quarkus' request spans; none while tracing is off, the default. */
@ApplicationScoped
public class Tracing {
    private final Tracer tracer;
    private final boolean on;

    Tracing(Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
        this.tracer = tracer;
        this.on = !disabled;
    }

    /** For use outside of CDI. */
    public static Tracing off() {
        return new Tracing(null, true);
    }

    /**
     * Runs work in a span that ends when the future completes.
     *
     * @param work receives the span, to pass on when requests share a statement
     */
    public <T> CompletableFuture<T> trace(
            String name, Function<Span, CompletableFuture<T>> work, BiConsumer<Span, T> describe) {
        if (!on) {
            return work.apply(Span.getInvalid());
        }
        Span span = tracer.spanBuilder(name).startSpan();
        return work.apply(span).whenComplete((result, fault) -> {
            if (fault == null) {
                describe.accept(span, result);
            } else {
                span.setStatus(StatusCode.ERROR, fault.getClass().getSimpleName());
            }
            span.end();
        });
    }

    /**
     * Runs database work that several requests share: part of the trace of one traced request; for more, a trace of its
     * own with a link to each; for none, untraced.
     */
    @SuppressWarnings("try")
    public <T> T traceShared(String name, List<Span> requests, Supplier<T> work) {
        List<Span> traced = on ? requests.stream().filter(Span::isRecording).toList() : List.of();
        if (traced.isEmpty()) {
            return work.get();
        }
        Span span = shared(name, traced)
                .setAttribute("farthing.batch.size", requests.size())
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            return work.get();
        } catch (RuntimeException | Error fault) {
            span.setStatus(StatusCode.ERROR, fault.getClass().getSimpleName());
            throw fault;
        } finally {
            span.end();
        }
    }

    private SpanBuilder shared(String name, List<Span> traced) {
        SpanBuilder builder =
                tracer.spanBuilder(name).setSpanKind(SpanKind.CLIENT).setAttribute("db.system.name", "postgresql");
        if (traced.size() == 1) {
            return builder.setParent(Context.root().with(traced.get(0)));
        }
        builder.setNoParent();
        traced.forEach(one -> builder.addLink(one.getSpanContext()));
        return builder;
    }
}
