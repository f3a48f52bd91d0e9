package dev.farthing.support;

import dev.farthing.support.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A caller with another loopback address than all other tests. */
public final class Elsewhere {
    private static final Pattern RETRY_AFTER = Pattern.compile("(?i)\r\nRetry-After: (\\d+)\r\n");

    private final String address;

    /** @param lastByte of 127.0.0.x */
    public Elsewhere(int lastByte) {
        this.address = "127.0.0." + lastByte;
    }

    /** The network by which the service counts this caller. */
    public String network() {
        return "7f0000%02x".formatted(Integer.parseInt(address.substring("127.0.0.".length())));
    }

    /** @param retryAfterS 0 if absent */
    public record Answer(int status, int retryAfterS, String body) {}

    public Answer post(String path, String key, String json) {
        String request = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (key == null ? "" : "Authorization: Bearer " + key + "\r\n")
                + "Content-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json;
        int port = URI.create(Request.baseUrl()).getPort();
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(address), 0)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher retryAfter = RETRY_AFTER.matcher(answer);
            return new Answer(
                    Integer.parseInt(answer.split(" ", 3)[1]),
                    retryAfter.find() ? Integer.parseInt(retryAfter.group(1)) : 0,
                    answer.substring(answer.indexOf("\r\n\r\n") + 4));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
