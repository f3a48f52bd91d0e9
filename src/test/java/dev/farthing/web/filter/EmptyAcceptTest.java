package dev.farthing.web.filter;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.wallet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Request;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class EmptyAcceptTest {
    private static final HttpClient CALLER = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void emptyAcceptIsTreatedAsAbsent(String accept) throws Exception {
        String slug = article("0.05");
        String key = wallet("1.00").key();
        List<String> paths = List.of(
                "/errors",
                "/v1/articles",
                "/v1/articles/" + slug,
                "/v1/articles/" + slug + "/preview",
                "/v1/articles/" + newSlug(),
                "/v1/me/entries",
                "/v1/me/purchases",
                "/top-up?x=1",
                "/v1/nowhere");
        for (String path : paths) {
            HttpResponse<String> none = send(request(path, key));
            HttpResponse<String> empty = send(request(path, key).header("Accept", accept));

            assertTrue(none.statusCode() < 500, path);
            assertEquals(none.statusCode(), empty.statusCode(), path);
            assertEquals(type(none), type(empty), path);
        }
    }

    private static HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(URI.create(Request.baseUrl() + path)).header("Authorization", "Bearer " + key);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CALLER.send(request.build(), BodyHandlers.ofString());
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElseThrow();
    }
}
