package dev.farthing.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Starts the same work on many threads at the same moment. */
public final class Race {
    private Race() {}

    /** Results of {@code runners} threads in the order of their numbers, from 0. */
    public static <T> List<T> run(int runners, IntFunction<T> runner) {
        CyclicBarrier start = new CyclicBarrier(runners);
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < runners; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    start.await();
                    return runner.apply(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException fault) {
            throw new IllegalStateException(fault);
        } finally {
            threads.shutdownNow();
        }
    }
}
