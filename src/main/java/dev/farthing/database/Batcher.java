package dev.farthing.database;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.trace.Tracing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Gathers what concurrent requests ask of the database, so that they share one statement.
 *
 * <p>Nobody waits for a batch to fill: who finds the writer idle goes at once, alone. Those who come while it is busy are its
 * next batch. So a batch is as large as the load, and the cost of a statement and its commit is shared. Nobody holds a thread
 * while waiting, either.
 *
 * @param <A> what is asked
 * @param <R> what is answered
 */
public final class Batcher<A, R> {
    /** Beyond some dozens a larger batch gains little, and everybody in it waits for all of it. */
    private static final int LARGEST_BATCH = 64;

    /** Some batches' worth: who would wait longer than these take is better answered with 503 at once. */
    private static final int LONGEST_QUEUE = 1_000;

    private final String name;
    private final String spanName;
    private final Batch<A, R> batch;
    private final Tracing tracing;
    private final DistributionSummary sizes;
    private final Counter refusals;
    private final BlockingQueue<Waiting<A, R>> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private volatile Thread writer;
    private volatile boolean stopping;
    private volatile boolean ended;

    /** Answers a batch: one answer for each that asks, in their order. */
    @FunctionalInterface
    public interface Batch<A, R> {
        List<R> run(List<A> asks);
    }

    private record Waiting<A, R>(A ask, Span span, CompletableFuture<R> answer) {}

    /** @param name of the thread that runs the batches, and of its metrics */
    public Batcher(String name, MeterRegistry meters, Tracing tracing, Batch<A, R> batch) {
        this.name = name;
        this.spanName = name + " batch";
        this.batch = batch;
        this.tracing = tracing;
        this.sizes = DistributionSummary.builder("farthing.batch.size")
                .description("Requests that shared a statement")
                .tag("writer", name)
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, LARGEST_BATCH)
                .register(meters);
        this.refusals = Counter.builder("farthing.queue.refusals")
                .description("Requests answered with 503 because too many waited")
                .tag("writer", name)
                .register(meters);
        Gauge.builder("farthing.queue.length", queue, Collection::size)
                .description("Requests that wait for the next statement; at " + LONGEST_QUEUE + " they are refused")
                .tag("writer", name)
                .register(meters);
    }

    /**
     * Asks, with others or alone. The answer comes when its batch is committed, on the writer's thread: what hangs on it must
     * only hand it on. It fails with {@code overloaded} when too many wait.
     *
     * @param span of who asks, to which the batch's is linked
     */
    public CompletableFuture<R> ask(A ask, Span span) {
        Waiting<A, R> mine = new Waiting<>(ask, span, new CompletableFuture<>());
        if (!queue.offer(mine)) {
            refusals.increment();
            mine.answer().completeExceptionally(Problem.of(ProblemCode.OVERLOADED, "Too many requests wait just now."));
        }
        if (writer == null) {
            start();
        }
        if (ended) {
            turnAway();
        }
        return mine.answer();
    }

    /** Answers what is in the queue still, and then no more. */
    public void stop() {
        stopping = true;
    }

    /** The answer, for a thread that may wait, with its own fault where it failed. */
    public static <R> R await(CompletableFuture<R> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException fault ? fault : failed;
        }
    }

    /** With the first ask, so that nothing runs in an image while it is built. */
    private synchronized void start() {
        if (writer == null) {
            Thread thread = new Thread(this::writeUntilStopped, name);
            thread.setDaemon(true);
            thread.start();
            writer = thread;
        }
    }

    private void writeUntilStopped() {
        List<Waiting<A, R>> next = new ArrayList<>(LARGEST_BATCH);
        try {
            while (!stopping || !queue.isEmpty()) {
                Waiting<A, R> first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    next.add(first);
                    queue.drainTo(next, LARGEST_BATCH - 1);
                    write(next);
                    next.clear();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
            turnAway();
        }
    }

    /** False when there is no database. */
    private boolean write(List<Waiting<A, R>> next) {
        try {
            sizes.record(next.size());
            List<R> answers = tracing.traceShared(
                    spanName,
                    next.stream().map(Waiting::span).toList(),
                    () -> batch.run(next.stream().map(Waiting::ask).toList()));
            for (int i = 0; i < next.size(); i++) {
                next.get(i).answer().complete(answers.get(i));
            }
            return true;
        } catch (RuntimeException | Error fault) {
            if (SqlStates.isUnavailable(fault)) {
                // Whoever waits behind them would wait for the same database, one batch's patience after the other.
                queue.drainTo(next);
                next.forEach(waiting -> waiting.answer().completeExceptionally(fault));
                return false;
            } else if (next.size() == 1) {
                next.get(0).answer().completeExceptionally(fault);
            } else {
                writeEach(next);
            }
            return true;
        }
    }

    /** A bad one fails alone; once there is no database, nobody waits for it one by one. */
    private void writeEach(List<Waiting<A, R>> next) {
        boolean away = false;
        for (Waiting<A, R> waiting : next) {
            if (away) {
                waiting.answer()
                        .completeExceptionally(unavailable("The database cannot be reached just now; try again."));
            } else {
                away = !write(new ArrayList<>(List.of(waiting)));
            }
        }
    }

    private void turnAway() {
        List<Waiting<A, R>> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(waiting ->
                waiting.answer().completeExceptionally(unavailable("This instance is stopping; ask another one.")));
    }

    private static Problem unavailable(String detail) {
        return Problem.of(ProblemCode.UNAVAILABLE, detail);
    }
}
