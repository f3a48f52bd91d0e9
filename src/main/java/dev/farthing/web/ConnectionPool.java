package dev.farthing.web;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The pooled connections, where one of them has failed: a server that went away took its siblings with it, and none of them
 * should cost a request of its own to find that out.
 */
@ApplicationScoped
public class ConnectionPool {
    private final AgroalDataSource connections;

    ConnectionPool(AgroalDataSource connections) {
        this.connections = connections;
    }

    /** Lets go of every connection that is idle now, and of the others when they come back, if it is the connection that failed. */
    public void failedBy(Throwable fault) {
        if (DatabaseFaults.isConnectionLost(fault)) {
            connections.flush(AgroalDataSource.FlushMode.GRACEFUL);
        }
    }
}
