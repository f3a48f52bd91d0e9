package dev.farthing.support;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A client for PgBouncer's admin console, which speaks PostgreSQL's protocol but knows only its own commands: the JDBC
 * driver starts with one that the console does not know.
 */
final class PgBouncerConsole {
    private static final int PROTOCOL = 196_608;

    private PgBouncerConsole() {}

    /** The rows of a command such as {@code show pools}, by column name. */
    static List<Map<String, String>> ask(int port, String command) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            ByteArrayOutputStream hello = new ByteArrayOutputStream();
            new DataOutputStream(hello).writeInt(PROTOCOL);
            hello.write("user\0farthing_login\0database\0pgbouncer\0\0".getBytes(StandardCharsets.US_ASCII));
            send(out, hello.toByteArray());
            read(in);
            out.writeByte('Q');
            send(out, (command + "\0").getBytes(StandardCharsets.US_ASCII));
            return read(in);
        }
    }

    private static void send(DataOutputStream out, byte[] message) throws IOException {
        out.writeInt(message.length + Integer.BYTES);
        out.write(message);
        out.flush();
    }

    /** Reads messages until the console is ready for the next command. */
    private static List<Map<String, String>> read(DataInputStream in) throws IOException {
        List<String> columns = new ArrayList<>();
        List<Map<String, String>> rows = new ArrayList<>();
        while (true) {
            char kind = (char) in.readByte();
            byte[] message = in.readNBytes(in.readInt() - Integer.BYTES);
            DataInputStream fields = new DataInputStream(new java.io.ByteArrayInputStream(message));
            switch (kind) {
                case 'T' -> {
                    int number = fields.readShort();
                    for (int i = 0; i < number; i++) {
                        columns.add(name(fields));
                        // Column origin and type.
                        fields.skipBytes(18);
                    }
                }
                case 'D' -> rows.add(row(fields, columns));
                case 'E' -> throw new IOException(new String(message, StandardCharsets.UTF_8));
                case 'Z' -> {
                    return rows;
                }
                default -> {}
            }
        }
    }

    private static Map<String, String> row(DataInputStream fields, List<String> columns) throws IOException {
        Map<String, String> row = new HashMap<>();
        int number = fields.readShort();
        for (int i = 0; i < number; i++) {
            int length = fields.readInt();
            row.put(columns.get(i), length < 0 ? null : new String(fields.readNBytes(length), StandardCharsets.UTF_8));
        }
        return row;
    }

    private static String name(DataInputStream fields) throws IOException {
        StringBuilder name = new StringBuilder();
        for (byte letter = fields.readByte(); letter != 0; letter = fields.readByte()) {
            name.append((char) letter);
        }
        return name.toString();
    }
}
