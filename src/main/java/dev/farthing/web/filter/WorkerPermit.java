package dev.farthing.web.filter;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A request's place among those that hold a worker thread, given back once: when its work is done where that has begun, else with
 * the request. A caller that goes away frees no thread, and so no place.
 */
final class WorkerPermit {
    /** Where {@link LoadShedding} leaves it in the routing context. */
    static final String KEY = WorkerPermit.class.getName();

    private final AtomicInteger taken;
    private final AtomicBoolean held = new AtomicBoolean(true);
    private volatile boolean working;

    /** Takes a place of those counted by {@code taken}. */
    WorkerPermit(AtomicInteger taken) {
        this.taken = taken;
        taken.incrementAndGet();
    }

    /** The work has begun; {@link #leave} follows when it is done. */
    void begin() {
        working = true;
    }

    /** The request is over: answered, or its connection gone. */
    void requestEnded() {
        if (!working) {
            leave();
        }
    }

    void leave() {
        if (held.compareAndSet(true, false)) {
            taken.decrementAndGet();
        }
    }
}
