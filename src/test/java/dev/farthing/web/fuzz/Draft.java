package dev.farthing.web.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.farthing.support.http.Contract.Operation;
import dev.farthing.web.fuzz.Shop.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A request in the making. */
final class Draft {
    final Operation operation;
    final Caller caller;
    final Map<String, String> path = new LinkedHashMap<>();
    final List<String[]> query = new ArrayList<>();
    /** Name and value. */
    final List<String[]> headers = new ArrayList<>();

    String method;
    String contentType;
    /** The fields of a JSON or form body, or null. */
    Map<String, Object> fields;
    /** Any other body; null without one. */
    byte[] body;
    /** In place of the operation's path and query. */
    String target;

    boolean chunked;

    Draft(Operation operation, Caller caller) {
        this.operation = operation;
        this.caller = caller;
        this.method = operation.method();
    }

    void text(String text) {
        fields = null;
        body = Bytes.of(text);
    }

    Sent sent(String host) {
        byte[] content = content();
        List<String> lines = new ArrayList<>();
        add(lines, "Host", host);
        if (caller.key() != null) {
            add(lines, "Authorization", "Bearer " + caller.key());
        }
        if (contentType != null) {
            add(lines, "Content-Type", contentType);
        }
        headers.forEach(header -> lines.add(header[0] + ": " + header[1]));
        byte[] sent = content;
        if (chunked) {
            lines.add("Transfer-Encoding: chunked");
            sent = chunks(content);
        } else if (content.length > 0 || body != null) {
            lines.add("Content-Length: " + content.length);
        }
        return new Sent(operation.toString(), caller, method, target(), lines, sent);
    }

    /** Unless a header of this name, for which there is no other, takes its place. */
    private void add(List<String> lines, String name, String value) {
        if (headers.stream().noneMatch(header -> header[0].equals(name))) {
            lines.add(name + ": " + value);
        }
    }

    byte[] content() {
        if (fields == null) {
            return body == null ? new byte[0] : body;
        }
        if (contentType != null && contentType.contains("form")) {
            return fields.entrySet().stream()
                    .map(field -> Target.encoded(field.getKey()) + "=" + Target.encoded(Json.plain(field.getValue())))
                    .collect(Collectors.joining("&"))
                    .getBytes(UTF_8);
        }
        return Bytes.of(Json.text(fields));
    }

    private String target() {
        if (target != null) {
            return target;
        }
        String filled = operation.path();
        for (Map.Entry<String, String> parameter : path.entrySet()) {
            filled = filled.replace("{" + parameter.getKey() + "}", Target.encoded(parameter.getValue()));
        }
        return query.isEmpty()
                ? filled
                : filled + "?"
                        + query.stream()
                                .map(pair -> Target.encoded(pair[0]) + "=" + Target.encoded(pair[1]))
                                .collect(Collectors.joining("&"));
    }

    private static byte[] chunks(byte[] content) {
        String text = new String(content, ISO_8859_1);
        String first = text.substring(0, text.length() / 2);
        String second = text.substring(text.length() / 2);
        String chunks = (first.isEmpty() ? "" : Integer.toHexString(first.length()) + ";a=b\r\n" + first + "\r\n")
                + (second.isEmpty() ? "" : Integer.toHexString(second.length()) + "\r\n" + second + "\r\n")
                + "0\r\nX-Trailer: a\r\n\r\n";
        return chunks.getBytes(ISO_8859_1);
    }
}
