package dev.farthing.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
// Eager: its metrics exist before the first request.
@Startup
class ProcessMeters {
    ProcessMeters(MeterRegistry meters) {
        Gauge.builder("process.resident.memory", ProcessMemory.OWN, ProcessMemory::residentBytes)
                .description("The process's part of the machine's memory")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("process.memory.limit", ProcessMemory.OWN, ProcessMemory::limitBytes)
                .description("The container's limit; NaN without one")
                .baseUnit("bytes")
                .register(meters);
    }
}
