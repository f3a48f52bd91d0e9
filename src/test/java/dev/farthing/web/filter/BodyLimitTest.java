package dev.farthing.web.filter;

import static dev.farthing.support.Api.ADMIN_KEY;
import static dev.farthing.support.Api.newSlug;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Request;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limit of request bodies, 2 MB by default, in each version of HTTP, with and without a length. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BodyLimitTest {
    private static final int LIMIT = 2 * 1024 * 1024;

    @ParameterizedTest
    @CsvSource({"HTTP_1_1, false", "HTTP_1_1, true", "HTTP_2, false", "HTTP_2, true"})
    void bodyOverTheLimitIsRefusedWithAProblem(HttpClient.Version version, boolean chunked) throws Exception {
        HttpClient caller = HttpClient.newBuilder().version(version).build();
        // Opens the connection: the request that upgrades to HTTP/2 has no body.
        caller.send(HttpRequest.newBuilder(address("/errors")).build(), BodyHandlers.discarding());
        String path = "/v1/articles/" + newSlug();

        HttpResponse<String> answer = put(caller, path, LIMIT + 1, chunked);

        assertEquals(version, answer.version());
        assertEquals(413, answer.statusCode(), answer::body);
        assertHeader("application/problem+json", answer, "Content-Type");
        assertHeader("no-store", answer, "Cache-Control");
        assertHeader("Authorization, Accept, Origin", answer, "Vary");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertEquals("body_too_large", problem.at("/error/code").textValue());
        assertEquals(
                "A body has at most 2097152 bytes here.", problem.at("/detail").textValue());
        assertEquals(path, problem.at("/instance").textValue());
        HttpRequest read = HttpRequest.newBuilder(address(path)).build();
        assertEquals(404, caller.send(read, BodyHandlers.ofString()).statusCode());
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1, false", "HTTP_1_1, true", "HTTP_2, false", "HTTP_2, true"})
    void bodyAtTheLimitIsRead(HttpClient.Version version, boolean chunked) throws Exception {
        HttpClient caller = HttpClient.newBuilder().version(version).build();
        caller.send(HttpRequest.newBuilder(address("/errors")).build(), BodyHandlers.discarding());

        HttpResponse<String> answer = put(caller, "/v1/articles/" + newSlug(), LIMIT, chunked);

        // The body is read, and its text is refused.
        assertEquals(400, answer.statusCode(), answer::body);
    }

    private static HttpResponse<String> put(HttpClient caller, String path, int bytes, boolean chunked)
            throws Exception {
        byte[] body = "x".repeat(bytes).getBytes(StandardCharsets.UTF_8);
        BodyPublisher publisher = chunked
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : BodyPublishers.ofByteArray(body);
        return caller.send(
                HttpRequest.newBuilder(address(path))
                        .header("Authorization", "Bearer " + ADMIN_KEY)
                        .header("Content-Type", "text/markdown")
                        .PUT(publisher)
                        .build(),
                BodyHandlers.ofString());
    }

    private static URI address(String path) {
        return URI.create(Request.baseUrl() + path);
    }

    private static void assertHeader(String expected, HttpResponse<String> answer, String name) {
        assertEquals(List.of(expected), answer.headers().allValues(name), name);
    }
}
