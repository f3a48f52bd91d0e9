package dev.farthing.ledger;

import dev.farthing.web.DatabaseFaults;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.util.ArrayList;
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
public final class Gathering<A, R> {
    /** Beyond some dozens a larger batch gains little, and everybody in it waits for all of it. */
    private static final int LARGEST_BATCH = 64;

    /** Some batches' worth: who would wait longer than these take is better answered with 503 at once. */
    private static final int LONGEST_QUEUE = 1_000;

    private final String name;
    private final Batch<A, R> batch;
    private final BlockingQueue<Waiting<A, R>> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private volatile Thread writer;
    private volatile boolean stopping;
    private volatile boolean ended;

    /** Answers a batch: one answer for each that asks, in their order. */
    @FunctionalInterface
    public interface Batch<A, R> {
        List<R> run(List<A> asks);
    }

    private record Waiting<A, R>(A ask, CompletableFuture<R> answer) {}

    /** @param name of the thread that runs the batches */
    public Gathering(String name, Batch<A, R> batch) {
        this.name = name;
        this.batch = batch;
    }

    /**
     * Asks, with others or alone. The answer comes when its batch is committed, on the writer's thread: what hangs on it must
     * only hand it on. It fails with {@code overloaded} when too many wait.
     */
    public CompletableFuture<R> ask(A ask) {
        Waiting<A, R> mine = new Waiting<>(ask, new CompletableFuture<>());
        if (!queue.offer(mine)) {
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

    private void write(List<Waiting<A, R>> next) {
        try {
            List<R> answers = batch.run(next.stream().map(Waiting::ask).toList());
            for (int i = 0; i < next.size(); i++) {
                next.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error fault) {
            if (DatabaseFaults.isUnavailable(fault)) {
                // Whoever waits behind them would wait for the same database, one batch's patience after the other.
                queue.drainTo(next);
                next.forEach(waiting -> waiting.answer().completeExceptionally(fault));
            } else if (next.size() == 1) {
                next.get(0).answer().completeExceptionally(fault);
            } else {
                // A bad one fails alone.
                next.forEach(waiting -> write(new ArrayList<>(List.of(waiting))));
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
