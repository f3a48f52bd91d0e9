package dev.farthing.web.filter;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request's permit, which may include a worker thread. The request's part ends with the request; the worker's part ends with the
 * work once that has begun: a client disconnect does not release it, because the worker is still busy.
 */
final class RequestPermit {
    /** Its key in the routing context. */
    static final String KEY = RequestPermit.class.getName();

    private final RequestPermits permits;
    private final AtomicBoolean holdsWorker;
    private volatile boolean working;

    RequestPermit(RequestPermits permits, boolean holdsWorker) {
        this.permits = permits;
        this.holdsWorker = new AtomicBoolean(holdsWorker);
    }

    /** The work begins; {@link #workEnded} follows. */
    void workBegins() {
        working = true;
    }

    void workEnded() {
        releaseWorker();
    }

    /** The request is answered, or its connection is gone. Called once. */
    void requestEnded() {
        permits.releaseRequest();
        if (!working) {
            releaseWorker();
        }
    }

    private void releaseWorker() {
        if (holdsWorker.compareAndSet(true, false)) {
            permits.releaseWorker();
        }
    }
}
