package dev.farthing.gate;

import dev.farthing.database.RequestBudget;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Suspends a request until the gate has decided, then resumes it on its own event loop; no thread is blocked.
 *
 * <p>A native image creates filters at build time, without configuration; so this one only refers to the gate.
 */
@Provider
@Priced
@Priority(Priorities.AUTHORIZATION)
class GateFilter implements ContainerRequestFilter {
    private final Gate gate;
    private final Delivery delivery;

    GateFilter(Gate gate, Delivery delivery) {
        this.gate = gate;
        this.delivery = delivery;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        // Before any charge: a caller that accepts no format must not pay.
        ArticleFormat format = ArticleFormat.preferred(request.getAcceptableMediaTypes());
        Context context = Vertx.currentContext();
        Executor loop = work -> context.runOnContext(none -> work.run());
        CompletableFuture<Decision> decided = gate.decide(request, format, loop).toCompletableFuture();
        CompletableFuture<Decision> inTime = RequestBudget.limit(decided);
        delivery.refundIfLate(decided, inTime);
        CompletionStage<Decision> decision = Gate.onLoop(inTime, loop);
        ResteasyReactiveContainerRequestContext suspended = (ResteasyReactiveContainerRequestContext) request;
        suspended.suspend();
        decision.thenAccept(result -> result.apply(request)).whenComplete((applied, fault) -> {
            if (fault == null) {
                suspended.resume();
            } else {
                suspended.resume(fault instanceof CompletionException ? fault.getCause() : fault);
            }
        });
    }
}
