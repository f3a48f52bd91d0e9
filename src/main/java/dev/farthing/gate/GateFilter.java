package dev.farthing.gate;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Puts the gate before every endpoint that is {@link Priced}. Filters are made before there is any configuration, in a native
 * image while it is built; so this one holds no more than the way to the gate.
 */
@Provider
@Priced
@Priority(Priorities.AUTHORIZATION)
class GateFilter implements ContainerRequestFilter {
    private final Gate gate;

    GateFilter(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        // Who takes none of the forms must not pay for one.
        Form.wanted(request.getAcceptableMediaTypes());
        gate.decide(request);
    }
}
