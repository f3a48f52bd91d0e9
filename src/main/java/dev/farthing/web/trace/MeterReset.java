package dev.farthing.web.trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Removes this service's metrics when it stops in a JVM that keeps running, as in dev mode and tests. The next start would keep the
 * registered meters and show the values of the stopped service.
 */
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
