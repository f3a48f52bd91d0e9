package dev.farthing.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What an orchestrator sees of an instance. */
public final class Health {
    private Health() {}

    /** It gets no requests, and is not started anew: nothing is wrong with it. */
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
