package dev.farthing.database;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * An answer waits ten seconds for the database at most, however many statements it takes.
 *
 * <p>Counts waiting only: a slow body or payment processor has limits of its own. Once an answer's head has left, as an export's,
 * each of its statements has the whole time.
 */
public final class RequestBudget {
    private static final String KEY = RequestBudget.class.getName();
    private static final long ALL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final AtomicLong left;
    private final BooleanSupplier answered;

    private RequestBudget(long nanos, BooleanSupplier answered) {
        this.left = new AtomicLong(nanos);
        this.answered = answered;
    }

    RequestBudget(long nanos) {
        this(nanos, () -> false);
    }

    /** For the request of this Vert.x context. */
    static void begin(BooleanSupplier answered) {
        ContextLocals.put(KEY, new RequestBudget(ALL_NANOS, answered));
    }

    /** Outside of a request a new one. */
    static RequestBudget current() {
        RequestBudget found = VertxContext.isOnDuplicatedContext() ? ContextLocals.get(KEY, null) : null;
        return found == null ? new RequestBudget(ALL_NANOS) : found;
    }

    /** Fails in time with {@code unavailable}; what was begun may still be done, and is safe to repeat. */
    public static <T> CompletableFuture<T> limit(CompletableFuture<T> answer) {
        long start = System.nanoTime();
        RequestBudget budget = current();
        return answer.copy()
                .orTimeout(Math.max(1, budget.leftNanos()), TimeUnit.NANOSECONDS)
                .handle((result, fault) -> {
                    budget.spend(System.nanoTime() - start);
                    if (fault instanceof TimeoutException) {
                        throw Problem.of(ProblemCode.UNAVAILABLE, "The database did not answer in time; try again.");
                    } else if (fault != null) {
                        throw fault instanceof CompletionException wrapped ? wrapped : new CompletionException(fault);
                    }
                    return result;
                });
    }

    long leftNanos() {
        return answered.getAsBoolean() ? ALL_NANOS : left.get();
    }

    void spend(long nanos) {
        left.addAndGet(-nanos);
    }
}
