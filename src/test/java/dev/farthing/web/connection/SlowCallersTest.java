package dev.farthing.web.connection;

import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.http.Request.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Await;
import dev.farthing.support.Http2Caller;
import dev.farthing.support.Http2Caller.Frame;
import dev.farthing.support.Metrics;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.RawCaller;
import dev.farthing.support.http.ContentType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers that do not read, send slowly or ask for everything at once: the others are served meanwhile. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SlowCallersTest {
    private static final int STREAMS = 100;
    private static final int REFUSED_STREAM = 7;
    private static final int ENHANCE_YOUR_CALM = 11;

    /** Of the free article; each answer is a little larger. */
    private static final int BODY_BYTES = 48_000;

    private String path;

    @BeforeEach
    void aFreeArticle() {
        publish(BODY_BYTES);
        Await.until(() -> inHand() == 0, () -> inHand() + " requests in hand");
    }

    private void publish(int bytes) {
        String slug = newSlug();
        path = "/v1/articles/" + slug;
        asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("title", "Long", "body", "word ".repeat(bytes / 5), "price", eur("0")))
                .put(path)
                .then()
                .statusCode(201);
    }

    @Test
    void pipelinedRequestsWaitUntilTheAnswerBeforeThemIsRead() throws Exception {
        Metrics before = Metrics.now();
        try (RawCaller caller = new RawCaller()) {
            caller.send(get(path).repeat(1000));

            Await.until(() -> inHand() == 1, () -> inHand() + " requests in hand, not the one that is not read");
            given().get(path).then().statusCode(200);
            awaitCut(before, "unread");

            assertTrue(answered().subtract(answered(before)).intValue() < 200, () -> answered() + " answers");
            Await.until(() -> inHand() == 0, () -> inHand() + " requests in hand");
            assertEquals(0, unsent());
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        StringBuilder requests = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String name = "nobody-wrote-" + i;
            expected.add("/v1/articles/" + name);
            String body = "{\"title\":\"" + "x".repeat(i) + "\"}";
            requests.append(i % 3 == 0 ? put("/v1/articles/" + name, body) : get("/v1/articles/" + name));
        }
        // A bad escape never reaches a filter, and the last answer closes.
        requests.append(get("/%zz")).append("GET /errors HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        try (RawCaller caller = new RawCaller()) {
            Thread sender = new Thread(() -> send(caller, requests.toString()));
            sender.start();
            String answers = caller.rest();
            sender.join();

            List<String> found = new ArrayList<>();
            Matcher instance =
                    Pattern.compile("\"instance\":\"(/v1/articles/[^\"]*)\"").matcher(answers);
            while (instance.find()) {
                found.add(instance.group(1));
            }
            assertEquals(expected, found);
            assertEquals(402, answers.split("HTTP/1.1 ", -1).length - 1);
        }
    }

    @Test
    void connectionWithATrickledHeadIsClosed() throws Exception {
        Metrics before = Metrics.now();
        try (RawCaller fresh = new RawCaller();
                RawCaller used = new RawCaller()) {
            fresh.send("GET / HTTP/1.1\r\n").trickle("Accept: text/html\r\n");
            used.send("HEAD /errors HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\n");
            used.trickle("Accept: text/html\r\n");
        }
        Metrics.assertGrew(before, "2", "farthing_callers_cut_total", "reason", "head");
    }

    @Test
    void connectionWithATrickledBodyIsClosed() throws Exception {
        Metrics before = Metrics.now();
        try (RawCaller caller = new RawCaller()) {
            caller.send("POST /v1/clients HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 100000\r\n\r\n");
            caller.trickle("          ");
        }
        Metrics.assertGrew(before, "1", "farthing_callers_cut_total", "reason", "body");
    }

    @Test
    void streamThatIsNotReadIsReset() throws Exception {
        Metrics before = Metrics.now();
        try (Http2Caller caller = new Http2Caller(0)) {
            int first = caller.get(path);
            int second = caller.get(path);
            Await.until(() -> inHand() == 2, () -> inHand() + " requests in hand");

            assertEquals(List.of(first, second), resets(caller, 2));
            Metrics.assertGrew(before, "2", "farthing_callers_cut_total", "reason", "unread");
            assertEquals(0, inHand());
            assertEquals(0, unsent());
        }
    }

    @Test
    void streamWithATrickledBodyIsReset() throws Exception {
        Metrics before = Metrics.now();
        try (Http2Caller caller = new Http2Caller(65_535)) {
            int stream = caller.beginPost("/v1/clients");
            Thread sender = new Thread(() -> trickle(caller, stream));
            sender.start();

            assertEquals(List.of(stream), resets(caller, 1));
            sender.interrupt();
        }
        Metrics.assertGrew(before, "1", "farthing_callers_cut_total", "reason", "body");
    }

    @Test
    void connectionHasAHundredStreamsAtOnce() throws Exception {
        try (Http2Caller caller = new Http2Caller(65_535)) {
            // Never acknowledges the settings, which for Netty alone means no limit.
            List<Integer> streams = new ArrayList<>();
            for (int i = 0; i < STREAMS + 50; i++) {
                streams.add(caller.beginPost("/v1/clients"));
            }
            Frame settings = caller.read();
            assertEquals(Http2Caller.SETTINGS, settings.type());
            assertTrue(
                    IntStream.iterate(0, at -> at < settings.payload().length, at -> at + 6)
                            .anyMatch(at -> settings.payload()[at + 1] == 3 && settings.number(at + 2) == STREAMS),
                    "the number of streams is announced");

            List<Integer> refused = new ArrayList<>();
            while (refused.size() < 50) {
                Frame frame = caller.read();
                if (frame.type() == Http2Caller.RST_STREAM && frame.number(0) == REFUSED_STREAM) {
                    refused.add(frame.stream());
                }
            }
            assertEquals(streams.subList(STREAMS, STREAMS + 50), refused);
            given().get(path).then().statusCode(200);
        }
    }

    @Test
    void rapidResetsCloseTheConnection() throws Exception {
        try (Http2Caller caller = new Http2Caller(0)) {
            Thread sender = new Thread(() -> openAndReset(caller));
            sender.start();
            Frame last = caller.read();
            while (last.type() != Http2Caller.GO_AWAY) {
                last = caller.read();
            }
            sender.join();

            assertEquals(ENHANCE_YOUR_CALM, last.number(4));
            given().get(path).then().statusCode(200);
            Await.until(() -> inHand() == 0, () -> inHand() + " requests in hand");
            assertEquals(0, unsent());
        }
    }

    @Test
    void connectionWithMoreUnreadThanItsShareIsClosed() throws Exception {
        publish(4 * BODY_BYTES);
        Metrics before = Metrics.now();
        try (Http2Caller caller = new Http2Caller(0)) {
            for (int i = 0; i < 20; i++) {
                caller.get(path);
            }
            awaitCut(before, "unsent");

            Await.until(() -> inHand() == 0, () -> inHand() + " requests in hand");
            assertEquals(0, unsent());
        }
    }

    @Test
    void connectionWithTheMostUnreadMakesRoom() throws Exception {
        publish(4 * BODY_BYTES);
        Metrics before = Metrics.now();
        List<Http2Caller> callers = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                Http2Caller caller = new Http2Caller(0);
                callers.add(caller);
                for (int j = 0; j < 9; j++) {
                    caller.get(path);
                }
            }
            awaitCut(before, "unsent");

            assertTrue(unsent() <= 8 * 1024 * 1024, () -> unsent() + " bytes");
            given().get(path).then().statusCode(200);
        } finally {
            for (Http2Caller caller : callers) {
                caller.close();
            }
        }
        Await.until(() -> inHand() == 0, () -> inHand() + " requests in hand");
        assertEquals(0, unsent());
    }

    private static List<Integer> resets(Http2Caller caller, int many) throws IOException {
        List<Integer> streams = new ArrayList<>();
        while (streams.size() < many) {
            Frame frame = caller.read();
            if (frame.type() == Http2Caller.RST_STREAM) {
                streams.add(frame.stream());
            }
        }
        streams.sort(null);
        return streams;
    }

    private void openAndReset(Http2Caller caller) {
        try {
            for (int i = 0; i < 10_000; i++) {
                caller.reset(caller.get(path));
            }
        } catch (IOException closed) {
            // By the server, as it should.
        }
    }

    private static void trickle(Http2Caller caller, int stream) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                caller.data(stream, " ");
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException over) {
            // The test has ended.
        }
    }

    private static void send(RawCaller caller, String text) {
        try {
            caller.send(text);
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static String put(String path, String body) {
        return "PUT " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static void awaitCut(Metrics before, String reason) {
        Await.until(
                () -> cut(Metrics.now(), reason) > cut(before, reason),
                () -> "nobody is cut for " + reason + "; " + unsent() + " bytes wait");
    }

    private static int cut(Metrics metrics, String reason) {
        return metrics.value("farthing_callers_cut_total", "reason", reason).intValue();
    }

    private static int inHand() {
        return Metrics.now().value("farthing_requests_in_hand").intValue();
    }

    private static int unsent() {
        return Metrics.now().value("farthing_unsent_bytes").intValue();
    }

    private static BigDecimal answered() {
        return answered(Metrics.now());
    }

    private static BigDecimal answered(Metrics metrics) {
        return metrics.value(
                "http_server_requests_seconds_count",
                "method",
                "GET",
                "outcome",
                "SUCCESS",
                "status",
                "200",
                "uri",
                "/v1/articles/{slug}");
    }
}
