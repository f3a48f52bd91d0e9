package dev.farthing.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * {@link Database#inTransaction} and {@code @Transactional} begin the same JTA transaction: SQL and entities share a connection
 * and a commit.
 */
@ApplicationScoped
class Transactions {
    private static final Logger LOG = Logger.getLogger(Transactions.class);

    /** Without a fault of the database, only JTA's timeout ends a transaction early. */
    private static final String ENDED = "The transaction ended before its commit";

    private final TransactionManager manager;
    private final TransactionSynchronizationRegistry synchronizations;

    Transactions(TransactionManager manager, TransactionSynchronizationRegistry synchronizations) {
        this.manager = manager;
        this.synchronizations = synchronizations;
    }

    /** @throws Database.DatabaseException in a transaction that is rolled back but not left: a statement would commit on its own */
    boolean isOpen() {
        int status = status();
        return switch (status) {
            case Status.STATUS_NO_TRANSACTION, Status.STATUS_COMMITTED -> false;
            case Status.STATUS_ACTIVE, Status.STATUS_MARKED_ROLLBACK -> true;
            default -> throw new Database.DatabaseException(Deadline.timedOut(ENDED, null));
        };
    }

    /**
     * There must be no transaction yet.
     *
     * @throws SQLException from the work or the commit
     */
    <T> T run(Supplier<T> work) throws SQLException {
        begin();
        T result;
        try {
            result = work.get();
        } catch (Database.DatabaseException fault) {
            rollBack(fault);
            throw (SQLException) fault.getCause();
        } catch (RuntimeException | Error fault) {
            rollBack(fault);
            throw fault;
        }
        commit();
        return result;
    }

    /** Never without a commit; faults are only logged. */
    void afterCommit(Runnable work) {
        if (status() == Status.STATUS_MARKED_ROLLBACK) {
            return;
        }
        synchronizations.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Only the commit counts.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    runSafely(work);
                }
            }
        });
    }

    /** A fault must not report committed work as failed, nor repeat it. */
    static void runSafely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "An action after a commit failed; the transaction is committed");
        }
    }

    private int status() {
        try {
            return manager.getStatus();
        } catch (SystemException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private void begin() {
        try {
            manager.begin();
        } catch (NotSupportedException | SystemException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private void commit() throws SQLException {
        try {
            manager.commit();
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException fault) {
            SQLException cause = SqlStates.sql(fault);
            throw cause == null ? Deadline.timedOut(ENDED, fault) : cause;
        }
    }

    /** The caller must see {@code fault}, not the rollback's. */
    private void rollBack(Throwable fault) {
        try {
            manager.rollback();
        } catch (SystemException | RuntimeException broken) {
            fault.addSuppressed(broken);
        }
    }
}
