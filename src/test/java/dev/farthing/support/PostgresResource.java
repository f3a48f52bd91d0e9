package dev.farthing.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** Starts a real PostgreSQL for the tests and points the application at it, with the roles it has in production. */
public class PostgresResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        TestDatabase database = TestDatabase.shared();
        Map<String, String> config = new HashMap<>(database.config());
        config.put("farthing.base-url", "https://farthing.test");
        config.put("farthing.client.admin-key", Api.ADMIN_KEY);
        config.put("farthing.ledger.audit-every", "off");
        config.put("farthing.ledger.expire-every", "off");
        // The second is the page that a real browser opens.
        config.put("quarkus.http.cors.origins", Api.ORIGIN + ",/http:..127[.]0[.]0[.]1:[0-9]+/");
        return config;
    }

    /** The server goes on until the JVM ends: tests of several profiles share it. */
    @Override
    public void stop() {}
}
