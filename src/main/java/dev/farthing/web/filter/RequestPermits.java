package dev.farthing.web.filter;

import java.util.Optional;

/**
 * Bounds the requests in flight, and more narrowly those on worker threads. One lock guards both counts: a refused
 * request that counted for a moment would displace another one.
 */
final class RequestPermits {
    private final int maxRequests;
    private final int maxOnWorkers;
    private int inFlight;
    private int onWorkers;

    RequestPermits(int maxRequests, int maxOnWorkers) {
        this.maxRequests = maxRequests;
        this.maxOnWorkers = maxOnWorkers;
    }

    /** Empty when there is no room. */
    synchronized Optional<RequestPermit> acquire(boolean onWorker) {
        if (inFlight >= maxRequests || onWorker && onWorkers >= maxOnWorkers) {
            return Optional.empty();
        }
        inFlight++;
        if (onWorker) {
            onWorkers++;
        }
        return Optional.of(new RequestPermit(this, onWorker));
    }

    synchronized void releaseRequest() {
        inFlight--;
    }

    synchronized void releaseWorker() {
        onWorkers--;
    }

    synchronized int inFlight() {
        return inFlight;
    }

    synchronized int onWorkers() {
        return onWorkers;
    }
}
