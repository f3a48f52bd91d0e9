package dev.farthing.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The smallest commit that waits for a synchronous standby, as every write does. */
@ApplicationScoped
class CommitProbe {
    /**
     * Writes a message to the log that nobody reads: no table, no row's lock. A probe that waits in vain keeps the advisory lock, so
     * that all instances together leave one behind.
     */
    private static final String PROBE = "select pg_logical_emit_message(true, 'farthing', 'probe')"
            + " where pg_try_advisory_xact_lock(4715263091)";

    private static final int TIMEOUT_MS = 3_000;

    private final DataSource dataSource;
    private final ConnectionPool pool;

    CommitProbe(DataSource dataSource, ConnectionPool pool) {
        this.dataSource = dataSource;
        this.pool = pool;
    }

    /** False without an answer, and while an earlier probe waits. */
    @SuppressWarnings("try")
    boolean isConfirmed() {
        try (Connection connection = dataSource.getConnection();
                NetworkTimeout after = NetworkTimeout.of(connection, TIMEOUT_MS);
                PreparedStatement statement = connection.prepareStatement(PROBE);
                ResultSet row = statement.executeQuery()) {
            return row.next();
        } catch (SQLException fault) {
            pool.failedBy(fault);
            // A server without these functions answers, so it is not stuck.
            return !SqlStates.isUnavailable(fault);
        }
    }
}
