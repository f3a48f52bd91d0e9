package dev.farthing.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Readiness and liveness of an instance, as an orchestrator polls them. */
public final class Health {
    private Health() {}

    /** Not ready but alive: an orchestrator sends no requests and does not restart it. */
    public static void awaitNotReady(PackagedApp app) {
        Await.until(() -> ready(app) == 503, () -> "still ready");
        assertEquals(200, app.remote().get(null, "/q/health/live").status());
    }

    public static void awaitReady(PackagedApp app) {
        Await.until(() -> ready(app) == 200, () -> "not ready");
    }

    private static int ready(PackagedApp app) {
        return app.remote().get(null, "/q/health/ready").status();
    }
}
