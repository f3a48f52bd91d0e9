package dev.farthing.gate;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Puts the gate before every endpoint that is {@link Priced}. The request is put aside until the gate has decided and then goes
 * on, on its own event loop; no thread waits with it.
 *
 * <p>Filters are made before there is any configuration, in a native image while it is built; so this one holds no more than the
 * way to the gate.
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
        ArticleFormat form = ArticleFormat.wanted(request.getAcceptableMediaTypes());
        Context context = Vertx.currentContext();
        Executor loop = work -> context.runOnContext(now -> work.run());
        CompletionStage<Decision> decision = gate.decide(request, form, loop);
        ResteasyReactiveContainerRequestContext aside = (ResteasyReactiveContainerRequestContext) request;
        aside.suspend();
        decision.whenComplete((decided, fault) -> {
            if (fault != null) {
                aside.resume(fault instanceof CompletionException ? fault.getCause() : fault);
            } else if (decided instanceof Decision.Refused refused) {
                request.abortWith(refused.answer());
                aside.resume();
            } else {
                request.setProperty(AccessGranted.PROPERTY, decided);
                aside.resume();
            }
        });
    }
}
