package dev.farthing.web.filter;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.StrictJson;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Refuses oversized addresses and headers, and characters that PostgreSQL cannot store. */
@Provider
@PreMatching
public class RequestTextFilter implements ContainerRequestFilter {

    /** Supported by browsers and proxies. */
    private static final int LONGEST_ADDRESS = 8_000;

    /** Keys, conditions and traces need a fraction of this. */
    private static final int LARGEST_HEADERS = 16_000;

    @Override
    public void filter(ContainerRequestContext request) {
        // Runs for every request: the server's own request needs no copy and no parsing.
        HttpServerRequest http = ((ResteasyReactiveRequestContext)
                        ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext())
                .serverRequest()
                .unwrap(HttpServerRequest.class);
        if (http.uri().length() > LONGEST_ADDRESS) {
            throw Problem.of(
                    ProblemCode.URI_TOO_LONG, "An address has at most " + LONGEST_ADDRESS + " characters here.");
        }
        int headers = 0;
        for (Map.Entry<String, String> header : http.headers()) {
            headers += header.getKey().length() + header.getValue().length();
        }
        if (headers > LARGEST_HEADERS) {
            throw Problem.of(
                    ProblemCode.HEADERS_TOO_LARGE, "Headers have at most " + LARGEST_HEADERS + " characters here.");
        }
        StrictJson.storable("path", request.getUriInfo().getPath());
        if (http.query() != null) {
            request.getUriInfo().getQueryParameters().forEach((name, values) -> {
                StrictJson.storable("query", name);
                values.forEach(value -> StrictJson.storable(name, value));
            });
        }
    }
}
