package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.PgBouncer;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** PgBouncer notices a silent server before the service's patience ends, or each try would get the next dead connection. */
class PoolerTest {
    private final Map<String, String> manifest = manifest();

    @Test
    void deadServerIsGivenUpBeforeTheServiceGivesUp() throws IOException {
        int patience = Integer.parseInt(ofTheDriver("socketTimeout"));

        assertEquals("1", manifest.get("tcp_keepalive"));
        assertTrue(seconds("tcp_keepidle") + seconds("tcp_keepintvl") * seconds("tcp_keepcnt") < patience);
        assertTrue(seconds("tcp_user_timeout") < 1_000 * patience);
        assertTrue(seconds("query_wait_timeout") < patience);
        assertTrue(seconds("server_connect_timeout") + seconds("server_login_retry") < seconds("query_wait_timeout"));
    }

    @Test
    void manifestAndGuideAgree() {
        Map<String, String> guide = PgBouncer.documented();
        assertEquals("transaction", guide.remove("pool_mode"));

        Map<String, String> same = new TreeMap<>(manifest);
        same.keySet().retainAll(guide.keySet());

        assertEquals(guide, same);
    }

    @Test
    void pgBouncerTakesTheSettings() {
        PgBouncer.assumeInstalled();
        Map<String, String> used = new TreeMap<>();
        PgBouncer.shared().console("show config").forEach(row -> used.put(row.get("key"), row.get("value")));

        PgBouncer.documented().forEach((key, value) -> {
            if (!key.equals("default_pool_size")) {
                assertEquals(value, used.get(key), key);
            }
        });
    }

    private int seconds(String parameter) {
        return Integer.parseInt(manifest.get(parameter));
    }

    private static Map<String, String> manifest() {
        Map<String, String> parameters = new TreeMap<>();
        Manifests.kind("Pooler").forEach(pooler -> pooler.at("/spec/pgbouncer/parameters")
                .properties()
                .forEach(parameter ->
                        parameters.put(parameter.getKey(), parameter.getValue().asText())));
        return parameters;
    }

    private static String ofTheDriver(String property) throws IOException {
        Properties ours = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"))) {
            ours.load(file);
        }
        return ours.getProperty("quarkus.datasource.jdbc.additional-jdbc-properties." + property);
    }
}
