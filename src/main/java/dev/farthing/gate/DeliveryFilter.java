package dev.farthing.gate;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

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
        if (request.getProperty(Passage.PROPERTY) instanceof Passage passage) {
            delivery.complete(passage, response);
        }
    }
}
