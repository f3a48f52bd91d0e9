package dev.farthing.ledger;

import dev.farthing.web.DatabaseFaults;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Runs one SQL statement in autocommit, or a few in one transaction, and again when they lost a race or their connection.
 *
 * <p>A lost connection leaves open whether the statement was committed, so every statement given to this class must be
 * one that can be repeated: it reads, or it is keyed by what it does (the purchase, the reference, the corrected entry).
 */
@ApplicationScoped
public class Database {
    /** Enough to outlive a deadlock or a stale pooled connection; a server that is down is the caller's 503. */
    private static final int ATTEMPTS = 3;

    private static final int MAX_PAUSE_MS = 40;

    private final DataSource dataSource;
    private final ThreadLocal<Connection> transaction = new ThreadLocal<>();

    Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The rows of {@code sql}, which may write as well. */
    public <T> List<T> rows(String sql, RowReader<T> reader, Object... parameters) {
        return attempt(
                statement -> {
                    List<T> found = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(reader.read(rows));
                        }
                    }
                    return found;
                },
                sql,
                parameters);
    }

    /** The first row of {@code sql}, or null when there is none. */
    public <T> T row(String sql, RowReader<T> reader, Object... parameters) {
        List<T> found = rows(sql, reader, parameters);
        return found.isEmpty() ? null : found.get(0);
    }

    /** Runs {@code sql}, which returns no rows, and says how many it changed. */
    public int change(String sql, Object... parameters) {
        return attempt(PreparedStatement::executeUpdate, sql, parameters);
    }

    /**
     * Runs {@code work} as one transaction: every statement it gives to this class is committed with the others or not at
     * all. Inside another transaction it is a part of that one. Work that lost a race or its connection runs again from its start, so it must be repeatable like a statement.
     */
    public <T> T inTransaction(Supplier<T> work) {
        if (isInTransaction()) {
            return work.get();
        }
        return retried(() -> {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                transaction.set(connection);
                try {
                    T result = work.get();
                    connection.commit();
                    return result;
                } catch (SQLException | RuntimeException | Error fault) {
                    rollBack(connection, fault);
                    throw fault;
                } finally {
                    transaction.remove();
                    connection.setAutoCommit(true);
                }
            } catch (DatabaseException fault) {
                throw (SQLException) fault.getCause();
            }
        });
    }

    /** Whether this thread is inside {@link #inTransaction}. */
    boolean isInTransaction() {
        return transaction.get() != null;
    }

    /** {@code timestamptz} as an instant. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private interface Run<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T attempt(Run<T> run, String sql, Object... parameters) {
        Connection shared = transaction.get();
        if (shared != null) {
            try {
                return run(shared, run, sql, parameters);
            } catch (SQLException fault) {
                throw new DatabaseException(fault);
            }
        }
        return retried(() -> {
            try (Connection connection = dataSource.getConnection()) {
                return run(connection, run, sql, parameters);
            }
        });
    }

    private static <T> T run(Connection connection, Run<T> run, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, form(parameters[i], connection));
            }
            return run.on(statement);
        }
    }

    private interface Try<T> {
        T once() throws SQLException;
    }

    private static <T> T retried(Try<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.once();
            } catch (SQLException fault) {
                // Without a state it is the pool that had no connection in time; asking again would only wait again.
                boolean again = fault.getSQLState() != null
                        && (DatabaseFaults.isConflict(fault) || DatabaseFaults.isUnavailable(fault));
                if (!again || attempt == ATTEMPTS || !pause(attempt)) {
                    throw new DatabaseException(fault);
                }
            }
        }
    }

    /** What broke the work is what its caller must see, not that a broken connection could not be rolled back either. */
    private static void rollBack(Connection connection, Throwable fault) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            fault.addSuppressed(broken);
        }
    }

    private static Object form(Object parameter, Connection connection) throws SQLException {
        if (parameter instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (parameter instanceof Enum<?> constant) {
            return constant.name();
        }
        if (parameter instanceof Object[] elements) {
            return connection.createArrayOf(elementType(elements), elements);
        }
        return parameter;
    }

    private static String elementType(Object[] elements) {
        if (elements instanceof UUID[]) {
            return "uuid";
        } else if (elements instanceof Long[]) {
            return "int8";
        } else if (elements instanceof Boolean[]) {
            return "bool";
        }
        return elements instanceof byte[][] ? "bytea" : "text";
    }

    /** A random pause, so that two losers of a race do not meet again. False when the thread is to stop. */
    private static boolean pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, MAX_PAUSE_MS) * attempt);
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A fault of the database that was not mended by repeating; {@link DatabaseFaults} reads what it was. */
    public static final class DatabaseException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DatabaseException(SQLException cause) {
            super(cause);
        }
    }
}
