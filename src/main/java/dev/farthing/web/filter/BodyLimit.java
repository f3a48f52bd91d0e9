package dev.farthing.web.filter;

import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses too large a body with a problem: by its Content-Length, else once too much is read. Refuses one that stops arriving.
 *
 * <p>Quarkus' {@code quarkus.http.limits.max-body-size} answers without a body; it still bounds memory.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
@ApplicationScoped
public class BodyLimit implements ReaderInterceptor {
    private static final int AFTER_LOAD_SHEDDING = LoadShedding.AFTER_CORS - 1;
    private static final Duration EARLIER = Duration.ofSeconds(1);

    /** A whole site of another tool; everything else is one article at most. */
    private static final String IMPORTS = "/v1/imports";

    private static final long MAX_DISCARDED_BYTES = 16 * 1024 * 1024;

    private final long maxBytes;
    private final long maxImportBytes;
    private final long patienceMs;
    private final ProblemWriter writer;
    private final CurrentVertxRequest current;

    BodyLimit(
            FarthingConfig config,
            @ConfigProperty(name = "quarkus.http.read-timeout") Duration readTimeout,
            ProblemWriter writer,
            CurrentVertxRequest current) {
        this.maxBytes = config.maxBodySize().asLongValue();
        this.maxImportBytes = config.maxImportSize().asLongValue();
        // Quarkus closes the connection then, without an answer.
        this.patienceMs = Math.max(1, readTimeout.minus(EARLIER).toMillis());
        this.writer = writer;
        this.current = current;
    }

    void install(@Observes Filters filters) {
        filters.register(this::checkLength, AFTER_LOAD_SHEDDING);
    }

    private void checkLength(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader("Content-Length");
        long limit = limit(context);
        if (length == null || !isLonger(length, limit)) {
            context.next();
            return;
        }
        Future<Void> sent = writer.answer(request, problem(limit));
        if (request.version() != HttpVersion.HTTP_2 && isLonger(length, Math.max(limit, MAX_DISCARDED_BYTES))) {
            // A smaller rest is read and discarded, so that a caller that sends before it reads gets the answer.
            sent.onComplete(done -> request.connection().close());
        }
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        RoutingContext request = current.getCurrent();
        long limit = limit(request);
        context.setInputStream(
                new BodyStream(context.getInputStream(), limit, () -> problem(limit), () -> patience(request)));
        return context.proceed();
    }

    /** The connection's end ends the read as well. */
    private Runnable patience(RoutingContext context) {
        long timer = context.vertx().setTimer(patienceMs, late -> {
            if (!context.response().ended()) {
                Problem timeout = Problem.of(ProblemCode.BODY_TIMEOUT, "The body stopped arriving before its end.");
                writer.answer(context.request(), timeout)
                        .onComplete(done -> context.request().connection().close());
            }
        });
        return () -> context.vertx().cancelTimer(timer);
    }

    /** @param length a number, as the HTTP server has checked */
    private static boolean isLonger(String length, long bytes) {
        return length.length() > 18 || Long.parseLong(length) > bytes;
    }

    private long limit(RoutingContext context) {
        return IMPORTS.equals(context.normalizedPath()) ? maxImportBytes : maxBytes;
    }

    private static Problem problem(long limit) {
        return Problem.of(ProblemCode.BODY_TOO_LARGE, "A body has at most " + limit + " bytes here.");
    }
}
