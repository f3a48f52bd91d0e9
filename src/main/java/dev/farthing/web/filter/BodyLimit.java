package dev.farthing.web.filter;

import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses too large a body with a problem: by its Content-Length, else once too much is read.
 *
 * <p>Quarkus' {@code quarkus.http.limits.max-body-size} answers without a body; it still bounds memory.
 */
@Provider
@ApplicationScoped
public class BodyLimit implements ReaderInterceptor {
    private static final int AFTER_LOAD_SHEDDING = LoadShedding.AFTER_CORS - 1;

    private final long maxBytes;
    private final long maxDiscardedBytes;
    private final ProblemWriter writer;

    BodyLimit(
            FarthingConfig config,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> largest,
            ProblemWriter writer) {
        this.maxBytes = config.maxBodySize().asLongValue();
        this.maxDiscardedBytes = largest.map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
        this.writer = writer;
    }

    void install(@Observes Filters filters) {
        filters.register(this::checkLength, AFTER_LOAD_SHEDDING);
    }

    private void checkLength(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader("Content-Length");
        if (length == null || !isLonger(length, maxBytes)) {
            context.next();
            return;
        }
        Future<Void> sent = writer.answer(context, problem());
        if (request.version() != HttpVersion.HTTP_2 && isLonger(length, maxDiscardedBytes)) {
            // A smaller rest is read and discarded, so that a caller that sends before it reads gets the answer.
            sent.onComplete(done -> request.connection().close());
        }
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new LimitedStream(context.getInputStream()));
        return context.proceed();
    }

    /** @param length a number, as the HTTP server has checked */
    private static boolean isLonger(String length, long bytes) {
        return length.length() > 18 || Long.parseLong(length) > bytes;
    }

    private Problem problem() {
        return Problem.of(ProblemCode.BODY_TOO_LARGE, "A body has at most " + maxBytes + " bytes here.");
    }

    private final class LimitedStream extends FilterInputStream {
        private long count;

        private LimitedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            count += Math.max(read, 0);
            if (count > maxBytes) {
                throw problem();
            }
        }
    }
}
