package dev.farthing.web.filter;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Removes an empty Accept header. It is valid and accepts everything, as no header does (RFC 9110, 12.5.1); the parser of media types
 * throws on it.
 */
@ApplicationScoped
class EmptyAcceptFilter {
    /** Before anything that writes a problem, which looks at Accept. */
    private static final int BEFORE_LOAD_SHEDDING = LoadShedding.AFTER_CORS + 1;

    void install(@Observes Filters filters) {
        filters.register(EmptyAcceptFilter::removeEmpty, BEFORE_LOAD_SHEDDING);
    }

    private static void removeEmpty(RoutingContext context) {
        MultiMap headers = context.request().headers();
        if (headers.contains(HttpHeaders.ACCEPT)
                && headers.getAll(HttpHeaders.ACCEPT).stream().allMatch(String::isBlank)) {
            headers.remove(HttpHeaders.ACCEPT);
        }
        context.next();
    }
}
