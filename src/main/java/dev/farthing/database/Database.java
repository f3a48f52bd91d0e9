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
 * Runs one SQL statement in autocommit, or a few in one transaction, and again when they lost a race or their connection.
 *
 * <p>A lost connection leaves open whether the statement was committed, so every statement given to this class must be
 * one that can be repeated: it reads, or it is keyed by what it does (the purchase, the reference, the corrected entry).
 */
@ApplicationScoped
public class Database {
    /**
     * How long a report may keep its caller waiting; other statements have the socket's timeout (application.properties). Two of
     * them, one after the other, fit into what a connection may be silent ({@code quarkus.http.idle-timeout}).
     */
    private static final int REPORT_MS = 25_000;

    private final DataSource dataSource;
    private final Retry repeating;
    private final ThreadLocal<Transaction> transaction = new ThreadLocal<>();

    Database(DataSource dataSource, ConnectionPool pool, DatabaseMeters meters) {
        this.dataSource = dataSource;
        this.repeating = new Retry(pool, meters);
    }

    private record Transaction(Connection connection, List<Runnable> afterCommit) {}

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The rows of {@code sql}, which may write as well. */
    public <T> List<T> rows(String sql, RowReader<T> reader, Object... parameters) {
        return attempt(all(reader), sql, parameters);
    }

    /** The rows of {@code sql}, which reads so much that it may take long; not for what a reader waits for. */
    public <T> List<T> report(String sql, RowReader<T> reader, Object... parameters) {
        return repeating.run(() -> {
            try (Connection connection = dataSource.getConnection()) {
                int usualMs = connection.getNetworkTimeout();
                connection.setNetworkTimeout(Runnable::run, REPORT_MS);
                try {
                    return run(connection, all(reader), sql, parameters);
                } finally {
                    connection.setNetworkTimeout(Runnable::run, usualMs);
                }
            }
        });
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
        return repeating.run(() -> {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                Transaction begun = new Transaction(connection, new ArrayList<>());
                transaction.set(begun);
                try {
                    T result = work.get();
                    connection.commit();
                    begun.afterCommit().forEach(Runnable::run);
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

    /**
     * Does {@code work} when what this thread has written is committed: at once outside of a transaction, and never where it is
     * rolled back. The work must not fail.
     */
    public void afterCommit(Runnable work) {
        Transaction open = transaction.get();
        if (open == null) {
            work.run();
        } else {
            open.afterCommit().add(work);
        }
    }

    /** Whether this thread is inside {@link #inTransaction}. */
    public boolean isInTransaction() {
        return transaction.get() != null;
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

    private interface Run<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private static <T> Run<List<T>> all(RowReader<T> reader) {
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

    private <T> T attempt(Run<T> run, String sql, Object... parameters) {
        Transaction shared = transaction.get();
        if (shared != null) {
            try {
                return run(shared.connection(), run, sql, parameters);
            } catch (SQLException fault) {
                throw new DatabaseException(fault);
            }
        }
        return repeating.run(() -> {
            try (Connection connection = dataSource.getConnection()) {
                return run(connection, run, sql, parameters);
            }
        });
    }

    private static <T> T run(Connection connection, Run<T> run, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            SqlParameters.set(statement, parameters);
            return run.on(statement);
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

    /** A fault of the database that was not mended by repeating; {@link SqlStates} reads what it was. */
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
