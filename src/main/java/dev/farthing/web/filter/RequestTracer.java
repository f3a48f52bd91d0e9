package dev.farthing.web.filter;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map.Entry;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Shows each request of this server before it is handled, and leaves tracing to another tracer. */
final class RequestTracer<I, O> implements VertxTracer<I, O> {
    private final Consumer<HttpServerRequest> first;
    private final VertxTracer<I, O> tracer;

    RequestTracer(Consumer<HttpServerRequest> first, VertxTracer<I, O> tracer) {
        this.first = first;
        this.tracer = tracer;
    }

    @Override
    public <R> I receiveRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            Iterable<Entry<String, String>> headers,
            TagExtractor<R> tags) {
        if (request instanceof HttpServerRequest http) {
            first.accept(http);
        }
        return tracer.receiveRequest(context, kind, policy, request, operation, headers, tags);
    }

    @Override
    public <R> void sendResponse(Context context, R response, I payload, Throwable failure, TagExtractor<R> tags) {
        tracer.sendResponse(context, response, payload, failure, tags);
    }

    @Override
    public <R> O sendRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            BiConsumer<String, String> headers,
            TagExtractor<R> tags) {
        return tracer.sendRequest(context, kind, policy, request, operation, headers, tags);
    }

    @Override
    public <R> void receiveResponse(Context context, R response, O payload, Throwable failure, TagExtractor<R> tags) {
        tracer.receiveResponse(context, response, payload, failure, tags);
    }

    @Override
    public void close() {
        tracer.close();
    }
}
