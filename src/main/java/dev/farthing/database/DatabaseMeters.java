package dev.farthing.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Set;

@ApplicationScoped
// Eager: its metrics exist before the first request.
@Startup
class DatabaseMeters {
    /** Cancelled by a timeout of a statement or of a lock: the server is there. */
    private static final Set<String> TOO_SLOW = Set.of("57014", "55P03");

    private final Counter serverAway;
    private final Counter noConnection;
    private final Counter tooSlow;

    DatabaseMeters(MeterRegistry meters) {
        this.serverAway = counter(meters, "server");
        this.noConnection = counter(meters, "pool");
        this.tooSlow = counter(meters, "timeout");
    }

    private static Counter counter(MeterRegistry meters, String cause) {
        return Counter.builder("farthing.database.faults")
                .description(
                        "Statements given up: the server was away, the pool had no connection in time, or the server cancelled them")
                .tag("cause", cause)
                .register(meters);
    }

    void givenUp(SQLException fault) {
        if (SqlStates.isUnavailable(fault)) {
            cause(fault.getSQLState()).increment();
        }
    }

    /** Without a SQLSTATE the fault is the pool's. */
    private Counter cause(String state) {
        if (state == null) {
            return noConnection;
        }
        return TOO_SLOW.contains(state) ? tooSlow : serverAway;
    }
}
