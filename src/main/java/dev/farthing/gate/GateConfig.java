package dev.farthing.gate;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the gate may take of the machine. */
@ConfigMapping(prefix = "farthing.gate")
public interface GateConfig {

    /** How much memory the articles that were read lately may take; {@code 0} keeps none. */
    @WithDefault("64M")
    MemorySize articleCacheSize();
}
