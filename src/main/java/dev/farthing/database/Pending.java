package dev.farthing.database;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.opentelemetry.api.trace.Span;
import java.util.concurrent.CompletableFuture;

record Pending<Q, R>(Q request, Span span, CompletableFuture<R> result) {

    /** An exception of its own, since callers throw theirs on different threads. */
    void fail(Throwable own) {
        result.completeExceptionally(own);
    }

    void unavailable(String detail) {
        fail(Problem.of(ProblemCode.UNAVAILABLE, detail));
    }
}
