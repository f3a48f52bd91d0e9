package dev.farthing.web;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Ends jobs at shutdown, before the database and the processors go away.
 *
 * <p>A job runs inside {@link #run} and returns once {@link #isStopping}; shutdown waits for its current step.
 */
@ApplicationScoped
public class JobStop {
    private static final Logger LOG = Logger.getLogger(JobStop.class);

    /** Jobs are repeatable: the next instance repeats a step that is cut off. */
    private static final int LONGEST_STEP_S = 5;

    private static final int ANY_NUMBER = Integer.MAX_VALUE;

    private final Semaphore running = new Semaphore(ANY_NUMBER);
    private volatile boolean stopping;

    public boolean isStopping() {
        return stopping;
    }

    /** Does nothing when the service is stopping. */
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

    /** After {@link Jobs} has paused the scheduler, before other observers: a job may still use their beans. */
    void onStop(@Observes @Priority(2) ShutdownEvent stop) throws InterruptedException {
        if (!stop()) {
            LOG.warnf("A job did not end within %s s; another instance repeats its step.", LONGEST_STEP_S);
        }
    }

    /** Waits for the current steps; false when one takes too long. */
    public boolean stop() throws InterruptedException {
        stopping = true;
        return running.tryAcquire(ANY_NUMBER, LONGEST_STEP_S, TimeUnit.SECONDS);
    }
}
