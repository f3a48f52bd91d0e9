package dev.farthing.support.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer; {@link #then()} checks it. */
public final class Response {
    private final int status;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;
    private Json json;

    Response(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.headers.putAll(headers);
        this.body = body;
    }

    public Then then() {
        return new Then(this);
    }

    public int statusCode() {
        return status;
    }

    /** The value of a header, or null; repeated values are joined with commas. */
    public String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : String.join(", ", values);
    }

    /** Each value of a repeated header. */
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    public String contentType() {
        return header("Content-Type");
    }

    public byte[] asByteArray() {
        return body;
    }

    public String asString() {
        return new String(body, UTF_8);
    }

    /** The value at a path, as {@link Json#path} reads it. */
    public <T> T path(String path) {
        return json().path(path);
    }

    public Json json() {
        if (json == null) {
            json = Json.from(asString());
        }
        return json;
    }

    @Override
    public String toString() {
        return statusCode() + " " + headers + "\n" + asString();
    }
}
