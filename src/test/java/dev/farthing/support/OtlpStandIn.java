package dev.farthing.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A collector on loopback that accepts spans by OTLP over HTTP. */
public final class OtlpStandIn implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpServer server;
    private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    private OtlpStandIn(HttpServer server) {
        this.server = server;
    }

    public static OtlpStandIn start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            OtlpStandIn standIn = new OtlpStandIn(server);
            server.createContext("/", standIn::take);
            server.setExecutor(Executors.newSingleThreadExecutor(work -> {
                Thread thread = new Thread(work, "otlp-stand-in");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
            return standIn;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** The collector's address; this alone does not enable tracing. */
    public Map<String, String> address() {
        return Map.of(
                "quarkus.otel.exporter.otlp.endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "quarkus.otel.exporter.otlp.protocol",
                "http/protobuf",
                "quarkus.otel.bsp.schedule.delay",
                "100ms");
    }

    public int requests() {
        return requests.get();
    }

    /** Spans of this trace, once one of them is the last. */
    public List<ReceivedSpan> trace(String traceId, Predicate<ReceivedSpan> last) {
        return await(span -> span.traceId().equals(traceId), last);
    }

    /** All wanted spans, once one of them is the last. */
    public List<ReceivedSpan> await(Predicate<ReceivedSpan> wanted, Predicate<ReceivedSpan> last) {
        Instant end = Instant.now().plus(PATIENCE);
        while (spans.stream().noneMatch(wanted.and(last))) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("span missing; received: " + spans);
            }
            pause();
        }
        return spans.stream().filter(wanted).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        spans.addAll(ReceivedSpan.ofRequest(exchange.getRequestBody().readAllBytes()));
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
