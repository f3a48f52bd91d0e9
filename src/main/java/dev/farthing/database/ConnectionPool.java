package dev.farthing.database;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The pooled connections, where one of them has failed: a server that went away took its siblings with it, and none of them
 * should cost a request of its own to find that out.
 */
@ApplicationScoped
public class ConnectionPool {
    /** Hundreds of requests may meet one lost connection; what was made since the first of them is not to be thrown away. */
    private static final long SELDOM_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final AgroalDataSource connections;
    private final AtomicLong flushed = new AtomicLong(System.nanoTime() - SELDOM_NANOS);

    ConnectionPool(AgroalDataSource connections) {
        this.connections = connections;
    }

    /** Lets go of every connection that is idle now, and of the others when they come back, if it is the connection that failed. */
    public void failedBy(Throwable fault) {
        long now = System.nanoTime();
        long last = flushed.get();
        if (SqlStates.isConnectionLost(fault) && now - last >= SELDOM_NANOS && flushed.compareAndSet(last, now)) {
            connections.flush(AgroalDataSource.FlushMode.GRACEFUL);
        }
    }
}
