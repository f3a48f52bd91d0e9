package dev.farthing.database;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** After a lost connection the others are probably dead too, and each would fail a request. */
@ApplicationScoped
public class ConnectionPool {
    /** Hundreds of requests may meet one outage; connections made since the first flush must survive. */
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final AgroalDataSource dataSource;
    private final AtomicLong flushed = new AtomicLong(System.nanoTime() - INTERVAL_NANOS);

    ConnectionPool(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Closes idle connections at once, busy ones on return, if the fault is a lost connection. */
    public void failedBy(Throwable fault) {
        long now = System.nanoTime();
        long last = flushed.get();
        if (SqlStates.isConnectionLost(fault) && now - last >= INTERVAL_NANOS && flushed.compareAndSet(last, now)) {
            dataSource.flush(AgroalDataSource.FlushMode.GRACEFUL);
        }
    }
}
