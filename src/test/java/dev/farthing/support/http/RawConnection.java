package dev.farthing.support.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 over a kept connection, with any bytes as the request: clients refuse to send what is ill-formed. */
public final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;

    private Socket socket;
    private InputStream in;

    /**
     * Sends a request and reads its answer, on a new connection if the last one is closed.
     *
     * @throws IOException when there is no whole answer
     */
    public Response send(String method, byte[] request) throws IOException {
        boolean kept = socket != null;
        try {
            return exchange(method, request);
        } catch (SocketTimeoutException silent) {
            close();
            throw silent;
        } catch (IOException closed) {
            close();
            if (!kept) {
                throw closed;
            }
            // It may have been closed before the request: asked again, the server must answer.
            return exchange(method, request);
        }
    }

    private Response exchange(String method, byte[] request) throws IOException {
        if (socket == null) {
            URI server = URI.create(Request.baseUrl());
            socket = new Socket(server.getHost(), server.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MS);
            in = new BufferedInputStream(socket.getInputStream());
        }
        try {
            socket.getOutputStream().write(request);
        } catch (IOException refusedEarly) {
            // The answer may have been sent before the whole request was read.
        }
        Response answer = read(method);
        if ("close".equalsIgnoreCase(answer.header("Connection"))) {
            close();
        }
        return answer;
    }

    private Response read(String method) throws IOException {
        String[] statusLine = line().split(" ", 3);
        int status = Integer.parseInt(statusLine[1]);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        if (status < 200) {
            return read(method);
        }
        boolean empty = method.equals("HEAD") || status == 204 || status == 304;
        return new Response(status, headers, empty ? new byte[0] : body(headers));
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("Content-Length")) {
            return exactly(Integer.parseInt(headers.get("Content-Length").get(0)));
        }
        if (String.valueOf(headers.get("Transfer-Encoding"))
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int length = chunkLength(); length > 0; length = chunkLength()) {
                body.writeBytes(exactly(length));
                line();
            }
            while (!line().isEmpty()) {
                // a trailer
            }
            return body.toByteArray();
        }
        byte[] rest = in.readAllBytes();
        close();
        return rest;
    }

    private int chunkLength() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("closed after '" + line.toString(ISO_8859_1) + "'");
            }
            line.write(read);
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } finally {
            socket = null;
        }
    }
}
