package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Await;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import dev.farthing.web.trace.Tracing;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Concurrent requests are answered in batches. The batch here doubles numbers, and waits where a test needs it. */
class BatcherTest {
    private static final int HELD = 0;
    private static final int BAD = -1;
    private static final int AWAY = -2;
    private static final int INTERRUPTED = -3;
    private static final int BROKEN = -4;

    private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicReference<Thread> writer = new AtomicReference<>();
    private final Batcher<Integer, Integer> doubles =
            new Batcher<>("doubles", 1_000, meters, Tracing.off(), this::run) {
                @Override
                Thread newThread(Runnable work) {
                    writer.set(super.newThread(work));
                    return writer.get();
                }
            };

    private List<Integer> run(List<Integer> requests) {
        batches.add(List.copyOf(requests));
        if (requests.contains(HELD)) {
            started.countDown();
            await(release);
        }
        if (requests.contains(BAD)) {
            throw new IllegalArgumentException("bad");
        }
        if (requests.contains(AWAY)) {
            throw new Database.DatabaseException(new SQLException("gone", "08006"));
        }
        if (requests.contains(INTERRUPTED)) {
            Thread.currentThread().interrupt();
            throw new Database.DatabaseException(new SQLException("Interrupted while acquiring"));
        }
        if (requests.contains(BROKEN)) {
            throw new UnreadableFault();
        }
        return requests.stream().map(n -> 2 * n).toList();
    }

