package dev.farthing.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** A TCP proxy between an application and its database: a test silences it, or breaks a connection at a keyword. */
public final class Wire implements AutoCloseable {
    /** PostgreSQL's Terminate, which expects no answer. */
    private static final byte FAREWELL = 'X';

    private final ServerSocket entrance;
    private final int server;
    private final AtomicReference<Cut> cut = new AtomicReference<>();
    private final Object gate = new Object();
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private boolean silent;

    /** One connection. Fields are guarded by {@link #gate}. */
    private static final class Line {
        private boolean dead;
        private boolean asked;
    }

    private record Cut(String word, boolean delivered) {}

    private Wire(ServerSocket entrance, int server) {
        this.entrance = entrance;
        this.server = server;
    }

    public static Wire to(int server) {
        try {
            Wire wire = new Wire(new ServerSocket(0, 200, InetAddress.getByName("localhost")), server);
            run("wire", wire::accept);
            return wire;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Holds back all bytes in both directions without closing connections. */
    public void silence() {
        synchronized (gate) {
            silent = true;
        }
    }

    /** Holds back all bytes of the connections open now; new ones work, as when another server has taken the address. */
    public void silenceOpenConnections() {
        synchronized (gate) {
            lines.forEach(line -> line.dead = true);
        }
    }

    /** How many of the connections silenced so were asked something since. */
    public long askedInVain() {
        synchronized (gate) {
            return lines.stream().filter(line -> line.dead && line.asked).count();
        }
    }

    /** Resumes with the bytes held back: the server receives statements whose client has given up. */
    public void restore() {
        synchronized (gate) {
            silent = false;
            lines.forEach(line -> line.dead = false);
            gate.notifyAll();
        }
    }

    /** Breaks the connection that next sends this word, before the server receives it. */
    public void breakBefore(String word) {
        cut.set(new Cut(word, false));
    }

    /** Breaks the connection that next sends this word when the server answers: the statement has run. */
    public void breakAfter(String word) {
        cut.set(new Cut(word, true));
    }

    /** Whether the armed break has happened or is happening. */
    public boolean isBroken() {
        return cut.get() == null;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        restore();
    }

    private void accept() throws IOException {
        while (true) {
            Socket application = entrance.accept();
            Socket database = new Socket(InetAddress.getByName("localhost"), server);
            application.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            AtomicBoolean last = new AtomicBoolean();
            Line line = new Line();
            lines.add(line);
            run("wire-there", () -> pass(application, database, line, last, true));
            run("wire-back", () -> pass(database, application, line, last, false));
        }
    }

    private void pass(Socket from, Socket to, Line line, AtomicBoolean last, boolean there) throws IOException {
        byte[] piece = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int length = in.read(piece);
            while (length >= 0 && !(last.get() && !there)) {
                awaitVoice(line, there && piece[0] != FAREWELL);
                Cut armed = cut.get();
                if (there
                        && armed != null
                        && text(piece, length).contains(armed.word())
                        && cut.compareAndSet(armed, null)) {
                    if (!armed.delivered()) {
                        return;
                    }
                    last.set(true);
                }
                out.write(piece, 0, length);
                length = in.read(piece);
            }
        }
    }

    private void awaitVoice(Line line, boolean asked) {
        synchronized (gate) {
            line.asked |= line.dead && asked;
            while (silent || line.dead) {
                try {
                    gate.wait();
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(stopping);
                }
            }
        }
    }

    private static String text(byte[] piece, int length) {
        return new String(piece, 0, length, StandardCharsets.ISO_8859_1);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // One end closed; closing the other socket tells the other end.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
