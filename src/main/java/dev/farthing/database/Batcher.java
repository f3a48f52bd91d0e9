package dev.farthing.database;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs concurrent requests as one statement.
 *
 * <p>An idle writer runs a request at once and alone; those that arrive meanwhile form the next batch, so batches grow with the
 * load. A pending request holds no thread.
 *
 * <p>Interrupts and errors fail the current batch, never the writer.
 */
public class Batcher<Q, R> {
    private static final Logger LOG = Logger.getLogger(Batcher.class);

    /** Beyond some dozens a batch gains little, and every request waits for all of it. */
    private static final int LARGEST_BATCH = 64;

    private final String name;
    private final Batch<Q, R> batch;
    private final Tracing tracing;
    private final BatcherMeters meters;
    private final BlockingQueue<Pending<Q, R>> queue;
    private volatile boolean requested;
    private volatile Thread writer;
    private volatile boolean stopping;
    private volatile boolean ended;

    /** One result for each request, in their order. */
    @FunctionalInterface
    public interface Batch<Q, R> {
        List<R> run(List<Q> requests);
    }

    /** @param queueLength see {@link Batchers} */
    Batcher(String name, int queueLength, MeterRegistry meters, Tracing tracing, Batch<Q, R> batch) {
        this.name = name;
        this.batch = batch;
        this.tracing = tracing;
        this.queue = new ArrayBlockingQueue<>(queueLength);
        this.meters = BatcherMeters.register(meters, name, queue, queueLength, LARGEST_BATCH);
    }

    /**
     * Completes after the commit, on the writer's thread: dependents must not block, and their faults fail only their own
     * stage. Fails with {@code overloaded} when the queue is full.
     *
     * @param span the batch's span links to it
     */
    public CompletableFuture<R> submit(Q request, Span span) {
        Pending<Q, R> pending = new Pending<>(request, span, new CompletableFuture<>());
        if (!queue.offer(pending)) {
            meters.refusals().increment();
            pending.fail(Problem.of(ProblemCode.OVERLOADED, "Too many requests are waiting; try again."));
        }
        if (ended || !isWriterAlive() && !start()) {
            refuseQueued();
        }
        return pending.result();
    }

    /** Serves the queue, then refuses requests with 503. */
    void stop() {
        stopping = true;
    }

    String name() {
        return name;
    }

    /** Restarts a dead writer; before the first request there is none. */
    boolean isServing() {
        return !ended && (!requested || isWriterAlive() || start());
    }

    /** Throws the request's own exception, or {@code unavailable} when its time is over. */
    public static <R> R await(CompletableFuture<R> result) {
        try {
            return RequestBudget.limit(result).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException fault ? fault : failed;
        }
    }

    private boolean isWriterAlive() {
        Thread current = writer;
        return current != null && current.isAlive();
    }

    /** On the first request: the build of a native image must start no thread. False when no thread is to be had. */
    private synchronized boolean start() {
        if (ended || isWriterAlive()) {
            return !ended;
        }
        requested = true;
        try {
            Thread thread = newThread(this::writeUntilStopped);
            thread.setDaemon(true);
            thread.start();
            writer = thread;
            return true;
        } catch (OutOfMemoryError noThread) {
            LOG.errorf(noThread, "The writer of %s cannot be started", name);
            return false;
        }
    }

    Thread newThread(Runnable work) {
        return new Thread(work, name);
    }

    private void writeUntilStopped() {
        while (!stopping || !queue.isEmpty()) {
            writeNext();
        }
        ended = true;
        refuseQueued();
    }

    private void writeNext() {
        List<Pending<Q, R>> inHand = new ArrayList<>(LARGEST_BATCH);
        try {
            Pending<Q, R> first = queue.poll(1, TimeUnit.SECONDS);
            if (first != null) {
                inHand.add(first);
                queue.drainTo(inHand, LARGEST_BATCH - 1);
                write(inHand);
            }
        } catch (InterruptedException ignored) {
            // Took nothing from the queue. Only stop() ends the writer.
        } catch (Throwable fault) {
            inHand.forEach(pending -> pending.unavailable("This request was not completed; try again."));
            LOG.errorf(fault, "The writer of %s failed a batch and goes on", name);
        }
    }

    /** False when the database is unavailable. */
    private boolean write(List<Pending<Q, R>> inHand) {
        try {
            meters.sizes().record(inHand.size());
            List<R> results = tracing.traceShared(
                    name + " batch",
                    inHand.stream().map(Pending::span).toList(),
                    () -> batch.run(inHand.stream().map(Pending::request).toList()));
            for (int i = 0; i < inHand.size(); i++) {
                inHand.get(i).result().complete(results.get(i));
            }
            return true;
        } catch (RuntimeException | Error fault) {
            return fail(inHand, fault);
        }
    }

    private boolean fail(List<Pending<Q, R>> inHand, Throwable fault) {
        if (Thread.interrupted()) {
            // An interrupted wait for the pool looks like an unavailable database; the queue must not suffer for it.
            inHand.forEach(pending -> pending.unavailable("This request was interrupted; try again."));
        } else if (SqlStates.isUnavailable(fault)) {
            // The queue would wait for the same database, batch after batch.
            queue.drainTo(inHand);
            inHand.forEach(pending -> pending.fail(Database.DatabaseException.copy(fault)));
            return false;
        } else if (inHand.size() == 1) {
            inHand.get(0).fail(fault);
        } else {
            writeEach(inHand);
        }
        return true;
    }

    /** A bad request fails alone; stops once the database is unavailable. */
    private void writeEach(List<Pending<Q, R>> inHand) {
        boolean available = true;
        for (Pending<Q, R> pending : inHand) {
            if (available) {
                available = write(new ArrayList<>(List.of(pending)));
            } else {
                pending.unavailable("The database cannot be reached just now; try again.");
            }
        }
    }

    private void refuseQueued() {
        List<Pending<Q, R>> left = new ArrayList<>();
        queue.drainTo(left);
        String detail = ended ? "This instance is stopping; try again." : "This instance cannot serve; try again.";
        left.forEach(pending -> pending.unavailable(detail));
    }
}
