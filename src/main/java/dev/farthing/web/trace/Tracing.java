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

/**
 * This service's own spans, beneath those that Quarkus makes of requests. Where tracing is off, which it is until an operator
 * switches it on, no span is made and nobody is asked.
 */
@ApplicationScoped
public class Tracing {
    private final Tracer tracer;
    private final boolean on;

    Tracing(Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
        this.tracer = tracer;
        this.on = !disabled;
    }

    /** For what is used outside of the application. */
    public static Tracing off() {
        return new Tracing(null, true);
    }

    /**
     * Begins work as a span of the request that this thread works for; the span ends when the answer is there.
     *
     * @param work is given its span, to hand on where several share a statement
     * @param said puts what came of it into the span
     */
    public <T> CompletableFuture<T> trace(
            String name, Function<Span, CompletableFuture<T>> work, BiConsumer<Span, T> said) {
        if (!on) {
            return work.apply(Span.getInvalid());
        }
        Span span = tracer.spanBuilder(name).startSpan();
        return work.apply(span).whenComplete((result, fault) -> {
            if (fault == null) {
                said.accept(span, result);
            } else {
                span.setStatus(StatusCode.ERROR, fault.getClass().getSimpleName());
            }
            span.end();
        });
    }

    /**
     * Does work of the database that several requests share. Asked for by one, it is a part of that request's trace; by more,
     * it is a trace of its own, with a link to each of them. What no traced request asks for is not traced.
     */
    @SuppressWarnings("try")
    public <T> T traceShared(String name, List<Span> asking, Supplier<T> work) {
        List<Span> traced = on ? asking.stream().filter(Span::isRecording).toList() : List.of();
        if (traced.isEmpty()) {
            return work.get();
        }
        Span span = shared(name, traced)
                .setAttribute("farthing.batch.size", asking.size())
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
