package dev.farthing.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** What an orchestrator sees of an instance. */
public final class Health {
    /** Much longer than any answer of a database is remembered. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Health() {}

    /** It gets no requests, and is not started anew: nothing is wrong with it. */
    public static void awaitNotReady(PackagedApp app) {
        await(() -> ready(app) == 503, "still ready");
        assertEquals(200, app.remote().get(null, "/q/health/live").status());
    }

    public static void awaitReady(PackagedApp app) {
        await(() -> ready(app) == 200, "not ready");
    }

    private static int ready(PackagedApp app) {
        return app.remote().get(null, "/q/health/ready").status();
    }

    private static void await(BooleanSupplier state, String otherwise) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!state.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), otherwise);
            try {
                Thread.sleep(100);
            } catch (InterruptedException stopping) {
                throw new IllegalStateException(stopping);
            }
        }
    }
}
