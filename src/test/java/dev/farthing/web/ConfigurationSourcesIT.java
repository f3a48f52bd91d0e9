package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.StripeStandIn;
import dev.farthing.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application reads its whole configuration from the environment, and secrets from mounted files. */
@OwnInstances
class ConfigurationSourcesIT {
    private static final String LOCATIONS = "SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS";
    private static final String EVENT =
            "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"customer.created\",\"data\":{\"object\":{\"id\":\"cus_1\"}}}";

    @TempDir
    Path mounted;

    @Test
    void everyKeyCanBeAVariable() {
        TestDatabase database = TestDatabase.shared().another("by_variables");
        Map<String, String> values = PackagedApp.production(database);
        values.putAll(PostgresResource.sandbox());
        values.put("farthing.client.registration", "admin");
        values.put("farthing.client.max-keys", "7");
        values.put("farthing.max-body-size", "1K");
        values.put("farthing.gate.article-cache-size", "0");
        values.put("farthing.topup.link-lifetime", "PT2H");
        Map<String, String> environment = variables(values);
        // As in a pod next to a Kubernetes Service named farthing.
        environment.put("FARTHING_PORT", "tcp://10.0.0.1:8080");
        environment.put("FARTHING_SERVICE_HOST", "10.0.0.1");

        try (PackagedApp app = PackagedApp.start(Map.of(), environment)) {
            Remote remote = app.remote();
            assertEquals(
                    401, remote.post(null, "/v1/clients", "{\"name\":\"Ada\"}").status());
            Answer reader = remote.post(Api.ADMIN_KEY, "/v1/clients", "{\"name\":\"Ada\"}");
            assertEquals(201, reader.status(), reader.body());
            assertEquals(
                    "body_too_large",
                    remote.post(Api.ADMIN_KEY, "/v1/clients", "{\"name\":\"" + "a".repeat(1024) + "\"}")
                            .code());
            String link = remote.get(reader.path("apiKey"), "/v1/articles/" + remote.article("0.05"))
                    .path("topUpUrl");
            assertTrue(link.startsWith("https://farthing.test/top-up?") && link.contains("&key=k2&"), link);
            assertEquals("3.00", remote.get(null, "/v1/top-ups/tiers").path("tiers[2].bonus.amount"));
            assertNothingUnknown(app);
        }
    }

    @Test
    void secretsCanBeMountedFilesThatEndWithALine() throws IOException {
        TestDatabase database = TestDatabase.shared().another("by_files");
        Map<String, String> values = PackagedApp.production(database);
        String newest = "whsec_mountedSecretThatIsTheNewest0123456789";
        mount("farthing.client.admin-key", values.remove("farthing.client.admin-key") + "\n");
        mount("farthing.topup.link-keys", "k1:tests-sign-links-with-this-7c1f09ab\r\n");
        mount("farthing.topup.stripe.secret-key", StripeStandIn.SECRET_KEY + "\n");
        mount("farthing.topup.stripe.webhook-secrets", newest + "," + StripeStandIn.WEBHOOK_SECRET + "\n");
        mount("quarkus.datasource.password", values.remove("quarkus.datasource.password") + "\n");
        mount("QUARKUS_FLYWAY_PASSWORD", values.remove("quarkus.flyway.password") + "\n");
        values.put("farthing.topup.processor", "stripe");

        try (PackagedApp app = PackagedApp.start(values, Map.of(LOCATIONS, mounted.toString()))) {
            Remote remote = app.remote();
            String link =
                    remote.get(null, "/v1/articles/" + remote.article("0.05")).path("topUpUrl");
            assertTrue(link.contains("&key=k1&"), link);
            for (String secret : new String[] {newest, StripeStandIn.WEBHOOK_SECRET}) {
                String signature = StripeStandIn.sign(EVENT, secret, Instant.now());
                assertEquals(
                        200,
                        StripeStandIn.deliver(app.baseUrl(), EVENT, signature).statusCode());
            }
            String foreign = StripeStandIn.sign(EVENT, newest + "\n", Instant.now());
            assertEquals(
                    400, StripeStandIn.deliver(app.baseUrl(), EVENT, foreign).statusCode());
            assertNothingUnknown(app);
        }
    }

    @Test
    void filesOfTheSandboxAndMisnamedFilesAreFound() throws IOException {
        Map<String, String> values = PackagedApp.production(TestDatabase.shared());
        values.putAll(PostgresResource.sandbox());
        mount("farthing.topup.sandbox.webhook-secret", values.remove("farthing.topup.sandbox.webhook-secret") + "\n");
        mount("farthing.topup.sandbox.fingerprint-key", values.remove("farthing.topup.sandbox.fingerprint-key"));
        mount("FARTHING_CLIENT_ADMINKEY", "secret-in-a-file-of-the-wrong-name\n");

        PackagedApp app = PackagedApp.refuse(values, Map.of(LOCATIONS, mounted + ",/nowhere/secrets"));

        assertTrue(app.log().contains("FARTHING_CLIENT_ADMINKEY is not a key of this service"), app::log);
        assertTrue(app.log().contains("names '/nowhere/secrets', which does not exist"), app::log);
        assertFalse(app.log().contains("farthing.topup.sandbox"), app::log);
        assertFalse(app.log().contains("secret-in-a-file"), app::log);
    }

    @Test
    void fileOfAnUnknownKeyIsNamed() throws IOException {
        mount("farthing.client.admin-kee", "secret-in-a-file-of-the-wrong-name\n");

        PackagedApp app = PackagedApp.refuse(
                PackagedApp.production(TestDatabase.shared()), Map.of(LOCATIONS, mounted.toString()));

        assertTrue(app.log().contains("farthing.client.admin-kee"), app::log);
        assertFalse(app.log().contains("secret-in-a-file"), app::log);
    }

    /** As Kubernetes mounts a secret: the file links into a directory behind a link that is swapped when the secret changes. */
    private void mount(String name, String content) throws IOException {
        Path data = Files.createDirectories(mounted.resolve("..2026_11_24_12_00_00.1"));
        Files.writeString(data.resolve(name), content);
        Path current = mounted.resolve("..data");
        if (!Files.exists(current)) {
            Files.createSymbolicLink(current, data.getFileName());
        }
        Files.createSymbolicLink(mounted.resolve(name), Path.of("..data", name));
    }

    private static Map<String, String> variables(Map<String, String> values) {
        Map<String, String> variables = new HashMap<>();
        values.forEach(
                (key, value) -> variables.put(key.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT), value));
        return variables;
    }

    /** Quarkus warns of unknown keys under its own prefix. */
    private static void assertNothingUnknown(PackagedApp app) {
        assertFalse(app.log().contains("Unrecognized configuration key"), app::log);
    }
}
