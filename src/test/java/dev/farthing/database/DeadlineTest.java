package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int PATIENCE_S = 10;

    private final ConnectionPool pool = new ConnectionPool(null, 1, Duration.ZERO);

    @Test
    void connectionThatCannotBeAbortedDelaysNoOtherDeadline() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch aborted = new CountDownLatch(1);
        try {
            CompletableFuture<Void> stuck = CompletableFuture.runAsync(() -> use(
                    connection(() -> {
                        blocked.countDown();
                        await(released);
                    }),
                    blocked));
            assertTrue(await(blocked));
            CompletableFuture.runAsync(() -> use(connection(aborted::countDown), aborted))
                    .get(PATIENCE_S, TimeUnit.SECONDS);
            assertEquals(0, aborted.getCount());
            released.countDown();
            stuck.get(PATIENCE_S, TimeUnit.SECONDS);
        } finally {
            released.countDown();
        }
    }

    @Test
    void connectionIsNotAbortedOnceItIsReturned() throws Exception {
        CountDownLatch aborted = new CountDownLatch(1);
        Connection connection = connection(aborted::countDown);
        Deadline.within(new RequestBudget(SOON), pool, () -> {
            Deadline.acquired(connection);
            Deadline.returned(connection);
            return null;
        });
        assertFalse(aborted.await(4 * SOON, TimeUnit.NANOSECONDS));
    }

    /** Until it is aborted. */
    private void use(Connection connection, CountDownLatch aborted) {
        Deadline.within(new RequestBudget(SOON), pool, () -> {
            Deadline.acquired(connection);
            await(aborted);
            Deadline.returned(connection);
            return null;
        });
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Connection connection(Runnable abort) {
        return (Connection) Proxy.newProxyInstance(
                DeadlineTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "abort" -> abort.run();
                        case "equals" -> {
                            return proxy == arguments[0];
                        }
                        default -> throw new IllegalStateException(method.getName());
                    }
                    return null;
                });
    }
}
