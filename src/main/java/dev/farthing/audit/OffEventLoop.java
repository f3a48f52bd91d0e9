package dev.farthing.audit;

import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Lets a filter wait for the database: where it runs on an event loop the request is put aside, so that no loop waits. */
final class OffEventLoop {
    private OffEventLoop() {}

    /** Does the work before the request goes on; a fault of it is the request's. */
    static void run(ContainerRequestContext request, Runnable work) {
        if (BlockingOperationControl.isBlockingAllowed()) {
            work.run();
            return;
        }
        ResteasyReactiveContainerRequestContext aside = (ResteasyReactiveContainerRequestContext) request;
        aside.suspend();
        Infrastructure.getDefaultWorkerPool().execute(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error fault) {
                aside.resume(fault);
                return;
            }
            aside.resume();
        });
    }
}
