package dev.farthing.web.filter;

import dev.farthing.web.FarthingConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;

/**
 * Lets the forms of this service's own pages through CORS. The browser sends the public origin; behind a proxy that terminates TLS,
 * Quarkus sees http and would take the page for a foreign one.
 */
@ApplicationScoped
class OwnOrigin {
    /** Above Quarkus' CORS filter, which has 300. */
    private static final int BEFORE_CORS = 350;

    private final String origin;

    OwnOrigin(FarthingConfig config) {
        URI base = config.baseUrl();
        this.origin = base.getScheme() + "://" + base.getRawAuthority();
    }

    void install(@Observes Filters filters) {
        filters.register(this::removeOwnOrigin, BEFORE_CORS);
    }

    private void removeOwnOrigin(RoutingContext context) {
        if (origin.equals(context.request().getHeader(HttpHeaders.ORIGIN))) {
            context.request().headers().remove(HttpHeaders.ORIGIN);
        }
        context.next();
    }
}