    /** Breaks the writer when it inspects the fault. */
    private static final class UnreadableFault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable getCause() {
            throw new StackOverflowError("for a test");
        }
    }

    private CompletableFuture<Integer> ask(int number) {
        return doubles.submit(number, Span.getInvalid());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void awaitIdleOrDead(Thread writer) {
        Await.until(
                () -> writer.getState() == Thread.State.TIMED_WAITING || !writer.isAlive(), () -> "the writer is busy");
    }

    /** Blocks the writer until {@link #release}, so that later requests queue. */
    private CompletableFuture<Integer> holdTheWriter() {
        CompletableFuture<Integer> first = ask(HELD);
        await(started);
        return first;
    }

    @AfterEach
    void letGo() {
        release.countDown();
        doubles.stop();
    }

    @Test
    void singleRequestRunsAtOnceInABatchOfItsOwn() {
        assertEquals(14, Batcher.await(ask(7)));
        assertEquals(16, Batcher.await(ask(8)));

        assertEquals(List.of(List.of(7), List.of(8)), batches);
    }

    @Test
    void queuedRequestsFormOneBatchInOrder() {
        CompletableFuture<Integer> first = holdTheWriter();
        List<CompletableFuture<Integer>> rest =
                IntStream.rangeClosed(1, 5).mapToObj(this::ask).toList();
        assertFalse(first.isDone());

        release.countDown();

        assertEquals(List.of(2, 4, 6, 8, 10), rest.stream().map(Batcher::await).toList());
        assertEquals(List.of(List.of(HELD), List.of(1, 2, 3, 4, 5)), batches);
    }

    @Test
    void batchHasAtMost64Requests() {
        holdTheWriter();
        List<CompletableFuture<Integer>> rest =
                IntStream.rangeClosed(1, 150).mapToObj(this::ask).toList();

        release.countDown();
        rest.forEach(Batcher::await);

        assertEquals(List.of(1, 64, 64, 22), batches.stream().map(List::size).toList());
    }

    @Test
    void badRequestFailsAlone() {
        holdTheWriter();
        CompletableFuture<Integer> before = ask(1);
        CompletableFuture<Integer> bad = ask(BAD);
        CompletableFuture<Integer> after = ask(2);

        release.countDown();

        assertEquals(2, Batcher.await(before));
        assertEquals(4, Batcher.await(after));
        assertThrows(IllegalArgumentException.class, () -> Batcher.await(bad));
    }

    @Test
    void splitBatchWaitsOnceForAnUnavailableDatabase() {
        holdTheWriter();
        CompletableFuture<Integer> before = ask(1);
        ask(BAD);
        ask(AWAY);
        List<CompletableFuture<Integer>> after = List.of(ask(2), ask(3));

        release.countDown();

        assertEquals(2, Batcher.await(before));
        for (CompletableFuture<Integer> waiting : after) {
            assertEquals(
                    ProblemCode.UNAVAILABLE,
                    assertThrows(Problem.class, () -> Batcher.await(waiting)).code());
        }
        assertEquals(
                List.of(List.of(HELD), List.of(1, BAD, AWAY, 2, 3), List.of(1), List.of(BAD), List.of(AWAY)), batches);
    }

    @Test
    void queuedBatchesDoNotEachWaitForAnUnavailableDatabase() {
        holdTheWriter();
        ask(AWAY);
        List<CompletableFuture<Integer>> rest =
                IntStream.rangeClosed(1, 200).mapToObj(this::ask).toList();

        release.countDown();

        for (CompletableFuture<Integer> waiting : rest) {
            RuntimeException fault = assertThrows(RuntimeException.class, () -> Batcher.await(waiting));
            assertTrue(SqlStates.isUnavailable(fault), fault::toString);
        }
        assertEquals(2, batches.size());
        assertEquals(6, Batcher.await(ask(3)), "and the next one is tried again");
    }

    @Test
    void fullQueueRefusesAtOnceAsOverloaded() {
        holdTheWriter();
        List<CompletableFuture<Integer>> waiting =
                IntStream.rangeClosed(1, 1_000).mapToObj(this::ask).toList();

        CompletableFuture<Integer> oneTooMany = ask(1_001);

        assertTrue(oneTooMany.isDone());
        assertEquals(
                ProblemCode.OVERLOADED,
                assertThrows(Problem.class, () -> Batcher.await(oneTooMany)).code());
        release.countDown();
        assertEquals(2_000, Batcher.await(waiting.get(999)), "queued requests are answered");
    }

    @Test
    void metersShowBatchSizesQueueLengthAndRefusals() {
        CompletableFuture<Integer> first = holdTheWriter();
        List<CompletableFuture<Integer>> rest =
                IntStream.rangeClosed(1, 1_003).mapToObj(this::ask).toList();
        assertEquals(
                1_000,
                meters.get("farthing.queue.length")
                        .tag("writer", "doubles")
                        .gauge()
                        .value());
        assertEquals(
                3,
                meters.get("farthing.queue.refusals")
                        .tag("writer", "doubles")
                        .counter()
                        .count());

        release.countDown();
        Batcher.await(first);
        rest.subList(0, 1_000).forEach(Batcher::await);

        DistributionSummary sizes =
                meters.get("farthing.batch.size").tag("writer", "doubles").summary();
        assertEquals(1 + 1_000, sizes.totalAmount());
        assertEquals(1 + 16, sizes.count());
        assertEquals(64, sizes.max());
        assertEquals(0, meters.get("farthing.queue.length").gauge().value());
    }

    @Test
    void interruptOfAnIdleWriterFailsNoRequest() {
        assertEquals(14, Batcher.await(ask(7)));

        awaitIdleOrDead(writer.get());
        writer.get().interrupt();
        Await.until(() -> !writer.get().isInterrupted(), () -> "the writer does not notice the interrupt");
        awaitIdleOrDead(writer.get());

        assertTrue(writer.get().isAlive());
        assertEquals(16, Batcher.await(ask(8)));
        assertEquals(18, Batcher.await(ask(9)));
    }

    @Test
    void interruptFailsOnlyItsBatchWith503() {
        holdTheWriter();
        List<CompletableFuture<Integer>> inHand = List.of(ask(INTERRUPTED), ask(1));
        List<CompletableFuture<Integer>> behind =
                IntStream.rangeClosed(2, 100).mapToObj(this::ask).toList();

        release.countDown();

        inHand.forEach(request -> assertUnavailable(request));
        assertEquals(2 * 100, Batcher.await(behind.get(98)));
        assertEquals(16, Batcher.await(ask(8)));
    }

    @Test
    void errorOutsideABatchFailsItsRequestsWith503AndTheWriterContinues() {
        holdTheWriter();
        CompletableFuture<Integer> broken = ask(BROKEN);
        CompletableFuture<Integer> neighbour = ask(1);

        release.countDown();

        assertUnavailable(broken);
        assertUnavailable(neighbour);
        assertEquals(16, Batcher.await(ask(8)));
        assertTrue(doubles.isServing());
    }

    @Test
    void throwingDependentFailsOnlyItsOwnStage() {
        CompletableFuture<Integer> first = holdTheWriter();
        CompletableFuture<Integer> dependent = first.thenApply(answer -> {
            throw new AssertionError("of a caller");
        });
        CompletableFuture<Integer> second = ask(1);

        release.countDown();

        assertEquals(2, Batcher.await(second));
        assertEquals(0, Batcher.await(first));
        assertThrows(CompletionException.class, () -> Batcher.await(dependent));
    }

    @Test
    void requestsFailWithSeparateExceptions() {
        holdTheWriter();
        List<CompletableFuture<Integer>> failed = List.of(ask(AWAY), ask(1), ask(2));

        release.countDown();

        List<Throwable> faults = failed.stream()
                .<Throwable>map(request -> assertThrows(RuntimeException.class, () -> Batcher.await(request)))
                .toList();
        assertEquals(3, Set.copyOf(faults).size());
    }

    @Test
    void stopAnswersTheQueueAndRefusesLaterRequests() throws InterruptedException {
        CompletableFuture<Integer> first = holdTheWriter();
        CompletableFuture<Integer> second = ask(1);

        doubles.stop();
        release.countDown();

        assertEquals(0, Batcher.await(first));
        assertEquals(2, Batcher.await(second));
        writer.get().join();
        assertUnavailable(ask(2));
        assertFalse(doubles.isServing());
    }

    private static void assertUnavailable(CompletableFuture<Integer> request) {
        assertEquals(
                ProblemCode.UNAVAILABLE,
                assertThrows(Problem.class, () -> Batcher.await(request)).code());
    }
}
