package dev.farthing.web.filter;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Removes an empty Accept header, which accepts everything (RFC 9110, 12.5.1) but makes the parser throw. */
@ApplicationScoped
class EmptyAcceptFilter {
    /** Before any filter that writes a problem by Accept. */
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
