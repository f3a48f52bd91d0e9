package dev.farthing.web.filter;

import static dev.farthing.support.Api.ADMIN_KEY;
import static dev.farthing.support.Expect.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.farthing.support.Await;
import dev.farthing.support.CapturedLog;
import dev.farthing.support.Http2Caller;
import dev.farthing.support.Metrics;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.RawRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers that go away in the middle are no fault of the service: no error in the log, no 500 in the metrics. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AbandonedRequestTest {
    private static final String ABANDONED = "farthing_requests_abandoned_total";

    @ParameterizedTest
    @CsvSource({
        "POST /v1/clients, application/json, Content-Length: 100, false",
        "POST /v1/clients, application/json, Content-Length: 100, true",
        "POST /v1/clients, application/json, Transfer-Encoding: chunked, false",
        "POST /v1/clients, application/json, Transfer-Encoding: chunked, true",
        "PUT /v1/articles/cut-off, text/markdown, Content-Length: 100, false",
        "PATCH /v1/articles/cut-off, application/json, Content-Length: 100, false",
        "POST /sandbox/checkout/none, application/x-www-form-urlencoded, Content-Length: 100, false",
        "POST /v1/webhooks/sandbox, application/json, Content-Length: 100, true"
    })
    void cutBodyIsNoFault(String call, String type, String length, boolean reset) throws Exception {
        Metrics before = Metrics.now();
        try (CapturedLog log = CapturedLog.ofEverything()) {
            try (Socket socket = RawRequest.of(call)
                    .host()
                    .lines("Authorization: Bearer " + ADMIN_KEY, "Content-Type: " + type, length)
                    .rest((length.endsWith("chunked") ? "10\r\n" : "") + "{\"name\"")
                    .connect()) {
                awaitWorker();
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
            }
            awaitAbandoned(before);
            awaitIdle(before);
            assertNoFault(log, before);
        }
    }

    @Test
    void cutStreamOfHttp2IsNoFault() throws Exception {
        Metrics before = Metrics.now();
        try (CapturedLog log = CapturedLog.ofEverything();
                Http2Caller caller = new Http2Caller(65_535)) {
            int stream = caller.beginPost("/v1/clients", "application/json");
            caller.data(stream, "{\"name\"");
            awaitWorker();
            caller.reset(stream);

            awaitAbandoned(before);
            awaitIdle(before);
            assertNoFault(log, before);
        }
    }

    /** Takes the five seconds that the service waits. */
    @Test
    void bodyThatStopsArrivingIsA408() {
        Metrics before = Metrics.now();
        try (CapturedLog log = CapturedLog.ofEverything()) {
            problem(
                    RawRequest.of("POST /v1/clients")
                            .host()
                            .lines("Content-Type: application/json", "Content-Length: 100")
                            .rest("{\"name\"")
                            .send(),
                    408,
                    "body_timeout");

            awaitIdle(before);
            assertNoFault(log, before);
        }
    }

    @Test
    void callerThatDoesNotWaitForTheAnswerIsNoFault() throws Exception {
        Metrics before = Metrics.now();
        try (CapturedLog log = CapturedLog.ofEverything()) {
            try (Socket socket =
                    RawRequest.of("GET /v1/articles?limit=100").host().connect()) {
                socket.setSoLinger(true, 0);
            }
            awaitIdle(before);
            assertNoFault(log, before);
        }
    }

    /** That reads the body: one that is cut before leaves an empty body. */
    private static void awaitWorker() {
        Await.until(() -> value("farthing_requests_on_workers").signum() > 0, () -> "no worker reads the body");
    }

    private static void awaitIdle(Metrics before) {
        Await.until(
                () -> value("farthing_requests_in_hand").compareTo(before.value("farthing_requests_in_hand")) <= 0
                        && value("farthing_requests_on_workers").signum() == 0,
                () -> value("farthing_requests_on_workers") + " requests are on workers");
    }

    private static BigDecimal value(String name) {
        return Metrics.now().value(name);
    }

    private static void awaitAbandoned(Metrics before) {
        Await.until(() -> value(ABANDONED).compareTo(before.value(ABANDONED)) > 0, () -> "none was counted");
        Metrics.assertGrew(before, "1", ABANDONED);
    }

    private static void assertNoFault(CapturedLog log, Metrics before) {
        assertFalse(log.text().contains("failed") || log.text().contains("Exception"), log::text);
        for (String path : new String[] {
            "/v1/clients",
            "/v1/me",
            "/v1/articles",
            "/v1/articles/{slug}",
            "/sandbox/checkout/{payment}",
            "/v1/webhooks/{processor}"
        }) {
            for (String method : new String[] {"GET", "POST", "PUT", "PATCH"}) {
                String[] series = {"method", method, "outcome", "SERVER_ERROR", "status", "500", "uri", path};
                assertEquals(
                        before.value("http_server_requests_seconds_count", series),
                        Metrics.now().value("http_server_requests_seconds_count", series));
            }
        }
    }
}
