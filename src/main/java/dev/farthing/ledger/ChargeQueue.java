package dev.farthing.ledger;

import dev.farthing.web.DatabaseFaults;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Gathers the charges of concurrent requests into batches. Those that can be made at once are written one batch after the other by
 * one thread; those whose account somebody else holds, by another one that waits, so that nobody else has to.
 *
 * <p>Nobody waits for a batch to fill: a charge that finds the writer idle goes at once, alone. Those that come while it is busy
 * are its next batch. So a batch is as large as the load, and the cost of a statement and its commit is shared.
 */
@ApplicationScoped
class ChargeQueue {
    /** Beyond some dozens a larger batch gains little, and everybody in it waits for all of it. */
    private static final int LARGEST_BATCH = 64;

    /** More than there are workers that could wait, so that it is full only when the writer is in trouble. */
    private static final int LONGEST_QUEUE = 1_000;

    private final ChargeBatch batch;
    private final Lane atOnce = new Lane("charges", false);
    private final Lane patient = new Lane("waiting-charges", true);
    private volatile boolean stopping;

    ChargeQueue(ChargeBatch batch) {
        this.batch = batch;
    }

    /**
     * Makes one charge, with others or alone. When this returns, it is committed.
     *
     * @return never with the terms BUSY
     * @throws Problem {@code unavailable} when too many wait
     */
    ChargeBatch.Answer make(ChargeBatch.Ask ask) {
        ChargeBatch.Answer answer = atOnce.make(ask);
        return answer.terms() == Terms.BUSY ? patient.make(ask) : answer;
    }

    void onStop(@Observes ShutdownEvent stop) {
        stopping = true;
    }

    private record Waiting(ChargeBatch.Ask ask, CompletableFuture<ChargeBatch.Answer> answer) {}

    /** A queue and the thread that writes what stands in it. */
    private final class Lane {
        private final String name;
        private final boolean waits;
        private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
        private volatile Thread writer;

        private Lane(String name, boolean waits) {
            this.name = name;
            this.waits = waits;
        }

        private ChargeBatch.Answer make(ChargeBatch.Ask ask) {
            Waiting mine = new Waiting(ask, new CompletableFuture<>());
            if (!queue.offer(mine)) {
                throw Problem.of(ProblemCode.UNAVAILABLE, "Too many charges wait just now; try again.");
            }
            if (writer == null) {
                start();
            }
            try {
                return mine.answer().join();
            } catch (CompletionException failed) {
                throw failed.getCause() instanceof RuntimeException fault ? fault : failed;
            }
        }

        /** With the first charge, so that nothing runs in an image while it is built. */
        private synchronized void start() {
            if (writer == null) {
                Thread thread = new Thread(this::writeForEver, name);
                thread.setDaemon(true);
                thread.start();
                writer = thread;
            }
        }

        private void writeForEver() {
            List<Waiting> next = new ArrayList<>(LARGEST_BATCH);
            try {
                // What is in the queue when the service stops is answered still.
                while (!stopping || !queue.isEmpty()) {
                    Waiting first = queue.poll(1, TimeUnit.SECONDS);
                    if (first != null) {
                        next.add(first);
                        queue.drainTo(next, LARGEST_BATCH - 1);
                        write(next);
                        next.clear();
                    }
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        private void write(List<Waiting> next) {
            try {
                List<ChargeBatch.Answer> answers =
                        batch.run(next.stream().map(Waiting::ask).toList(), waits);
                for (int i = 0; i < next.size(); i++) {
                    next.get(i).answer().complete(answers.get(i));
                }
            } catch (RuntimeException | Error fault) {
                if (next.size() == 1 || DatabaseFaults.isUnavailable(fault)) {
                    next.forEach(waiting -> waiting.answer().completeExceptionally(fault));
                } else {
                    // One bad charge fails alone.
                    next.forEach(waiting -> write(List.of(waiting)));
                }
            }
        }
    }
}
