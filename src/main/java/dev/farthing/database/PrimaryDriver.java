package dev.farthing.database;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jboss.logging.Logger;

/**
 * PostgreSQL's driver, made for the pool ({@code quarkus.datasource.jdbc.driver}): it refuses servers that a failover has
 * replaced, and hands out {@link GuardedConnection}s.
 *
 * <p>Behind PgBouncer in transaction mode the answer is one server connection's, and later statements may use others: there the
 * check holds for the moment of connecting only.
 */
public final class PrimaryDriver extends org.postgresql.Driver {
    private static final Logger LOG = Logger.getLogger(PrimaryDriver.class);

    /** A server that has just accepted a login answers at once, unless PgBouncer accepted it for a dead one. */
    private static final int PATIENCE_MS = 2_000;

    /**
     * Any login may ask. The name of the log file begins with the timeline in use; {@code pg_control_checkpoint} shows a new one
     * only after the next checkpoint.
     */
    private static final String POSITION = """
            select (select system_identifier from pg_control_system()),
                   case when not pg_is_in_recovery() then left(pg_walfile_name(pg_current_wal_lsn()), 8) end
            """;

    private final Primary primary = new Primary();

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        Connection connection = super.connect(url, info);
        return connection == null ? null : guard(connection);
    }

    private Connection guard(Connection connection) throws SQLException {
        try {
            Primary.Position position = position(connection);
            primary.admit(position);
            // Those of the login are about the server, not about a commit.
            connection.clearWarnings();
            return (Connection) Proxy.newProxyInstance(
                    PrimaryDriver.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    new GuardedConnection(connection, primary, position));
        } catch (SQLException refused) {
            close(connection, refused);
            if (SqlStates.isRejected(refused)) {
                LOG.error(refused.getMessage());
            }
            throw refused;
        }
    }

    static Primary.Position position(Connection connection) throws SQLException {
        int usualMs = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, PATIENCE_MS);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(POSITION)) {
            row.next();
            String timeline = row.getString(2);
            return new Primary.Position(row.getString(1), timeline == null ? 0 : Long.parseLong(timeline, 16));
        } catch (SQLException unanswered) {
            if (SqlStates.isConnectionLost(unanswered)) {
                throw unanswered;
            }
            // Not every database that speaks PostgreSQL's protocol has timelines.
            return Primary.Position.UNKNOWN;
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, usualMs);
            }
        }
    }

    private static void close(Connection connection, SQLException because) {
        try {
            connection.close();
        } catch (SQLException broken) {
            because.addSuppressed(broken);
        }
    }
}
