package dev.farthing.database;

import io.quarkus.runtime.annotations.RegisterForProxy;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * A connection that starts nothing on a replaced primary, costs the pool one wait for all its dead siblings, and reports a commit as
 * failed that no standby has confirmed.
 */
@RegisterForProxy(targets = Connection.class)
final class GuardedConnection implements InvocationHandler {
    /** The function of PostgreSQL that waits for the standby: its warnings have no SQLSTATE of their own. */
    private static final String WAIT_FOR_STANDBY = "SyncRepWaitForLSN";

    private final Connection connection;
    private final Primary primary;
    private final Primary.Position position;
    private final long openedNanos = System.nanoTime();

    GuardedConnection(Connection connection, Primary primary, Primary.Position position) {
        this.connection = connection;
        this.primary = primary;
        this.position = position;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "isValid" -> isValid((Integer) arguments[0]);
            case "equals" -> proxy == arguments[0];
            case "createStatement", "prepareStatement", "prepareCall" -> {
                primary.requireNewest(position);
                yield pass(method, arguments);
            }
            case "commit" -> {
                primary.requireNewest(position);
                connection.commit();
                requireConfirmed(connection.getWarnings());
                yield null;
            }
            default -> pass(method, arguments);
        };
    }

    /**
     * Someone cancelled the wait for the standby ({@code pg_cancel_backend}): PostgreSQL reports the commit as done, although a
     * failover may lose it.
     *
     * @throws SQLException which is answered with 503
     */
    static void requireConfirmed(SQLWarning first) throws SQLException {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            ServerErrorMessage said = warning instanceof PSQLWarning own ? own.getServerErrorMessage() : null;
            if (said != null && WAIT_FOR_STANDBY.equals(said.getRoutine())) {
                throw new SQLException("No standby has confirmed this commit", SqlStates.UNCONFIRMED, warning);
            }
        }
    }

    private boolean isValid(int seconds) throws SQLException {
        if (primary.isDistrusted(openedNanos) || primary.isReplaced(position)) {
            return false;
        }
        boolean valid = connection.isValid(seconds);
        if (!valid) {
            primary.distrustAll();
        }
        return valid;
    }

    private Object pass(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException fault) {
            throw fault.getCause();
        }
    }
}
