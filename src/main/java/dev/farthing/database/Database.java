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
 * Runs a SQL statement in autocommit, or several in one transaction, and retries after a lost race or a lost connection.
 *
 * <p>A lost connection leaves open whether the statement was committed, so every statement must be repeatable: it reads, or it is
 * keyed by what it does (the purchase, the reference, the corrected entry).
 */
@ApplicationScoped
public class Database {
    /**
     * Timeout of a report; other statements have the socket's timeout (application.properties). Two reports in a row fit into
     * {@code quarkus.http.idle-timeout}.
     */
    private static final int REPORT_MS = 25_000;

    private final DataSource dataSource;
    private final Transactions transactions;
    private final Retry retry;

    Database(DataSource dataSource, Transactions transactions, ConnectionPool pool, DatabaseMeters meters) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.retry = new Retry(pool, meters);
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The rows of {@code sql}, which may write as well. */
    public <T> List<T> rows(String sql, RowReader<T> reader, Object... parameters) {
        return attempt(() -> execute(all(reader), sql, parameters));
    }

    /** The rows of {@code sql}, which may take long; not for a reader's request. */
    @SuppressWarnings("try")
    public <T> List<T> report(String sql, RowReader<T> reader, Object... parameters) {
        return attempt(() -> {
            try (Connection connection = dataSource.getConnection();
                    UsualTimeout after = new UsualTimeout(connection, connection.getNetworkTimeout())) {
                connection.setNetworkTimeout(Runnable::run, REPORT_MS);
                return run(connection, all(reader), sql, parameters);
            }
        });
    }

    /** A resource, so that a broken connection, which cannot be reset, does not hide the fault that broke it. */
    private record UsualTimeout(Connection connection, int ms) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            connection.setNetworkTimeout(Runnable::run, ms);
        }
    }

    /** The first row of {@code sql}, or null when there is none. */
    public <T> T row(String sql, RowReader<T> reader, Object... parameters) {
        List<T> found = rows(sql, reader, parameters);
        return found.isEmpty() ? null : found.get(0);
    }

    /** Runs {@code sql} and returns the number of rows it changed. */
    public int change(String sql, Object... parameters) {
        return attempt(() -> execute(PreparedStatement::executeUpdate, sql, parameters));
    }

    /**
     * Runs {@code work} as one transaction: its statements are committed together or not at all. Inside another transaction,
     * {@code @Transactional} or this one, the work joins it. The outermost work runs again from its start after a lost race or a lost
     * connection, so it must be repeatable like a statement.
     */
    public <T> T inTransaction(Supplier<T> work) {
        return transactions.isOpen() ? work.get() : retry.run(() -> transactions.run(work));
    }

    /**
     * Runs {@code work} once the transaction of this thread has committed: at once outside of a transaction, never after a rollback. It
     * must not use the database, since the transaction is still ending. Its faults are logged and affect neither the transaction nor
     * its caller.
     */
    public void afterCommit(Runnable work) {
        if (transactions.isOpen()) {
            transactions.afterCommit(work);
        } else {
            Transactions.runSafely(work);
        }
    }

    /** Whether this thread is inside a transaction, by {@link #inTransaction} or {@code @Transactional}. */
    public boolean isInTransaction() {
        return transactions.isOpen();
    }

    /** {@code timestamptz} as an instant. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** {@code text[]} as a list. */
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

    /** Inside a transaction the pool hands out its connection, and only the whole work may run again. */
    private <T> T attempt(Retry.Work<T> work) {
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
            return execution.on(statement);
        }
    }

    /** A database fault that retrying did not mend; {@link SqlStates} classifies it. */
    public static final class DatabaseException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DatabaseException(SQLException cause) {
            super(cause);
        }

        /** A fault of the same cause, for one of several callers. */
        static DatabaseException copy(Throwable fault) {
            return new DatabaseException(SqlStates.sql(fault));
        }
    }
}
