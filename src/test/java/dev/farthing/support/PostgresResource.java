package dev.farthing.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** Starts a real PostgreSQL for the tests and points the application at it, with production's roles. */
public class PostgresResource implements QuarkusTestResourceLifecycleManager {
    /** All tests come from one address. */
    static final Map<String, String> MANY_FROM_ONE_ADDRESS = Map.of(
            "farthing.client.registration-limit", "100000",
            "farthing.topup.voucher-guesses-per-address", "100000");

    @Override
    public Map<String, String> start() {
        TestDatabase database = TestDatabase.shared();
        // Set for the packaged pass where PgBouncer is installed (pom.xml).
        boolean bounced = Boolean.getBoolean("farthing.test.pgbouncer");
        Map<String, String> config = new HashMap<>(bounced ? PgBouncer.shared().config(database) : database.config());
        config.put("farthing.base-url", "https://farthing.test");
        config.put("farthing.client.admin-key", Api.ADMIN_KEY);
        config.putAll(MANY_FROM_ONE_ADDRESS);
        // Short and little, so that tests see what happens then.
        config.put("farthing.head-timeout", "PT2S");
        config.put("farthing.stall-timeout", "PT3S");
        config.put("quarkus.http.read-timeout", "3s");
        config.put("farthing.max-unsent", "8M");
        config.put("farthing.ledger.audit-every", "off");
        config.put("farthing.ledger.expire-every", "off");
        config.putAll(sandbox());
        // The second origin is the page of the real browser.
        config.put("quarkus.http.cors.origins", Api.ORIGIN + ",/http:..127[.]0[.]0[.]1:[0-9]+/");
        return config;
    }

    /** Top-ups at the sandbox, with a bonus tier, and no jobs that interfere with the test. */
    public static Map<String, String> sandbox() {
        return Map.ofEntries(
                Map.entry("farthing.topup.processor", "sandbox"),
                Map.entry("farthing.topup.tiers", "5,10:11,20:23"),
                Map.entry(
                        "farthing.topup.link-keys",
                        "k2:tests-sign-links-with-this-7c1f09ab,k1:tests-signed-links-before-42d6e8f0"),
                Map.entry("farthing.topup.return-origins", Api.ORIGIN),
                Map.entry("farthing.topup.reconcile-every", "off"),
                Map.entry("farthing.topup.reconcile-after", "PT1S"),
                Map.entry("farthing.topup.sandbox.gives-credit-for-nothing", "true"),
                Map.entry("farthing.topup.sandbox.webhook-secret", "tests-sign-events-with-this-5d82c4be"),
                Map.entry("farthing.topup.sandbox.fingerprint-key", "tests-hash-cards-with-this-90ab3e71"),
                Map.entry("farthing.topup.sandbox.delay", "PT1S"));
    }

    /** This one belongs to all tests, so that of a single test comes later, and its settings win. */
    @Override
    public int order() {
        return getClass() == PostgresResource.class ? 0 : 1;
    }

    /** The server runs until the JVM ends: tests of several profiles share it. */
    @Override
    public void stop() {}
}
