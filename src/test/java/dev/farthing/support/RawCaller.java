package dev.farthing.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.farthing.support.http.Request;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

/** A connection to the instance under test whose test decides each byte: what is sent, and what is read. */
public class RawCaller implements AutoCloseable {
    private static final int SMALL = 4096;

    private final Socket socket = new Socket();

    public RawCaller() throws IOException {
        // So that answers wait in the server and not in the kernel.
        socket.setReceiveBufferSize(SMALL);
        socket.connect(
                new InetSocketAddress("localhost", URI.create(Request.baseUrl()).getPort()));
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
    }

    public RawCaller send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    public RawCaller send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    public DataInputStream in() throws IOException {
        return new DataInputStream(socket.getInputStream());
    }

    /** Everything until the server closes. */
    public String rest() throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] bytes = new byte[SMALL];
        InputStream in = socket.getInputStream();
        try {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                text.append(new String(bytes, 0, read, ISO_8859_1));
            }
        } catch (SocketTimeoutException open) {
            throw open;
        } catch (IOException reset) {
            // Closed without waiting for this side.
        }
        return text.toString();
    }

    /** Sends the text byte by byte, over and over, until the server closes. */
    public void trickle(String text) {
        int[] sent = {0};
        Await.until(() -> !canSend(text.charAt(sent[0]++ % text.length())), () -> "open after " + sent[0] + " bytes");
    }

    private boolean canSend(char letter) {
        try {
            socket.setSoTimeout(50);
            send(String.valueOf(letter));
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException open) {
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
