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
 * The JTA transaction of this thread: the same one whether {@link Database#inTransaction} or {@code @Transactional} began it, so that
 * statements by hand and entities share a connection and a commit.
 */
@ApplicationScoped
class Transactions {
    private static final Logger LOG = Logger.getLogger(Transactions.class);

    private final TransactionManager manager;
    private final TransactionSynchronizationRegistry synchronizations;

    Transactions(TransactionManager manager, TransactionSynchronizationRegistry synchronizations) {
        this.manager = manager;
        this.synchronizations = synchronizations;
    }

    /**
     * Whether this thread is inside a transaction.
     *
     * @throws IllegalStateException where it was rolled back and not left yet, as after its timeout: a statement would be committed on
     *     its own
     */
    boolean isOpen() {
        int status = status();
        return switch (status) {
            case Status.STATUS_NO_TRANSACTION, Status.STATUS_COMMITTED -> false;
            case Status.STATUS_ACTIVE, Status.STATUS_MARKED_ROLLBACK -> true;
            default -> throw new IllegalStateException("The transaction is over; JTA status " + status);
        };
    }

    /**
     * Runs {@code work} in a transaction of its own; there must be none yet.
     *
     * @throws SQLException what failed in the database, in the work or at the commit
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

    /** Runs {@code work} after the open transaction has committed, and never when it does not. Its faults are logged only. */
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

    /** The work is already committed: a fault must neither report it as failed nor repeat it. */
    static void runSafely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "What follows a commit has failed");
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
            if (cause == null) {
                throw new IllegalStateException("The transaction was not committed", fault);
            }
            throw cause;
        }
    }

    /** The caller must see {@code fault}, not that a broken connection could not be rolled back either. */
    private void rollBack(Throwable fault) {
        try {
            manager.rollback();
        } catch (SystemException | RuntimeException broken) {
            fault.addSuppressed(broken);
        }
    }
}
