package dev.farthing.web.filter;

import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.quarkus.vertx.http.runtime.cors.CORSFilter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Decides about a browser's origin in front of Quarkus' CORS filter, which refuses without a body.
 *
 * <p>Our own forms pass: behind a proxy that terminates TLS, Quarkus sees http and takes the browser's https origin for a foreign one.
 */
@ApplicationScoped
class Origins {
    /** Quarkus' CORS filter has 300. */
    private static final int BEFORE_CORS = 350;

    private final String own;
    private final List<String> allowed;
    private final List<Pattern> patterns;
    private final ProblemWriter writer;

    Origins(
            FarthingConfig config,
            @ConfigProperty(name = "quarkus.http.cors.origins") Optional<List<String>> allowed,
            ProblemWriter writer) {
        URI base = config.baseUrl();
        this.own = base.getScheme() + "://" + base.getRawAuthority();
        this.allowed = allowed.orElse(List.of()).stream().map(String::strip).toList();
        this.patterns = CORSFilter.parseAllowedOriginsRegex(allowed);
        this.writer = writer;
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, BEFORE_CORS);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null) {
            if (origin.equals(own)) {
                request.headers().remove(HttpHeaders.ORIGIN);
            } else if (!isAllowed(origin) && !isSame(origin, request)) {
                writer.answer(
                        request,
                        Problem.at(ProblemCode.FOREIGN_ORIGIN, "Origin", "This origin may not use this service."));
                return;
            }
        }
        context.next();
    }

    private boolean isAllowed(String origin) {
        return allowed.equals(List.of("*"))
                || allowed.contains(origin)
                || CORSFilter.isOriginAllowedByRegex(patterns, origin);
    }

    /** A page that this instance served directly, as in development. */
    private static boolean isSame(String origin, HttpServerRequest request) {
        HostAndPort host = request.authority();
        return host != null
                && origin.equals(request.scheme() + "://" + host.host() + (host.port() < 0 ? "" : ":" + host.port()));
    }
}
