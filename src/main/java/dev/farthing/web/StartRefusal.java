package dev.farthing.web;

import io.quarkus.arc.All;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Refuses to start in production on configuration that is missing or unsafe, naming everything that is, of all rooms. */
@ApplicationScoped
class StartRefusal {
    private final List<StartCheck> checks;

    StartRefusal(@All List<StartCheck> checks) {
        this.checks = checks;
    }

    void onStart(@Observes @Priority(1) StartupEvent start) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            List<String> faults =
                    checks.stream().flatMap(check -> check.faults().stream()).toList();
            if (!faults.isEmpty()) {
                throw new IllegalStateException("Farthing does not start like this:\n  " + String.join("\n  ", faults));
            }
        }
    }
}
