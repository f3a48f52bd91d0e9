package dev.farthing.support.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.util.List;

/** An answer: what it says, and by {@link #then()} what it must say. */
public final class Response {
    private final HttpResponse<byte[]> answer;
    private Json json;

    Response(HttpResponse<byte[]> answer) {
        this.answer = answer;
    }

    public Then then() {
        return new Then(this);
    }

    public int statusCode() {
        return answer.statusCode();
    }

    /** The value of a header, or null; the values of one that was sent several times are a list with commas. */
    public String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : String.join(", ", values);
    }

    /** Each value of a header as it was sent. */
    public List<String> headers(String name) {
        return answer.headers().allValues(name);
    }

    public String contentType() {
        return header("Content-Type");
    }

    public byte[] asByteArray() {
        return answer.body();
    }

    public String asString() {
        return new String(answer.body(), UTF_8);
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
        return statusCode() + " " + answer.headers().map() + "\n" + asString();
    }
}
