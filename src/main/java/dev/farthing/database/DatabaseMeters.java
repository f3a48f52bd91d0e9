package dev.farthing.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

@ApplicationScoped
// Eager: its metrics exist before the first request.
@Startup
class DatabaseMeters {
    private final Counter serverAway;
    private final Counter noConnection;

    DatabaseMeters(MeterRegistry meters) {
        this.serverAway = counter(meters, "server");
        this.noConnection = counter(meters, "pool");
    }

    private static Counter counter(MeterRegistry meters, String cause) {
        return Counter.builder("farthing.database.faults")
                .description("Statements given up: the server was away, or the pool had no connection in time")
                .tag("cause", cause)
                .register(meters);
    }

    void givenUp(SQLException fault) {
        if (SqlStates.isUnavailable(fault)) {
            // Without a SQLSTATE the fault is the pool's.
            (fault.getSQLState() == null ? noConnection : serverAway).increment();
        }
    }
}
