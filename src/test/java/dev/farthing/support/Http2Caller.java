package dev.farthing.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** Speaks HTTP/2 (RFC 9113) frame by frame, without acknowledging what it should. */
public final class Http2Caller extends RawCaller {
    public static final int HEADERS = 1;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int GO_AWAY = 7;

    public static final int DATA = 0;

    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int LARGEST_FRAME = 16_384;
    private static final int END_HEADERS = 4;
    private static final int INITIAL_WINDOW_SIZE = 4;

    private int stream = -1;

    public record Frame(int type, int flags, int stream, byte[] payload) {
        /** The number in four of the payload's bytes. */
        public int number(int offset) {
            int number = 0;
            for (int i = offset; i < offset + 4; i++) {
                number = number << 8 | payload[i] & 0xFF;
            }
            return number;
        }
    }

    /** @param window what the server may send on a stream; nothing ever enlarges it */
    public Http2Caller(int window) throws IOException {
        send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        ByteArrayOutputStream settings = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(settings);
        out.writeShort(INITIAL_WINDOW_SIZE);
        out.writeInt(window);
        frame(SETTINGS, 0, 0, settings.toByteArray());
    }

    /** A whole request without a body; returns its stream. */
    public int get(String path) throws IOException {
        return request(0x82, path, END_HEADERS | END_STREAM, null);
    }

    /** A whole request with a header of a hundred characters, so many times; returns its stream. */
    public int get(String path, int headers) throws IOException {
        int sent = request(0x82, path, END_STREAM, null);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < headers; i++) {
            // With its name, and not to be remembered (RFC 7541, 6.2.2).
            block.write(0);
            block.write(3);
            block.writeBytes("x-a".getBytes(US_ASCII));
            block.write(97);
            block.writeBytes("x".repeat(97).getBytes(US_ASCII));
        }
        byte[] rest = block.toByteArray();
        for (int from = 0; from < rest.length; from += LARGEST_FRAME) {
            int to = Math.min(rest.length, from + LARGEST_FRAME);
            frame(CONTINUATION, to == rest.length ? END_HEADERS : 0, sent, Arrays.copyOfRange(rest, from, to));
        }
        return sent;
    }

    /** The head of a request whose body never comes, or by {@link #data}. */
    public int beginPost(String path, String contentType) throws IOException {
        return request(0x83, path, END_HEADERS, contentType);
    }

    /** The head of a request whose body never comes. */
    public int beginPost(String path) throws IOException {
        return request(0x83, path, END_HEADERS, null);
    }

    public void reset(int stream) throws IOException {
        frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
    }

    public void data(int stream, String text) throws IOException {
        frame(0, 0, stream, text.getBytes(US_ASCII));
    }

    /** The next frame, or null at the end. */
    public Frame read() throws IOException {
        DataInputStream in = in();
        try {
            int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int of = in.readInt();
            return new Frame(type, flags, of, in.readNBytes(length));
        } catch (EOFException end) {
            return null;
        }
    }

    /** Names of the static table, values as they are (RFC 7541, 6.1 and 6.2.2). */
    private int request(int method, String path, int flags, String contentType) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(method);
        block.write(0x86);
        literal(block, 1, "localhost");
        literal(block, 4, path);
        if (contentType != null) {
            block.write(15);
            literal(block, 31 - 15, contentType);
        }
        stream += 2;
        frame(HEADERS, flags, stream, block.toByteArray());
        return stream;
    }

    private static void literal(ByteArrayOutputStream block, int name, String value) {
        block.write(name);
        block.write(value.length());
        block.writeBytes(value.getBytes(US_ASCII));
    }

    private void frame(int type, int flags, int of, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(frame);
        out.writeByte(payload.length >> 16);
        out.writeShort(payload.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(of);
        out.write(payload);
        send(frame.toByteArray());
    }
}
