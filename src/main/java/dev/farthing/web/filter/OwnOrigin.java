package dev.farthing.web.filter;

import dev.farthing.web.FarthingConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;

/**
 * Lets this service's own forms through CORS. Behind a proxy that terminates TLS, Quarkus sees http and takes the
 * browser's https origin for a foreign one.
 */
@ApplicationScoped
class OwnOrigin {
    /** Quarkus' CORS filter has 300. */
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
