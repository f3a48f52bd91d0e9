package dev.farthing.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Instances behind a round-robin client, as a Kubernetes Service in front of pods: only ready instances get requests,
 * and changes take effect after a delay.
 */
public final class RollingService implements AutoCloseable {
    private static final int CALLERS = 4;
    private static final int NOTICED_EVERY_MS = 250;

    private final Supplier<PackagedApp> start;
    private final List<PackagedApp> instances = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile List<PackagedApp> ready;
    private volatile boolean stopping;

    public RollingService(Supplier<PackagedApp> start, int size) {
        this.start = start;
        for (int i = 0; i < size; i++) {
            instances.add(start.get());
        }
        ready = List.copyOf(instances);
        threads.submit(this::watch);
    }

    /** Sends a request to the next instance. */
    @FunctionalInterface
    public interface Call {
        Remote.Answer to(Remote instance, int number);
    }

    public Remote any() {
        return ready.get(0).remote();
    }

    /** Number of answered requests of {@link #underLoad}. */
    public int answered() {
        return answered.get();
    }

    /** Sends requests without pause until {@code work} is done; returns the result of each that did not succeed. */
    public List<String> underLoad(Call call, Callable<?> work) throws Exception {
        List<String> failed = new CopyOnWriteArrayList<>();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(threads.submit(() -> {
                while (done.get() == 0) {
                    call(call, next.getAndIncrement(), failed);
                }
            }));
        }
        try {
            work.call();
        } finally {
            done.incrementAndGet();
        }
        for (Future<?> caller : callers) {
            caller.get();
        }
        return failed;
    }

    /** Replaces the instances one by one: the new one is ready before the old one is stopped. */
    public Void restartAll() {
        for (PackagedApp old : List.copyOf(instances)) {
            instances.add(start.get());
            old.stop();
            instances.remove(old);
        }
        return null;
    }

    @Override
    public void close() {
        stopping = true;
        threads.shutdown();
        instances.forEach(PackagedApp::stop);
    }

    private void call(Call call, int number, List<String> failed) {
        List<PackagedApp> now = ready;
        try {
            Remote.Answer answer = call.to(now.get(number % now.size()).remote(), number);
            if (answer.status() / 100 != 2) {
                failed.add(answer.toString());
            }
        } catch (RuntimeException broken) {
            failed.add(broken.toString());
        }
        answered.incrementAndGet();
    }

    private Void watch() throws InterruptedException {
        while (!stopping) {
            List<PackagedApp> found =
                    instances.stream().filter(PackagedApp::isReady).toList();
            if (!found.isEmpty()) {
                ready = found;
            }
            Thread.sleep(NOTICED_EVERY_MS);
        }
        return null;
    }
}
