package dev.farthing.web.filter;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request's permit, perhaps with a worker thread. A client disconnect does not release the worker, which is busy
 * until the work ends.
 */
final class RequestPermit {
    static final String KEY = RequestPermit.class.getName();

    private final RequestPermits permits;
    private final AtomicBoolean holdsWorker;
    private volatile boolean working;

    RequestPermit(RequestPermits permits, boolean holdsWorker) {
        this.permits = permits;
        this.holdsWorker = new AtomicBoolean(holdsWorker);
    }

    void workBegins() {
        working = true;
    }

    void workEnded() {
        releaseWorker();
    }

    /** On answer or disconnect: a caller that does not read its answer keeps no worker from others. */
    void answered() {
        if (!working) {
            releaseWorker();
        }
    }

    /** When the answer has left, or on disconnect; called once. */
    void requestEnded() {
        permits.releaseRequest();
        answered();
    }

    private void releaseWorker() {
        if (holdsWorker.compareAndSet(true, false)) {
            permits.releaseWorker();
        }
    }
}
