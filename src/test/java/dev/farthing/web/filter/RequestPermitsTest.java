package dev.farthing.web.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RequestPermitsTest {
    private static final int READS = 200_000;

    @Test
    void refusedRequestTakesNoPermitFromTheNext() {
        RequestPermits permits = new RequestPermits(2, 1);
        RequestPermit working = permits.acquire(true).orElseThrow();

        assertTrue(permits.acquire(true).isEmpty());
        assertEquals(1, permits.inFlight());
        assertEquals(1, permits.onWorkers());
        RequestPermit reading = permits.acquire(false).orElseThrow();
        assertTrue(permits.acquire(false).isEmpty());

        reading.requestEnded();
        working.requestEnded();
        assertEquals(0, permits.inFlight());
        assertTrue(permits.acquire(true).isPresent());
    }

    /** All workers are busy, and one more request fits. Refusals on one thread must not fail reads on the other. */
    @Test
    void refusedRequestDoesNotDisplaceAnother() throws Exception {
        RequestPermits permits = new RequestPermits(2, 1);
        permits.acquire(true).orElseThrow();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> refused = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                assertTrue(permits.acquire(true).isEmpty());
            }
        });

        try {
            for (int read = 0; read < READS && !refused.isDone(); read++) {
                Optional<RequestPermit> permit = permits.acquire(false);
                assertTrue(permit.isPresent(), "read " + read + " is refused");
                permit.get().requestEnded();
            }
        } finally {
            over.set(true);
        }
        refused.get();
        assertEquals(1, permits.inFlight());
    }

    @Test
    void workerPermitIsHeldUntilItsWorkEnds() {
        RequestPermits permits = new RequestPermits(10, 1);
        RequestPermit permit = permits.acquire(true).orElseThrow();
        permit.workBegins();

        permit.requestEnded();
        assertEquals(0, permits.inFlight());
        assertEquals(1, permits.onWorkers());

        permit.workEnded();
        assertEquals(0, permits.onWorkers());
    }

    @Test
    void workThatEndsBeforeItsRequestReleasesTheWorkerOnce() {
        RequestPermits permits = new RequestPermits(10, 1);
        RequestPermit permit = permits.acquire(true).orElseThrow();
        permit.workBegins();

        permit.workEnded();
        permit.requestEnded();

        assertEquals(0, permits.onWorkers());
        assertEquals(0, permits.inFlight());
    }
}
