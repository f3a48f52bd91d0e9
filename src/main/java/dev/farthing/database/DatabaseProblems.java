package dev.farthing.database;

import dev.farthing.web.ExceptionTranslator;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** 503 while the database cannot serve, and after a conflict; flushes the pool after a lost connection. */
@ApplicationScoped
class DatabaseProblems implements ExceptionTranslator {
    private static final Logger LOG = Logger.getLogger(DatabaseProblems.class);

    private final ConnectionPool pool;

    DatabaseProblems(ConnectionPool pool) {
        this.pool = pool;
    }

    @Override
    public Optional<Problem> translate(Throwable fault) {
        if (!SqlStates.isPassing(fault)) {
            return Optional.empty();
        }
        pool.failedBy(fault);
        LOG.warnf("The database is unavailable: %s", SqlStates.summary(fault));
        return Optional.of(Problem.of(ProblemCode.UNAVAILABLE, detail(fault)));
    }

    private static String detail(Throwable fault) {
        if (SqlStates.isConflict(fault)) {
            return "Other requests changed the same rows at the same time, and nothing was changed here; try again.";
        } else if (SqlStates.isGivenUp(fault)) {
            return "The database did not finish in time; try again.";
        } else if (SqlStates.isPoolExhausted(fault)) {
            return "No connection to the database was free in time; try again.";
        }
        return SqlStates.sql(fault) instanceof CommitsStuckException
                ? "The database confirms no changes just now; reading goes on. Try again later."
                : "The database cannot be reached just now; try again.";
    }
}
