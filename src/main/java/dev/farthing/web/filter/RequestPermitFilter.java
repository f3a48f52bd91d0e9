package dev.farthing.web.filter;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

@Provider
@PreMatching
class RequestPermitFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        ResteasyReactiveRequestContext work = (ResteasyReactiveRequestContext)
                ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext();
        RequestPermit permit = work.unwrap(RoutingContext.class).get(RequestPermit.KEY);
        if (permit != null) {
            permit.workBegins();
            work.registerCompletionCallback(fault -> permit.workEnded());
        }
    }
}
