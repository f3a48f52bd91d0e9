package dev.farthing.gate;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Sees every answer of a {@link Priced} endpoint last, whatever became of it on the way; as thin as {@link GateFilter}. */
@Provider
@Priced
@Priority(1)
class DeliveryFilter implements ContainerResponseFilter {
    private final Delivery delivery;

    DeliveryFilter(Delivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(AccessGranted.PROPERTY) instanceof AccessGranted passage)) {
            return;
        }
        if (response.getStatus() < 400) {
            delivery.complete(passage, response.getHeaders());
        } else if (passage.charged()) {
            // The answer waits for the refund, its event loop does not.
            ResteasyReactiveContainerRequestContext aside = (ResteasyReactiveContainerRequestContext) request;
            aside.suspend();
            Infrastructure.getDefaultWorkerPool().execute(() -> {
                try {
                    delivery.refund(passage);
                } finally {
                    aside.resume();
                }
            });
        }
    }
}
