package dev.farthing.support.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request to the instance under test, sent unchanged: paths are not encoded, redirects are not followed. */
public final class Request {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final List<Header> headers = new ArrayList<>();
    private final StringBuilder query = new StringBuilder();
    private final Map<String, String> form = new LinkedHashMap<>();
    private String baseUrl;
    private byte[] body;

    private record Header(String name, String value) {}

    private Request() {}

    public static Request given() {
        return new Request();
    }

    /** Targets another instance. */
    public Request baseUri(String baseUrl) {
        this.baseUrl = baseUrl;
        return this;
    }

    /** Adds a header; a repeated name is sent twice. */
    public Request header(String name, Object value) {
        headers.add(new Header(name, value.toString()));
        return this;
    }

    public Request accept(Object mediaType) {
        return only("Accept", mediaType);
    }

    public Request contentType(Object mediaType) {
        return only("Content-Type", mediaType);
    }

    private Request only(String name, Object value) {
        headers.removeIf(header -> header.name().equals(name));
        return header(name, value);
    }

    /** Text and bytes are sent unchanged, anything else as JSON. */
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

    /** A form field, as a browser posts it. */
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
        boolean ascii =
                headers.stream().allMatch(header -> US_ASCII.newEncoder().canEncode(header.value()));
        Response answer = ascii ? send(method, uri) : sendLetters(method, uri);
        Contract.check(method, uri, answer);
        return answer;
    }

    private Response send(String method, URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(header -> request.header(header.name(), header.value()));
        return send(request.build());
    }

    /** The JDK's client would silently replace non-ASCII letters by question marks. */
    private Response sendLetters(String method, URI uri) {
        RequestSpecification request = RestAssured.given().urlEncodingEnabled(false);
        headers.forEach(header -> request.header(header.name(), header.value()));
        if (body != null) {
            request.body(body);
        }
        var answer = request.request(method, uri.toString());
        Map<String, List<String>> received = new HashMap<>();
        answer.headers().forEach(header -> received.computeIfAbsent(header.getName(), first -> new ArrayList<>())
                .add(header.getValue()));
        return new Response(answer.statusCode(), received, answer.asByteArray());
    }

    /** Sends it without that check. */
    static Response send(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Response(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /** Quarkus sets the port of the instance under test only in RestAssured. */
    public static String baseUrl() {
        return RestAssured.baseURI + ":" + RestAssured.port;
    }

    private static String encoded(String name, Object value) {
        return URLEncoder.encode(name, UTF_8) + "="
                + URLEncoder.encode(value.toString(), UTF_8).replace("+", "%20");
    }
}
