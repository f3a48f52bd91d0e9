package dev.farthing.web.filter;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.impl.ContextInternal;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Keeps what callers choose out of the labels of {@code http_server_requests}: each value is a time series that stays. */
final class RequestMeters {
    private static final String REQUESTS = "http.server.requests";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private RequestMeters() {}

    /** For refusals in front of JAX-RS, which sets the template of a path. */
    // Where Quarkus' metrics look for it.
    @SuppressWarnings("deprecation")
    static void unmatched(HttpServerRequest request) {
        if (request instanceof HttpServerRequestInternal internal
                && internal.context() instanceof ContextInternal context) {
            context.putLocal("UrlPathTemplate", "/refused");
        }
    }

    static final class Methods {
        @Produces
        @Singleton
        MeterFilter methods() {
            return new MeterFilter() {
                @Override
                public Meter.Id map(Meter.Id id) {
                    String method = id.getName().equals(REQUESTS) ? id.getTag("method") : null;
                    return method == null || METHODS.contains(method) ? id : id.replaceTags(other(id));
                }
            };
        }

        private static Iterable<Tag> other(Meter.Id id) {
            return id.getTags().stream()
                    .map(tag -> tag.getKey().equals("method") ? Tag.of("method", "OTHER") : tag)
                    .toList();
        }
    }
}
