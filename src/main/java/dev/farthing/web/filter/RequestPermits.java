package dev.farthing.web.filter;

import java.util.Optional;

/**
 * Bounds the requests in flight: in all, and more narrowly those that hold a worker thread. Both counts are checked and raised under
 * one lock: a refused request must not count, even for a moment, because it would refuse another one for which there is room.
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

    /** A permit for one request; empty when this instance has no room for it. */
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
