package dev.farthing.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Runs a statement in autocommit, or several in one transaction; retries after a lost race or connection.
 *
 * <p>A lost connection leaves the commit unknown, so every statement must be repeatable: it reads, or is keyed by its effect
 * (the purchase, the reference, the corrected entry).
 */
@ApplicationScoped
public class Database {
    /**
     * Other statements have the socket's timeout (application.properties). Two reports fit into
     * {@code quarkus.http.idle-timeout}.
     */
    private static final int REPORT_MS = 25_000;

    private final DataSource dataSource;
    private final ConnectionPool pool;
    private final Transactions transactions;
    private final Writes writes;
    private final Retry retry;

    Database(DataSource dataSource, ConnectionPool pool, Transactions transactions, Writes writes, Retry retry) {
        this.dataSource = dataSource;
        this.pool = pool;
        this.transactions = transactions;
        this.writes = writes;
        this.retry = retry;
    }

    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** {@code sql} may write as well. */
    public <T> List<T> rows(String sql, RowReader<T> reader, Object... parameters) {
        return attempt(sql, () -> execute(all(reader), sql, parameters));
    }

    /** {@code sql} may take 25 s; not for a reader's request. A caller's waits in {@link Lists#report}. */
    @SuppressWarnings("try")
    public <T> List<T> report(String sql, RowReader<T> reader, Object... parameters) {
        return repeatable(() -> {
            try (Connection connection = dataSource.getConnection();
                    NetworkTimeout after = NetworkTimeout.of(connection, REPORT_MS)) {
                return run(connection, all(reader), sql, parameters);
            }
        });
    }

    /** The first row, or null. */
    public <T> T row(String sql, RowReader<T> reader, Object... parameters) {
        List<T> found = rows(sql, reader, parameters);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The number of changed rows. */
    public int change(String sql, Object... parameters) {
        return attempt(sql, () -> execute(PreparedStatement::executeUpdate, sql, parameters));
    }

    /**
     * Commits the statements of {@code work} together or not at all; joins an open transaction. The outermost work runs again
     * after a lost race or connection, so it must be repeatable.
     */
    public <T> T inTransaction(Supplier<T> work) {
        return transactions.isOpen()
                ? work.get()
                : inTime(() -> writes.run(() -> retry.run(() -> transactions.run(work))));
    }

    /**
     * Runs {@code work} after the commit, at once outside of a transaction, never after a rollback. It must not use the
     * database: the transaction is still ending. Its faults are only logged.
     */
    public void afterCommit(Runnable work) {
        if (transactions.isOpen()) {
            transactions.afterCommit(work);
        } else {
            Transactions.runSafely(work);
        }
    }

    /** By {@link #inTransaction} or {@code @Transactional}. */
    public boolean isInTransaction() {
        return transactions.isOpen();
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** From {@code text[]}. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private interface Execution<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private static <T> Execution<List<T>> all(RowReader<T> reader) {
        return statement -> {
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        };
    }

    /** As {@link #inTransaction}, for work that writes nothing: it goes on while writes are refused. */
    <T> T looking(Supplier<T> work) {
        return inTime(() -> reporting(work));
    }

    /** As {@link #looking}, for work with a time limit of its own. */
    <T> T reporting(Supplier<T> work) {
        return transactions.isOpen() ? work.get() : retry.run(() -> transactions.run(work));
    }

    private <T> T attempt(String sql, Retry.Work<T> work) {
        if (transactions.isOpen()) {
            return repeatable(work);
        }
        return inTime(() -> isLook(sql) ? repeatable(work) : writes.run(() -> repeatable(work)));
    }

    private <T> T inTime(Supplier<T> work) {
        return Deadline.within(RequestBudget.current(), pool, work::get);
    }

    /** SQL that begins so writes nothing outside of a transaction. */
    private static boolean isLook(String sql) {
        return sql.startsWith("select") || sql.startsWith("show");
    }

    /** In a transaction only the whole work may run again. */
    private <T> T repeatable(Retry.Work<T> work) {
        if (!transactions.isOpen()) {
            return retry.run(work);
        }
        try {
            return work.once();
        } catch (SQLException fault) {
            throw new DatabaseException(fault);
        }
    }

    private <T> T execute(Execution<T> execution, String sql, Object... parameters) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return run(connection, execution, sql, parameters);
        }
    }

    private static <T> T run(Connection connection, Execution<T> execution, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            SqlParameters.set(statement, parameters);
            T result = execution.on(statement);
            GuardedConnection.requireConfirmed(statement.getWarnings());
            return result;
        }
    }

    /** Retries did not help; {@link SqlStates} classifies it. */
    public static final class DatabaseException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DatabaseException(SQLException cause) {
            super(cause);
        }

        /** For one of several callers. */
        static DatabaseException copy(Throwable fault) {
            return new DatabaseException(SqlStates.sql(fault));
        }
    }
}
