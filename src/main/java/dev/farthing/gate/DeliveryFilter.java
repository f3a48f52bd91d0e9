package dev.farthing.gate;

import dev.farthing.web.OffEventLoop;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Sees the final response of {@link Priced} endpoints. Holds no state, like {@link GateFilter}. */
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
        AccessGranted granted = AccessGranted.of(request);
        if (granted == null) {
            return;
        }
        if (response.getStatus() < 400) {
            delivery.complete(granted, response.getHeaders());
        } else if (granted.charged()) {
            OffEventLoop.run(request, () -> delivery.refund(granted));
        }
    }
}
