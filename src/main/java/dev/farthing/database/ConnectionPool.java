package dev.farthing.database;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** After a lost connection the others are probably dead too, and each would fail a request. */
@ApplicationScoped
public class ConnectionPool {
    /** Hundreds of requests may meet one outage; connections made since the first flush must survive. */
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final AgroalDataSource dataSource;
    private final int size;
    private final Duration longestWait;
    private final AtomicLong flushed = new AtomicLong(System.nanoTime() - INTERVAL_NANOS);

    ConnectionPool(
            AgroalDataSource dataSource,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int size,
            @ConfigProperty(name = "quarkus.datasource.jdbc.acquisition-timeout") Duration longestWait) {
        this.dataSource = dataSource;
        this.size = size;
        this.longestWait = longestWait;
    }

    /** For a connection. */
    long longestWaitNanos() {
        return longestWait.toNanos();
    }

    boolean isExhausted() {
        return dataSource.getMetrics().activeCount() >= size;
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
