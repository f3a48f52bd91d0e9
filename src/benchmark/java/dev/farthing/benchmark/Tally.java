package dev.farthing.benchmark;

import io.hyperfoil.api.session.Session;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What is seen of one run, by the one thread that makes its load; read when that has ended.
 *
 * <p>With a rate it also keeps the schedule: the request with number n was due n intervals after the beginning of the phase,
 * rounded up to the millisecond that Hyperfoil's timer has. Its time is counted from then, whatever it waited for.
 */
final class Tally {
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final double rate;
    private final Ask[] asks;
    private final long[] dueNanos;
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Map<Integer, Histogram> byStatus = new TreeMap<>();
    private final StatisticsSnapshot seen = new StatisticsSnapshot();
    private final Histogram fromSchedule = new Histogram(HIGHEST_NANOS, 3);
    private final Histogram lateness = new Histogram(HIGHEST_NANOS, 3);
    private long wallMinusNano;
    private long firstNanos;
    private long lastNanos;
    private long started;
    private RuntimeException fault;

    /**
     * @param sessions how many can be under way
     * @param rate how many are due each second; 0 in a closed loop
     */
    Tally(int sessions, double rate) {
        this.asks = new Ask[sessions];
        this.dueNanos = new long[sessions];
        this.rate = rate;
    }

    /** A request begins. */
    void begin(Session session, Ask ask) {
        long now = System.nanoTime();
        if (started == 0) {
            firstNanos = now;
            wallMinusNano = wallNanos() - System.nanoTime();
        }
        int id = session.uniqueId();
        asks[id] = ask;
        if (rate > 0) {
            long due = session.phaseStartTimestamp() + (long) Math.ceil(started * 1000 / rate);
            dueNanos[id] = due * 1_000_000 - wallMinusNano;
            lateness.recordValue(Math.max(0, now - dueNanos[id]));
        }
        started++;
    }

    Ask ask(Session session) {
        return asks[session.uniqueId()];
    }

    /** An answer begins, so long after its request. */
    void status(int status, long nanos) {
        statuses.merge(status, 1L, Long::sum);
        byStatus.computeIfAbsent(status, each -> new Histogram(HIGHEST_NANOS, 3))
                .recordValue(Math.min(HIGHEST_NANOS, nanos));
    }

    /** How long the answers with this status took to begin. */
    Histogram times(int status) {
        return byStatus.getOrDefault(status, new Histogram(HIGHEST_NANOS, 3));
    }

    /** A request has ended, with or without an answer. */
    void end(Session session) {
        lastNanos = System.nanoTime();
        if (rate > 0) {
            fromSchedule.recordValue(Math.min(HIGHEST_NANOS, Math.max(0, lastNanos - dueNanos[session.uniqueId()])));
        }
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
