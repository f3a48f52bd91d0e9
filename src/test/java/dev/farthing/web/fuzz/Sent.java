package dev.farthing.web.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.farthing.web.fuzz.Shop.Caller;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A request as it goes over the wire.
 *
 * @param operation that it was made from
 * @param headers whole lines
 */
record Sent(String operation, Caller caller, String method, String target, List<String> headers, byte[] body) {
    private static final int SHOWN = 400;

    /** HEAD in place of GET; any other as it is. */
    Sent withoutAnswersBody() {
        return method.equals("GET") ? new Sent(operation, caller, "HEAD", target, headers, body) : this;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head().getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    int length() {
        return head().length() + body.length;
    }

    /** Without the query. */
    String path() {
        return target.split("\\?", 2)[0];
    }

    private String head() {
        return method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    /** As text that can be read and typed again. */
    @Override
    public String toString() {
        return caller.name() + ": " + shown(head()) + shown(new String(body, ISO_8859_1));
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (char c : text.substring(0, Math.min(SHOWN, text.length())).toCharArray()) {
            switch (c) {
                case '\r' -> shown.append("\\r");
                case '\n' -> shown.append("\\n");
                default -> shown.append(c < ' ' || c > '~' ? "\\x%02x".formatted((int) c) : String.valueOf(c));
            }
        }
        return text.length() > SHOWN ? shown + "... (" + text.length() + ")" : shown.toString();
    }
}
