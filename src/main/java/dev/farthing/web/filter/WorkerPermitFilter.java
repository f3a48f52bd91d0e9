package dev.farthing.web.filter;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Keeps a request's {@link WorkerPermit} until its work is done, whether or not anybody waits for the answer still. */
@Provider
@PreMatching
class WorkerPermitFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        ResteasyReactiveRequestContext work = (ResteasyReactiveRequestContext)
                ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext();
        WorkerPermit place = work.unwrap(RoutingContext.class).get(WorkerPermit.KEY);
        if (place != null) {
            place.begin();
            work.registerCompletionCallback(fault -> place.leave());
        }
    }
}
