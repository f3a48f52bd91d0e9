package dev.farthing.support.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request to the instance under test, sent as it is said: paths are not encoded, redirects are not followed. */
public final class Request {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final HttpRequest.Builder request = HttpRequest.newBuilder().timeout(PATIENCE);
    private final StringBuilder query = new StringBuilder();
    private final Map<String, String> form = new LinkedHashMap<>();
    private String baseUrl;
    private byte[] body;

    private Request() {}

    public static Request given() {
        return new Request();
    }

    /** Another instance than the one under test. */
    public Request baseUri(String baseUrl) {
        this.baseUrl = baseUrl;
        return this;
    }

    /** One more header; a name that is said twice is sent twice. */
    public Request header(String name, Object value) {
        request.header(name, value.toString());
        return this;
    }

    public Request accept(Object mediaType) {
        request.setHeader("Accept", mediaType.toString());
        return this;
    }

    public Request contentType(Object mediaType) {
        request.setHeader("Content-Type", mediaType.toString());
        return this;
    }

    /** Text and bytes go as they are, anything else as JSON. */
    public Request body(Object content) {
        if (content instanceof byte[] bytes) {
            body = bytes;
        } else {
            body = content instanceof String text ? text.getBytes(UTF_8) : Json.bytes(content);
        }
        return this;
    }

    public Request queryParam(String name, Object value) {
        query.append(query.isEmpty() ? "" : "&").append(encoded(name, value));
        return this;
    }

    /** A field of a form, as a browser posts it. */
    public Request formParam(String name, Object value) {
        form.put(name, encoded(name, value));
        return this;
    }

    public Response get(String path) {
        return request("GET", path);
    }

    public Response head(String path) {
        return request("HEAD", path);
    }

    public Response options(String path) {
        return request("OPTIONS", path);
    }

    public Response post(String path) {
        return request("POST", path);
    }

    public Response put(String path) {
        return request("PUT", path);
    }

    public Response patch(String path) {
        return request("PATCH", path);
    }

    public Response delete(String path) {
        return request("DELETE", path);
    }

    /** Sends it, and checks the answer against the OpenAPI document. */
    public Response request(String method, String path) {
        if (!form.isEmpty()) {
            contentType("application/x-www-form-urlencoded").body(String.join("&", form.values()));
        }
        String url = (baseUrl == null ? baseUrl() : baseUrl) + path;
        String separator = query.isEmpty() ? "" : path.contains("?") ? "&" : "?";
        URI uri = URI.create(url + separator + query);
        request.uri(uri)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        Response answer = send(request.build());
        Contract.check(method, uri, answer);
        return answer;
    }

    /** Without the check. */
    static Response send(HttpRequest request) {
        try {
            return new Response(CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /** Of the instance under test: Quarkus tells RestAssured, and nobody else, which port that is. */
    public static String baseUrl() {
        return RestAssured.baseURI + ":" + RestAssured.port;
    }

    private static String encoded(String name, Object value) {
        return URLEncoder.encode(name, UTF_8) + "="
                + URLEncoder.encode(value.toString(), UTF_8).replace("+", "%20");
    }
}
