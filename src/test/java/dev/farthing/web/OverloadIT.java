package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Books;
import dev.farthing.support.Held;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An instance at its limit refuses further requests at once, answers the others, and stays healthy. */
@OwnInstances
class OverloadIT {
    private static final int MOST = 20;
    private static final int MOST_ON_WORKERS = 4;

    /** Unknown, and no list: lists have a limit of their own. */
    private static final String TOP_UP = "/v1/top-ups/01900000-0000-7000-8000-000000000000";

    private static TestDatabase database;
    private static PackagedApp app;
    private static Remote shop;
    private static ExecutorService callers;

    @BeforeAll
    static void startASmallOne() {
        database = TestDatabase.shared().another("overload");
        Map<String, String> config = PackagedApp.production(database);
        config.put("farthing.max-requests", Integer.toString(MOST));
        config.put("farthing.max-requests-on-workers", Integer.toString(MOST_ON_WORKERS));
        config.put("quarkus.http.cors.origins", "https://reader.example");
        app = PackagedApp.start(config);
        shop = app.remote();
        callers = Executors.newFixedThreadPool(MOST);
    }

    @AfterAll
    static void stop() {
        callers.shutdownNow();
        app.stop();
        Books.assertRight(database);
    }

    @Test
    void readBeyondTheLimitIsRefusedAndOthersAreAnswered() throws Exception {
        String slug = shop.article("0.05");
        Wallet reader = shop.wallet("1.00");
        Held purchases = Held.table(database, "purchase");
        List<CompletableFuture<Answer>> waiting = atOnce(MOST, () -> shop.read(reader, slug));
        try {
            waitFor("farthing_requests_in_hand", MOST);

            HttpResponse<String> refused = send(get(slug)
                    .header("Origin", "https://reader.example")
                    .header("Authorization", "Bearer " + reader.key()));
            assertEquals(503, refused.statusCode());
            assertHeader("application/problem+json", refused, "Content-Type");
            assertHeader("1", refused, "Retry-After");
            assertHeader("no-store", refused, "Cache-Control");
            assertHeader("https://reader.example", refused, "Access-Control-Allow-Origin");
            Json problem = Json.from(refused.body());
            assertEquals("overloaded", problem.getString("error.code"));
            assertEquals("https://farthing.test/errors#overloaded", problem.getString("error.doc_url"));
            assertEquals("/v1/articles/" + slug, problem.getString("instance"));
            assertTrue(problem.getString("traceId").matches("[0-9a-f]{32}"), refused::body);
            HttpResponse<String> page = send(get(slug).header("Accept", "text/html,application/xhtml+xml"));
            assertEquals(503, page.statusCode());
            assertHeader("text/html;charset=UTF-8", page, "Content-Type");
            assertTrue(page.body().contains("<dd>overloaded</dd>"), page::body);
            assertEquals(200, shop.get(null, "/q/health/live").status());
            assertEquals(200, shop.get(null, "/q/health/ready").status());
        } finally {
            purchases.letGo();
        }

        List<Answer> answers = waiting.stream().map(CompletableFuture::join).toList();
        answers.forEach(answer -> assertEquals(200, answer.status(), answer::body));
        assertEquals(
                1,
                answers.stream()
                        .filter(answer -> answer.charged().equals("0.05 EUR"))
                        .count());
        assertEquals("0.95", shop.balance(reader));
    }

    @Test
    void articlesAreReadWhileOtherRequestsAreAtTheirLimit() throws Exception {
        String slug = shop.article("0.05");
        Wallet reader = shop.wallet("1.00");
        Held topUps = Held.table(database, "top_up");
        List<CompletableFuture<Answer>> waiting = atOnce(MOST_ON_WORKERS, () -> shop.get(reader.key(), TOP_UP));
        try {
            waitFor("farthing_requests_on_workers", MOST_ON_WORKERS);

            assertEquals("overloaded", shop.get(reader.key(), "/v1/me").code());
            HttpResponse<String> refused = send(HttpRequest.newBuilder(URI.create(app.baseUrl() + "/v1/clients"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"nobody reads this\"}")));
            assertEquals(503, refused.statusCode());
            assertHeader("close", refused, "Connection");
            assertEquals("overloaded", Json.from(refused.body()).getString("error.code"));
            assertEquals("0.05 EUR", shop.read(reader, slug).charged());
        } finally {
            topUps.letGo();
        }

        waiting.forEach(answer -> assertEquals(404, answer.join().status()));
        assertEquals(200, shop.get(reader.key(), "/v1/me").status());
        assertTrue(metric("farthing_requests_turned_away_total") >= 2, "refused requests are counted");
    }

