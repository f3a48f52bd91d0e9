package dev.farthing.web;

import static dev.farthing.support.http.Request.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.support.Api;
import dev.farthing.support.OtlpStandIn;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Remote;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Production logs, and no outgoing telemetry by default. */
@OwnInstances
class LoggingIT {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SECRET = "sk_live_tests-keep-this-4e1c7a09b3f2";

    /** With a processor that does not answer, which logs a warning. */
    private static Map<String, String> withProcessorThatIsAway(TestDatabase database) {
        Map<String, String> config = PackagedApp.production(database);
        config.putAll(PostgresResource.sandbox());
        // A machine whose language has letters of its own.
        config.put("user.language", "tr");
        config.put("user.country", "TR");
        config.put("farthing.topup.processor", "stripe");
        config.put("farthing.topup.stripe.secret-key", SECRET.replace("-", "_"));
        config.put("farthing.topup.stripe.webhook-secrets", "whsec_tests_sign_events_with_this_71c0");
        config.put("farthing.topup.stripe.api-base", "http://127.0.0.1:" + closedPort());
        return config;
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static Response beginTopUp(PackagedApp app) {
        Api.Wallet reader = app.remote().wallet("1.00");
        return given().baseUri(app.baseUrl())
                .header("Authorization", "Bearer " + reader.key())
                .header("traceparent", "00-" + ID + "-00f067aa0ba902b7-01")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body("{\"amount\":" + Remote.eur("5.00") + "}")
                .post("/v1/top-ups");
    }

    @Test
    void everyLineIsOneJsonObjectAndTheTraceIdOfAFailureFindsItsLine() throws IOException {
        TestDatabase database = TestDatabase.shared().another("logging_json");
        String log;
        try (PackagedApp app = PackagedApp.start(withProcessorThatIsAway(database))) {
            given().baseUri(app.baseUrl())
                    .header("Accept-Language", "tr")
                    .contentType(ContentType.JSON)
                    .body("{\"name\":\"\"}")
                    .post("/v1/clients")
                    .then()
                    .statusCode(400)
                    .header("Content-Language", "en")
                    .body("detail", org.hamcrest.Matchers.containsString("name must not be blank"));
            beginTopUp(app)
                    .then()
                    .statusCode(503)
                    .body("traceId", org.hamcrest.Matchers.is(ID))
                    .body("error.code", org.hamcrest.Matchers.is("processor_unavailable"));
            app.stop();
            log = app.log();
        }

        ObjectMapper json = new ObjectMapper();
        int found = 0;
        for (String line : log.lines().toList()) {
            JsonNode event = json.readTree(line);
            assertTrue(event.path("timestamp").asText().startsWith("20"), line);
            assertFalse(event.path("level").asText().isEmpty(), line);
            assertFalse(event.path("message").asText().isEmpty(), line);
            if (event.path("mdc").path("traceId").asText().equals(ID)) {
                assertEquals("WARN", event.path("level").asText());
                assertTrue(event.path("message").asText().startsWith("The processor stripe does not answer"), line);
                found++;
            }
        }
        assertEquals(1, found, log);
        for (String secret : List.of(Api.ADMIN_KEY, SECRET.replace("-", "_"), "whsec_tests", "login", "owner\"")) {
            assertFalse(log.contains(secret), secret);
        }
    }

    @Test
    void plainTextHasTheTraceIdInBrackets() {
        Map<String, String> config =
                withProcessorThatIsAway(TestDatabase.shared().another("logging_text"));
        config.put("quarkus.log.console.json.enabled", "false");
        try (PackagedApp app = PackagedApp.start(config)) {
            beginTopUp(app).then().statusCode(503);

            assertTrue(
                    app.log()
                            .lines()
                            .anyMatch(line -> line.contains(" WARN  [" + ID + "] ")
                                    && line.contains("The processor stripe does not answer")),
                    app::log);
        }
    }

    @Test
    void eachRunOfAJobHasATraceIdOfItsOwn() throws IOException, InterruptedException {
        TestDatabase database = TestDatabase.shared().another("logging_jobs");
        Map<String, String> config = PackagedApp.production(database);
        config.put("farthing.ledger.audit-every", "1s");
        List<String> wrong = List.of();
        try (PackagedApp app = PackagedApp.start(config)) {
            Api.Wallet reader = app.remote().wallet("1.00");
            database.execute("update account set balance_micros = 1000007 where client_id = '" + reader.id() + "'");
            Instant end = Instant.now().plus(Duration.ofSeconds(60));
            while (wrong.size() < 3 && Instant.now().isBefore(end)) {
                Thread.sleep(50);
                wrong = app.log()
                        .lines()
                        .filter(line -> line.contains("The books are wrong") && line.endsWith("}"))
                        .toList();
            }
        }

        Set<String> ids = new HashSet<>();
        for (String line : wrong) {
            String id = new ObjectMapper()
                    .readTree(line)
                    .path("mdc")
                    .path("traceId")
                    .asText();
            assertTrue(id.matches("[0-9a-f]{32}"), line);
            ids.add(id);
        }
        assertTrue(wrong.size() >= 3, () -> "the audit ran too seldom");
        assertEquals(wrong.size(), ids.size());
    }

    @Test
    void spansAreSentOnlyWithTracingOn() {
        try (OtlpStandIn collector = OtlpStandIn.start()) {
            Map<String, String> config =
                    PackagedApp.production(TestDatabase.shared().another("no_traces"));
            config.putAll(collector.address());
            try (PackagedApp app = PackagedApp.start(config)) {
                Api.Wallet reader = app.remote().wallet("1.00");
                assertEquals(
                        200,
                        app.remote().read(reader, app.remote().article("0.05")).status());
                // The shutdown would send buffered spans.
                app.stop();
            }

            assertEquals(0, collector.requests());
        }
    }
}
