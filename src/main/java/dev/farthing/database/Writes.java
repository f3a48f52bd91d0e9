package dev.farthing.database;

import dev.farthing.web.JobStop;
import dev.farthing.web.OffEventLoop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Admits writes to the pool, and none while commits are not confirmed.
 *
 * <p>Without its synchronous standby PostgreSQL lets a commit wait for ever, and neither a timeout nor a closed connection ends
 * that wait: each write that is given up leaves a server process and its locks behind. So after the first one all others are
 * refused at once until a probe is committed, and an instance leaves behind no more than {@link #places} and a probe.
 */
@ApplicationScoped
// Eager: its metric exists before the first request.
@Startup
class Writes {
    private static final Logger LOG = Logger.getLogger(Writes.class);

    private final CommitProbe probe;
    private final ConnectionPool pool;
    private final DatabaseMeters faults;
    private final JobStop jobs;
    private final Executor inASecond = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, OffEventLoop::execute);

    /** Three quarters of the pool: the rest is for looks alone, which go on while every write waits. */
    private final Semaphore places;

    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile boolean stuck;
    private volatile boolean reported;

    Writes(
            CommitProbe probe,
            ConnectionPool pool,
            DatabaseMeters faults,
            JobStop jobs,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections,
            MeterRegistry meters) {
        this.probe = probe;
        this.pool = pool;
        this.faults = faults;
        this.jobs = jobs;
        this.places = new Semaphore(connections - connections / 4, true);
        Gauge.builder("farthing.writes.stuck", this, writes -> writes.stuck ? 1 : 0)
                .description("1 while commits are not confirmed, so that all writes are refused")
                .register(meters);
    }

    /**
     * Runs an outermost transaction, or a statement outside of one.
     *
     * @throws Database.DatabaseException when it may not start
     */
    <T, E extends Exception> T run(Deadline.Work<T, E> write) throws E {
        admit();
        try {
            return write.run();
        } catch (Throwable fault) {
            if (SqlStates.isUnanswered(fault) || Deadline.isCutOff()) {
                refuseFurther();
            }
            throw fault;
        } finally {
            places.release();
        }
    }

    private void admit() {
        requireConfirmation();
        if (!acquire()) {
            // Without a SQLSTATE, like the pool's own.
            SQLException exhausted = new SQLException("No connection was free for a write in time");
            faults.givenUp(exhausted);
            throw new Database.DatabaseException(exhausted);
        }
        try {
            // It may have waited.
            requireConfirmation();
        } catch (Database.DatabaseException stuckMeanwhile) {
            places.release();
            throw stuckMeanwhile;
        }
    }

    /** Leaves time to wait for the pool. */
    private boolean acquire() {
        long wait = pool.longestWaitNanos();
        try {
            return places.tryAcquire(Math.min(wait, Deadline.leftNanos() - wait), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void requireConfirmation() {
        if (stuck) {
            throw new Database.DatabaseException(new CommitsStuckException());
        }
    }

    private void refuseFurther() {
        stuck = true;
        startProbe();
    }

    /** One at a time, until one is committed. */
    private void startProbe() {
        if (probing.compareAndSet(false, true)) {
            OffEventLoop.execute(this::probe);
        }
    }

    private void probe() {
        try {
            // A write that was only slow is no reason for a line in the log.
            stuck = !probe.isConfirmed();
            if (stuck && !reported) {
                LOG.error(
                        "A write got no answer in time: further ones are refused until PostgreSQL confirms a commit.");
            } else if (!stuck && reported) {
                LOG.info("PostgreSQL confirms commits again: writes go on.");
            }
            reported = stuck;
        } finally {
            probing.set(false);
            if (stuck && !jobs.isStopping()) {
                inASecond.execute(this::startProbe);
            }
        }
    }
}
