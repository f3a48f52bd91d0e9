package dev.farthing.web.filter;

import dev.farthing.web.Problem;
import dev.farthing.web.StrictJson;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Refuses characters in the address that PostgreSQL cannot store. */
@Provider
@PreMatching
public class RequestTextFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        // Runs for every request: the server's own request needs no copy and no parsing.
        HttpServerRequest http = ((ResteasyReactiveRequestContext)
                        ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext())
                .serverRequest()
                .unwrap(HttpServerRequest.class);
        try {
            StrictJson.storable("path", request.getUriInfo().getPath());
            if (http.query() != null) {
                request.getUriInfo().getQueryParameters().forEach((name, values) -> {
                    StrictJson.storable("query", name);
                    values.forEach(value -> StrictJson.storable(name, value));
                });
            }
        } catch (Problem refused) {
            RequestMeters.unmatched(http);
            throw refused;
        }
    }
}
