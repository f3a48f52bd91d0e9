package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.web.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatcherReadinessTest {
    private volatile boolean threadsAreShort;

    private final Batcher<Integer, Integer> idle = batcher("idle");
    private final Batcher<Integer, Integer> used = batcher("used");

    private Batcher<Integer, Integer> batcher(String name) {
        return new Batcher<>(name, 10, new SimpleMeterRegistry(), Tracing.off(), numbers -> numbers) {
            @Override
            Thread newThread(Runnable work) {
                if (threadsAreShort) {
                    throw new OutOfMemoryError("no thread, for a test");
                }
                return super.newThread(work);
            }
        };
    }

    @AfterEach
    void stop() {
        used.stop();
    }

    @Test
    void runningAndUnusedBatchersAreReady() {
        assertEquals(7, Batcher.await(used.submit(7, Span.getInvalid())));

        assertReadiness(Status.UP, Map.of("idle", "serving", "used", "serving"));
    }

    @Test
    void batcherIsNotReadyUntilItHasAWriter() {
        threadsAreShort = true;
        assertTrue(used.submit(7, Span.getInvalid()).isCompletedExceptionally());

        assertReadiness(Status.DOWN, Map.of("idle", "serving", "used", "no writer"));

        threadsAreShort = false;
        assertReadiness(Status.UP, Map.of("idle", "serving", "used", "serving"));
    }

    private void assertReadiness(Status status, Map<String, Object> data) {
        HealthCheckResponse answer = BatcherReadiness.answer(List.of(idle, used));
        assertEquals(status, answer.getStatus());
        assertEquals(data, answer.getData().orElse(Map.of()));
    }
}
