package dev.farthing.web.trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Otherwise the next start in the same JVM (dev mode, tests) shows the stopped service's values. */
@ApplicationScoped
class MeterReset {
    private final MeterRegistry meters;

    MeterReset(MeterRegistry meters) {
        this.meters = meters;
    }

    void onStop(@Observes ShutdownEvent stop) {
        if (LaunchMode.current() != LaunchMode.NORMAL) {
            meters.getMeters().stream()
                    .filter(meter -> meter.getId().getName().startsWith("farthing."))
                    .forEach(meters::remove);
        }
    }
}
