package dev.farthing.web;

import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

public final class OffEventLoop {
    private OffEventLoop() {}

    /** Runs before the request goes on; its exception becomes the request's. */
    public static void run(ContainerRequestContext request, Runnable work) {
        if (BlockingOperationControl.isBlockingAllowed()) {
            work.run();
        } else {
            suspend((ResteasyReactiveContainerRequestContext) request, work, Infrastructure.getDefaultWorkerPool());
        }
    }

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

    /** At shutdown the workers reject work; a new thread keeps the suspended request from hanging. */
    static void execute(Runnable work, Executor workers) {
        try {
            workers.execute(work);
        } catch (RejectedExecutionException shutdown) {
            new Thread(work, "request-at-shutdown").start();
        }
    }
}
