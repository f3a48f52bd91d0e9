package dev.farthing.database;

import dev.farthing.web.ExceptionTranslator;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** 503 while the database cannot serve; flushes the pool after a lost connection. */
@ApplicationScoped
class DatabaseProblems implements ExceptionTranslator {
    private static final Logger LOG = Logger.getLogger(DatabaseProblems.class);

    private final ConnectionPool pool;

    DatabaseProblems(ConnectionPool pool) {
        this.pool = pool;
    }

    @Override
    public Optional<Problem> translate(Throwable fault) {
        if (!SqlStates.isUnavailable(fault)) {
            return Optional.empty();
        }
        pool.failedBy(fault);
        LOG.warnf("The database is unavailable: %s", SqlStates.summary(fault));
        return Optional.of(Problem.of(ProblemCode.UNAVAILABLE, "The database cannot be reached just now; try again."));
    }
}
