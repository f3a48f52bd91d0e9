package dev.farthing.web;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Ends jobs between two of their steps when the service stops, before the database and the processors go away beneath them.
 *
 * <p>A job runs inside {@link #run} and leaves its loop once {@link #isStopping} is true; shutdown waits for its current step.
 */
@ApplicationScoped
public class JobStop {
    private static final Logger LOG = Logger.getLogger(JobStop.class);

    /** Every job can be repeated, so a step that takes longer is cut off and left to the next instance. */
    private static final int LONGEST_STEP_S = 5;

    private static final int ANY_NUMBER = Integer.MAX_VALUE;

    private final Semaphore running = new Semaphore(ANY_NUMBER);
    private volatile boolean stopping;

    /** Whether the job must return before its next step. */
    public boolean isStopping() {
        return stopping;
    }

    /** Runs the job, or does nothing when the service is stopping. */
    public void run(Runnable job) {
        if (!running.tryAcquire()) {
            return;
        }
        try {
            if (!stopping) {
                job.run();
            }
        } finally {
            running.release();
        }
    }

    /** Runs after {@link Jobs} has paused the scheduler, and before other observers: a job may still use their beans. */
    void onStop(@Observes @Priority(2) ShutdownEvent stop) throws InterruptedException {
        if (!stop()) {
            LOG.warnf("A job did not end within %d s; another instance repeats its step.", LONGEST_STEP_S);
        }
    }

    /** Stops the jobs and waits for their current steps; false when one takes too long. */
    public boolean stop() throws InterruptedException {
        stopping = true;
        return running.tryAcquire(ANY_NUMBER, LONGEST_STEP_S, TimeUnit.SECONDS);
    }
}
