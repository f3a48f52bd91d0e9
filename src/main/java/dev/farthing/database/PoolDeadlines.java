package dev.farthing.database;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;

/** Tells the thread's {@link Deadline} which connections it has, Hibernate's as well. */
@ApplicationScoped
class PoolDeadlines implements AgroalPoolInterceptor {
    @Override
    public void onConnectionAcquire(Connection connection) {
        Deadline.acquired(connection);
    }

    @Override
    public void onConnectionReturn(Connection connection) {
        Deadline.returned(connection);
    }
}
