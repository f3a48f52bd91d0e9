package dev.farthing.web.filter;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.Handler;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers with a problem what Vert.x and Quarkus refuse without a body, in front of all filters: what the decoder cannot read, such as
 * control characters and too large headers, and addresses with a broken escape.
 *
 * <p>Both handlers belong to the connection, and Quarkus has no setting for them. A tracer sees each request before its handler is
 * chosen; this one sets them, and passes everything on to the tracer that is configured.
 */
@ApplicationScoped
class InvalidRequests implements VertxOptionsCustomizer {
    private final Instance<ProblemWriter> writer;
    private final boolean redirectsToTls;
    private final Handler<HttpServerRequest> refuseUndecoded = this::refuseUndecoded;
    private final Handler<HttpServerRequest> handle = this::handle;

    InvalidRequests(
            Instance<ProblemWriter> writer,
            @ConfigProperty(name = "quarkus.http.insecure-requests") Optional<String> insecureRequests) {
        this.writer = writer;
        this.redirectsToTls =
                insecureRequests.filter("redirect"::equalsIgnoreCase).isPresent();
    }

    @Override
    // Vert.x 5 moves it to a builder, which Quarkus keeps to itself.
    @SuppressWarnings("deprecation")
    public void accept(VertxOptions options) {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            // Vert.x outlives this bean there.
            return;
        }
        TracingOptions configured = options.getTracingOptions();
        VertxTracerFactory factory = configured == null ? null : configured.getFactory();
        VertxTracer<?, ?> tracer = factory == null ? new NoTracer() : factory.tracer(configured);
        options.setTracingOptions(new TracingOptions().setFactory(none -> new RequestTracer<>(this::prepare, tracer)));
    }

    private void prepare(HttpServerRequest request) {
        if (request.connection() instanceof HttpServerConnection connection) {
            connection.invalidRequestHandler(refuseUndecoded);
            if (!redirectsToTls || request.isSSL()) {
                connection.handler(handle);
            }
        }
    }

    private void refuseUndecoded(HttpServerRequest request) {
        writer.get().answer(request, undecoded(request.decoderResult().cause()));
    }

    private static Problem undecoded(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.ofStatus(414);
        }
        return cause instanceof TooLongHttpHeaderException
                ? Problem.ofStatus(431)
                : Problem.of(
                        ProblemCode.MALFORMED_REQUEST,
                        "The request line or a header is not valid HTTP: a control character, or two lengths, for example.");
    }

    private void handle(HttpServerRequest request) {
        if (request.version() == null) {
            // Such as HTTP/3.0 in a request line; Quarkus' access log fails on it.
            refuseUndecoded(request);
        } else if (isAddress(request.uri())) {
            VertxHttpRecorder.getRootHandler().handle(request);
        } else {
            writer.get()
                    .answer(
                            request,
                            Problem.of(
                                    ProblemCode.MALFORMED_REQUEST,
                                    "The address cannot be read: a percent sign is followed by two hex digits, and"
                                            + " characters such as braces and spaces are encoded."));
        }
    }

    /** As Quarkus checks it. */
    private static boolean isAddress(String uri) {
        try {
            return uri != null && !new URI(uri).toString().isEmpty();
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    private static final class NoTracer implements VertxTracer<Object, Object> {}
}
