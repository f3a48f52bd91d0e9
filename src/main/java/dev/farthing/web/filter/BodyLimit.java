package dev.farthing.web.filter;

import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses bodies that are too large with a problem: by their Content-Length before they are read, without one as soon as
 * too much has come.
 *
 * <p>Quarkus' own limit, {@code quarkus.http.limits.max-body-size}, answers without a body; it stays behind this one as
 * the bound of what is ever taken into memory. What is announced to be beyond even that, {@link OversizedBodyFilter} refuses.
 */
@Provider
@PreMatching
public class BodyLimit implements ContainerRequestFilter, ReaderInterceptor {
    private final Limit limit;

    BodyLimit(Limit limit) {
        this.limit = limit;
    }

    /** Read when the first request comes: providers are made before configuration is there. */
    @ApplicationScoped
    static class Limit {
        private final long bytes;

        Limit(FarthingConfig config) {
            this.bytes = config.maxBodySize().asLongValue();
        }

        long bytes() {
            return bytes;
        }

        Problem problem() {
            return Problem.of(ProblemCode.BODY_TOO_LARGE, "A body has at most " + bytes + " bytes here.");
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null && isLonger(length, limit.bytes())) {
            throw limit.problem();
        }
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Counted(context.getInputStream()));
        return context.proceed();
    }

    /** @param length as a header says it, which the HTTP server has seen to be a number */
    static boolean isLonger(String length, long bytes) {
        return length.length() > 18 || Long.parseLong(length) > bytes;
    }

    private final class Counted extends FilterInputStream {
        private long count;

        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            return counted(read < 0 ? -1 : 1) < 0 ? -1 : read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return counted(super.read(bytes, offset, length));
        }

        private int counted(int read) {
            count += Math.max(read, 0);
            if (count > limit.bytes()) {
                throw limit.problem();
            }
            return read;
        }
    }
}
