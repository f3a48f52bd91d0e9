package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.junit.jupiter.api.Test;

/** A suspended request resumes after its work, whether or not a worker accepts it. */
class OffEventLoopTest {
    private static final Executor SHUT_DOWN = work -> {
        throw new RejectedExecutionException("shut down");
    };

    private final CompletableFuture<String> resumed = new CompletableFuture<>();

    private final ResteasyReactiveContainerRequestContext request =
            (ResteasyReactiveContainerRequestContext) Proxy.newProxyInstance(
                    OffEventLoopTest.class.getClassLoader(),
                    new Class<?>[] {ResteasyReactiveContainerRequestContext.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("resume")) {
                            resumed.complete(arguments == null ? "resumed" : "failed: " + arguments[0]);
                        }
                        return null;
                    });

    @Test
    void requestResumesAfterItsWork() {
        StringBuilder done = new StringBuilder();

        OffEventLoop.suspend(request, () -> done.append("refunded"), Runnable::run);

        assertEquals("resumed", resumed.join());
        assertEquals("refunded", done.toString());
    }

    @Test
    void workRejectedAtShutdownRunsInTheRequest() {
        StringBuffer done = new StringBuffer();

        OffEventLoop.suspend(request, () -> done.append("refunded"), SHUT_DOWN);

        assertEquals("resumed", resumed.join());
        assertEquals("refunded", done.toString());
    }

    @Test
    void failureOfTheWorkFailsTheRequest() {
        OffEventLoop.suspend(
                request,
                () -> {
                    throw new IllegalStateException("broken");
                },
                SHUT_DOWN);

        assertEquals("failed: java.lang.IllegalStateException: broken", resumed.join());
    }
}
