package dev.farthing.web;

import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Runs blocking work of a request without blocking its event loop. */
public final class OffEventLoop {
    private OffEventLoop() {}

    /** Runs the work before the request goes on. An exception of the work becomes the request's. */
    public static void run(ContainerRequestContext request, Runnable work) {
        if (BlockingOperationControl.isBlockingAllowed()) {
            work.run();
        } else {
            suspend((ResteasyReactiveContainerRequestContext) request, work, Infrastructure.getDefaultWorkerPool());
        }
    }

    /** Runs the work on a worker. */
    public static void execute(Runnable work) {
        execute(work, Infrastructure.getDefaultWorkerPool());
    }

    static void suspend(ResteasyReactiveContainerRequestContext request, Runnable work, Executor workers) {
        request.suspend();
        execute(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException | Error fault) {
                        request.resume(fault);
                        return;
                    }
                    request.resume();
                },
                workers);
    }

    /** At shutdown the workers reject work; a thread of its own keeps the suspended request from hanging. */
    static void execute(Runnable work, Executor workers) {
        try {
            workers.execute(work);
        } catch (RejectedExecutionException shutdown) {
            new Thread(work, "request-at-shutdown").start();
        }
    }
}
