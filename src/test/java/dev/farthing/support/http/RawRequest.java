package dev.farthing.support.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request over HTTP/1.1 byte for byte, also one that no client library would send. The connection ends with its answer. */
public final class RawRequest {
    private static final int PATIENCE_MS = 60_000;

    private final List<String> lines = new ArrayList<>();
    private String body = "";

    private RawRequest(String first) {
        lines.add(first);
        lines.add("Connection: close");
    }

    /** @param line method and target, or with a version of its own */
    public static RawRequest of(String line) {
        return new RawRequest(line.matches("(?s).* HTTP/.*") ? line : line + " HTTP/1.1");
    }

    /** A whole line, with or without a colon. */
    public RawRequest line(String header) {
        lines.add(header);
        return this;
    }

    public RawRequest lines(String... headers) {
        lines.addAll(Arrays.asList(headers));
        return this;
    }

    public RawRequest host() {
        return line("Host: localhost");
    }

    public RawRequest body(String text) {
        return line("Content-Length: " + text.length()).rest(text);
    }

    /** What follows the headers, without a header that says how long it is. */
    public RawRequest rest(String text) {
        body = text;
        return this;
    }

    public Response send() {
        try (Socket socket = connect()) {
            return read(socket.getInputStream().readAllBytes());
        } catch (IOException fault) {
            throw new AssertionError(lines.get(0), fault);
        }
    }

    /** A connection that has sent the request. The caller closes it. */
    public Socket connect() throws IOException {
        Socket socket = new Socket("localhost", URI.create(Request.baseUrl()).getPort());
        socket.setSoTimeout(PATIENCE_MS);
        socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(ISO_8859_1));
        return socket;
    }

    private static Response read(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Response(0, Map.of(), bytes);
        }
        String[] head = text.substring(0, end).split("\r\n");
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            headers.computeIfAbsent(head[i].substring(0, colon), first -> new ArrayList<>())
                    .add(head[i].substring(colon + 1).strip());
        }
        return new Response(
                Integer.parseInt(head[0].split(" ")[1]), headers, Arrays.copyOfRange(bytes, end + 4, bytes.length));
    }
}
