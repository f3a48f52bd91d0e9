package dev.farthing.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Keeps a request's {@link WorkerPlace} until its work is done, whether or not anybody waits for the answer still. */
@Provider
@PreMatching
class WorkerPlaceFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        ResteasyReactiveRequestContext work = (ResteasyReactiveRequestContext)
                ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext();
        WorkerPlace place = work.unwrap(RoutingContext.class).get(WorkerPlace.KEY);
        if (place != null) {
            place.begin();
            work.registerCompletionCallback(fault -> place.leave());
        }
    }
}
