package dev.farthing.benchmark;

import io.hyperfoil.api.session.Session;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Records one run on the thread of its load; read after the run. Times are those of right answers.
 *
 * <p>With a rate, request n is due n intervals after the phase starts, rounded up to Hyperfoil's timer of 1 ms. Its
 * time counts from then and so includes every wait.
 */
final class Tally {
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(2);

    private static final String NO_ROOM = "\"overloaded\"";

    /** As {@code quarkus.datasource.jdbc.acquisition-timeout}: a later refusal got no connection. */
    private static final long POOL_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final int right;
    private final double rate;
    private final Request[] requests;
    private final long[] dueNanos;
    private final long[] sentNanos;
    private final int[] answered;
    private final StringBuilder[] refusals;
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Map<Integer, Histogram> byStatus = new TreeMap<>();
    private final StatisticsSnapshot seen = new StatisticsSnapshot();
    private final Histogram sent = new Histogram(HIGHEST_NANOS, 3);
    private final Histogram fromSchedule = new Histogram(HIGHEST_NANOS, 3);
    private final Histogram lateness = new Histogram(HIGHEST_NANOS, 3);
    private long wallMinusNano;
    private long firstNanos;
    private long lastNanos;
    private long started;
    private long broken;
    private RuntimeException fault;

    /**
     * @param sessions most requests in flight
     * @param rate per second; 0 in a closed loop
     */
    Tally(int right, int sessions, double rate) {
        this.right = right;
        this.requests = new Request[sessions];
        this.dueNanos = new long[sessions];
        this.sentNanos = new long[sessions];
        this.answered = new int[sessions];
        this.refusals = new StringBuilder[sessions];
        this.rate = rate;
    }

    void begin(Session session, Request request) {
        long now = System.nanoTime();
        if (started == 0) {
            firstNanos = now;
            wallMinusNano = wallNanos() - System.nanoTime();
        }
        int id = session.uniqueId();
        requests[id] = request;
        answered[id] = 0;
        if (rate > 0) {
            long due = session.phaseStartTimestamp() + (long) Math.ceil(started * 1000 / rate);
            dueNanos[id] = due * 1_000_000 - wallMinusNano;
            lateness.recordValue(Math.max(0, now - dueNanos[id]));
        }
        started++;
    }

    Request request(Session session) {
        return requests[session.uniqueId()];
    }

    void status(Session session, int status, long sentAt) {
        int id = session.uniqueId();
        answered[id] = status;
        sentNanos[id] = sentAt;
        refusals[id] = status == Overload.TURNED_AWAY ? new StringBuilder() : null;
        long nanos = System.nanoTime() - sentAt;
        statuses.merge(status, 1L, Long::sum);
        byStatus.computeIfAbsent(status, each -> new Histogram(HIGHEST_NANOS, 3))
                .recordValue(Math.min(HIGHEST_NANOS, nanos));
    }

    void body(Session session, ByteBuf data, int offset, int length) {
        StringBuilder refusal = refusals[session.uniqueId()];
        if (refusal != null) {
            refusal.append(data.toString(offset, length, StandardCharsets.UTF_8));
        }
    }

    /** To the status line. */
    Histogram times(int status) {
        return byStatus.getOrDefault(status, new Histogram(HIGHEST_NANOS, 3));
    }

    void end(Session session) {
        lastNanos = System.nanoTime();
        int id = session.uniqueId();
        if (answered[id] == right) {
            record(sent, lastNanos - sentNanos[id]);
            if (rate > 0) {
                record(fromSchedule, lastNanos - dueNanos[id]);
            }
        } else if (answered[id] == Overload.TURNED_AWAY && !isShed(id)) {
            broken++;
        }
    }

    /** Otherwise the database was unavailable, which is reported sooner. */
    private boolean isShed(int id) {
        return refusals[id].indexOf(NO_ROOM) >= 0 || lastNanos - sentNanos[id] >= POOL_PATIENCE_NANOS;
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.min(HIGHEST_NANOS, Math.max(0, nanos)));
    }

    List<String> strange() {
        List<String> strange = new ArrayList<>();
        statuses.forEach((status, count) -> {
            if (status != right && status != Overload.TURNED_AWAY) {
                strange.add(count + " answers with status " + status);
            }
        });
        if (broken > 0) {
            strange.add(broken + " answers with status " + Overload.TURNED_AWAY
                    + " for another reason than too many requests");
        }
        return strange;
    }

    synchronized void add(StatisticsSnapshot snapshot) {
        seen.add(snapshot);
    }

    void fault(RuntimeException cause) {
        if (fault == null) {
            fault = cause;
        }
    }

    RuntimeException fault() {
        return fault;
    }

    Map<Integer, Long> statuses() {
        return statuses;
    }

    long started() {
        return started;
    }

    long answers(int status) {
        return statuses.getOrDefault(status, 0L);
    }

    double seconds() {
        return (lastNanos - firstNanos) / 1e9;
    }

    synchronized StatisticsSnapshot seen() {
        return seen;
    }

    /** From the actual request. */
    Histogram sent() {
        return sent;
    }

    Histogram fromSchedule() {
        return fromSchedule;
    }

    Histogram lateness() {
        return lateness;
    }

    private static long wallNanos() {
        java.time.Instant now = java.time.Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
