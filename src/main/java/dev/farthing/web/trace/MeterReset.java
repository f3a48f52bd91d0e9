package dev.farthing.web.trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Takes this service's metrics with it when it stops in a JVM that goes on, as dev mode's and the tests' do: the next one would
 * find them registered and leave them as they are, showing what the last one did.
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
