package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JobStopTest {
    private final JobStop jobs = new JobStop();

    @Test
    void shutdownEndsALoopAndWaitsForItsCurrentStep() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        AtomicInteger steps = new AtomicInteger();
        CompletableFuture<Void> job = CompletableFuture.runAsync(() -> jobs.run(() -> {
            while (!jobs.isStopping()) {
                started.countDown();
                steps.incrementAndGet();
            }
            steps.set(-1);
        }));
        started.await();

        assertTrue(jobs.stop());

        assertEquals(-1, steps.get());
        job.join();
    }

    @Test
    void jobDoesNotStartDuringShutdown() throws InterruptedException {
        assertFalse(jobs.isStopping());

        jobs.stop();

        jobs.run(() -> {
            throw new AssertionError("a job was begun");
        });
        assertTrue(jobs.isStopping());
    }

    @Test
    void shutdownDoesNotWaitForAFailedJob() throws InterruptedException {
        assertThrows(
                IllegalStateException.class,
                () -> jobs.run(() -> {
                    throw new IllegalStateException("failed");
                }));

        assertTrue(jobs.stop());
    }
}
