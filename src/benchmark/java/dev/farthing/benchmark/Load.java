package dev.farthing.benchmark;

import io.hyperfoil.api.config.Benchmark.FailurePolicy;
import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.config.PhaseBuilder;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.api.HttpRequestWriter;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.config.Protocol;
import io.hyperfoil.http.steps.HttpRequestStepBuilder;
import io.hyperfoil.http.steps.HttpStepCatalog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Hyperfoil with one session per request, all on one thread: the service gets the cores. */
final class Load {
    /** Exceeds the requests in flight while a service keeps up: no request waits for a connection. */
    static final int OPEN_CONNECTIONS = 256;

    private static final int OPEN_SESSIONS = 4_096;
    private static final long PATIENCE_MILLIS = 20_000;

    private final int port;

    Load(int port) {
        this.port = port;
    }

    /** Each connection sends its next request once the last is answered. */
    Tally closed(Case what, int connections, int seconds) {
        Tally tally = new Tally(what.status(), connections, 0);
        BenchmarkBuilder benchmark = benchmark(what, connections);
        run(what, benchmark, benchmark.addPhase("run").always(connections), seconds, tally);
        return tally;
    }

    /** Requests start on schedule, however long answers take. */
    Tally open(Case what, double rate, int seconds) {
        Tally tally = new Tally(what.status(), OPEN_SESSIONS, rate);
        BenchmarkBuilder benchmark = benchmark(what, OPEN_CONNECTIONS);
        PhaseBuilder.ConstantRate phase = benchmark
                .addPhase("run")
                .constantRate(1)
                .usersPerSec(rate)
                .variance(false)
                .maxSessions(OPEN_SESSIONS);
        run(what, benchmark, phase, seconds, tally);
        return tally;
    }

    private BenchmarkBuilder benchmark(Case what, int connections) {
        return BenchmarkBuilder.builder()
                .name(what.name())
                .threads(1)
                .failurePolicy(FailurePolicy.CONTINUE)
                .addPlugin(HttpPluginBuilder::new)
                .ergonomics()
                .repeatCookies(false)
                .userAgentFromSession(false)
                .autoRangeCheck(false)
                .stopOnInvalid(false)
                .endErgonomics()
                .http()
                .protocol(Protocol.HTTP)
                .host("127.0.0.1")
                .port(port)
                .allowHttp2(false)
                .sharedConnections(connections)
                .endHttp()
                .endPlugin();
    }

    private static void run(Case what, BenchmarkBuilder benchmark, PhaseBuilder<?> phase, int seconds, Tally tally) {
        long millis = TimeUnit.SECONDS.toMillis(seconds);
        HttpRequestStepBuilder request = phase.duration(millis)
                .maxDuration(millis + PATIENCE_MILLIS)
                .scenario()
                .maxRequests(1)
                .maxSequences(1)
                .initialSequence("request")
                .step(HttpStepCatalog.SC)
                .httpRequest(what.verb() == Case.Verb.GET ? HttpMethod.GET : HttpMethod.POST);
        request.path(session -> {
                    tally.begin(session, next(what, tally));
                    return tally.request(session).path();
                })
                .headerAppender((session, writer) -> headers(tally.request(session), writer))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .handler()
                .status((answer, status) -> tally.status(answer.session, status, answer.startTimestampNanos()))
                .body(fragmented -> (session, data, offset, length, last) -> tally.body(session, data, offset, length))
                .onCompletion(tally::end)
                .endHandler();
        if (what.verb() == Case.Verb.POST) {
            request.body((session, connection) -> body(tally.request(session)));
        }
        new LocalSimulationRunner(
                        benchmark.build(), (p, step, metric, snapshot, countDown) -> tally.add(snapshot), null, null)
                .run();
        if (tally.fault() != null) {
            throw tally.fault();
        }
    }

    /** An error of the benchmark must end the run, not just a session. */
    private static Request next(Case what, Tally tally) {
        try {
            return what.requests().get();
        } catch (RuntimeException fault) {
            tally.fault(fault);
            throw fault;
        }
    }

    private static void headers(Request request, HttpRequestWriter writer) {
        if (request.key() != null) {
            writer.putHeader("authorization", "Bearer " + request.key());
        }
        if (request.etag() != null) {
            writer.putHeader("if-none-match", request.etag());
        }
        if (request.idempotencyKey() != null) {
            writer.putHeader("idempotency-key", request.idempotencyKey());
            writer.putHeader("content-type", "application/json");
        }
    }

    private static ByteBuf body(Request request) {
        return Unpooled.wrappedBuffer(request.body().getBytes(StandardCharsets.UTF_8));
    }
}