    @Test
    void hugeBodiesAreRefusedAndReleaseTheirPermits() throws Exception {
        for (int i = 0; i <= MOST_ON_WORKERS; i++) {
            String answer = announce("17000000");
            assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
            assertFalse(answer.contains("Retry-After"), answer);
            assertTrue(answer.contains("\"code\":\"body_too_large\""), answer);
        }
        assertTrue(announce("9".repeat(18)).contains("\"code\":\"body_too_large\""));

        waitFor("farthing_requests_on_workers", 0);
        waitFor("farthing_requests_in_hand", 0);
    }

    @Test
    void disconnectedCallerKeepsItsPermitWhileAWorkerRuns() throws Exception {
        Wallet reader = shop.wallet("1.00");
        Held topUps = Held.table(database, "top_up");
        try {
            for (int i = 0; i < MOST_ON_WORKERS; i++) {
                int working = i + 1;
                Socket caller = ask("GET " + TOP_UP + " HTTP/1.1", reader);
                // Waits until the endpoint is at the locked table: a request whose caller leaves before it starts
                // does not start.
                Await.until(
                        () -> database.waitingFor("top_up") == working,
                        () -> database.waitingFor("top_up") + " wait, not " + working);
                caller.close();
            }
            waitFor("farthing_requests_in_hand", 0);

            assertEquals(MOST_ON_WORKERS, metric("farthing_requests_on_workers"));
            assertEquals("overloaded", shop.get(reader.key(), "/v1/me").code());
        } finally {
            topUps.letGo();
        }

        waitFor("farthing_requests_on_workers", 0);
        assertEquals(200, shop.get(reader.key(), "/v1/me").status());
    }

    @Test
    void disconnectedCallerKeepsItsPermitDuringTheKeyLookup() throws Exception {
        List<Wallet> readers = IntStream.range(0, MOST_ON_WORKERS)
                .mapToObj(i -> shop.wallet("1.00"))
                .toList();
        Held keys = Held.table(database, "api_key");
        try {
            for (Wallet reader : readers) {
                ask("GET " + TOP_UP + " HTTP/1.1", reader).close();
            }
            waitFor("farthing_requests_on_workers", MOST_ON_WORKERS);
            waitFor("farthing_requests_in_hand", 0);

            assertEquals(MOST_ON_WORKERS, metric("farthing_requests_on_workers"));
            assertEquals("overloaded", shop.get(readers.get(0).key(), "/v1/me").code());
        } finally {
            keys.letGo();
        }

        waitFor("farthing_requests_on_workers", 0);
        assertEquals(200, shop.get(readers.get(0).key(), "/v1/me").status());
    }

    @Test
    void unnormalizedAddressIsNotAnOperatorsEndpoint() throws Exception {
        Wallet reader = shop.wallet("1.00");
        Held topUps = Held.table(database, "top_up");
        List<CompletableFuture<Answer>> waiting = atOnce(MOST_ON_WORKERS, () -> shop.get(reader.key(), TOP_UP));
        try {
            waitFor("farthing_requests_on_workers", MOST_ON_WORKERS);

            assertEquals("overloaded", shop.get(reader.key(), "/q/%2e%2e/v1/me").code());
        } finally {
            topUps.letGo();
        }
        waiting.forEach(answer -> assertEquals(404, answer.join().status()));
    }

    private static Socket ask(String line, Wallet reader) throws IOException {
        Socket socket = new Socket("localhost", URI.create(app.baseUrl()).getPort());
        socket.getOutputStream().write("""
                %s\r
                Host: localhost\r
                Authorization: Bearer %s\r
                \r
                """.formatted(line, reader.key()).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Announces a body's length, sends none of it, and reads the answer before the connection closes. */
    private static String announce(String length) throws IOException {
        try (Socket socket = new Socket("localhost", URI.create(app.baseUrl()).getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("""
                    POST /v1/clients HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: %s\r
                    \r
                    """.formatted(length).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<CompletableFuture<Answer>> atOnce(int many, Supplier<Answer> call) {
        return IntStream.range(0, many)
                .mapToObj(i -> CompletableFuture.supplyAsync(call, callers))
                .toList();
    }

    private static HttpRequest.Builder get(String slug) {
        return HttpRequest.newBuilder(URI.create(app.baseUrl() + "/v1/articles/" + slug));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.version(HttpClient.Version.HTTP_1_1).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertHeader(String expected, HttpResponse<String> answer, String name) {
        assertEquals(List.of(expected), answer.headers().allValues(name), name);
    }

    private static void waitFor(String gauge, int value) {
        Await.until(() -> metric(gauge) == value, () -> gauge + " is " + metric(gauge) + ", not " + value);
    }

    private static int metric(String name) {
        Matcher line = Pattern.compile("(?m)^" + name + " (\\d+)")
                .matcher(shop.get(null, "/q/metrics").body());
        assertTrue(line.find(), name);
        return Integer.parseInt(line.group(1));
    }
}
