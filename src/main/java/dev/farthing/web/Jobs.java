package dev.farthing.web;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Begins no job any more when the service stops: whatever a job needs goes away beneath it then. */
@ApplicationScoped
class Jobs {
    private final Scheduler scheduler;

    Jobs(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void onStop(@Observes @Priority(1) ShutdownEvent stop) {
        if (scheduler.isRunning()) {
            scheduler.pause();
        }
    }
}
