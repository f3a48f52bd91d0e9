package dev.farthing.web.filter;

import dev.farthing.web.FarthingConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;

/**
 * Lets the forms of this service's own pages through CORS. A browser sends their Origin as it sees it, https and the public
 * host; behind the proxy that ends TLS Quarkus sees http and would take the page for a foreign one.
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

    void register(@Observes Filters filters) {
        filters.register(this::forget, BEFORE_CORS);
    }

    private void forget(RoutingContext request) {
        if (origin.equals(request.request().getHeader(HttpHeaders.ORIGIN))) {
            request.request().headers().remove(HttpHeaders.ORIGIN);
        }
        request.next();
    }
}
