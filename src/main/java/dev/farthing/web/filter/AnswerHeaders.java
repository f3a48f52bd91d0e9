package dev.farthing.web.filter;

import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Html;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;

/** Completes the headers of every answer just before they are sent, so that no resource can forget them. */
@ApplicationScoped
class AnswerHeaders {
    /** Before any filter that answers. */
    private static final int FIRST = 1_100;

    /** Swagger UI runs its own scripts; dev mode's pages frame each other. */
    private static final String POLICY_OF_QUARKUS =
            "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    private final FarthingConfig config;

    AnswerHeaders(FarthingConfig config) {
        this.config = config;
    }

    void install(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.addHeadersEndHandler(sent -> complete(context));
                    context.next();
                },
                FIRST);
    }

    private void complete(RoutingContext context) {
        MultiMap headers = context.response().headers();
        secure(headers, context.request().path());
        String location = headers.get(HttpHeaders.LOCATION);
        if (location != null) {
            headers.set(HttpHeaders.LOCATION, onBase(location, context.request().authority()));
        }
    }

    /** A page that needs more than the policy of all says so itself. */
    static void secure(MultiMap headers, String path) {
        headers.set("X-Content-Type-Options", "nosniff");
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.startsWith("text/html")) {
            return;
        }
        if (!headers.contains("Content-Security-Policy")) {
            headers.set(
                    "Content-Security-Policy",
                    isOfQuarkus(path) ? POLICY_OF_QUARKUS : Html.policy("form-action 'none'"));
        }
        if (!headers.contains("Referrer-Policy")) {
            headers.set("Referrer-Policy", "same-origin");
        }
    }

    private static boolean isOfQuarkus(String path) {
        return path != null && (path.startsWith("/q/swagger-ui") || path.startsWith("/q/dev-ui"));
    }

    /**
     * JAX-RS resolves a path against the Host header, which the caller chooses.
     *
     * @param host of that header, or null
     */
    private String onBase(String location, HostAndPort host) {
        URI address = URI.create(location);
        if (!address.isAbsolute() || address.getRawAuthority() != null && !isAt(address, host)) {
            return location;
        }
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        String fragment = address.getRawFragment() == null ? "" : "#" + address.getRawFragment();
        return config.link(address.getRawPath() + query + fragment);
    }

    private static boolean isAt(URI address, HostAndPort host) {
        return host != null
                && address.getRawAuthority().equals(host.port() < 0 ? host.host() : host.host() + ":" + host.port());
    }
}
