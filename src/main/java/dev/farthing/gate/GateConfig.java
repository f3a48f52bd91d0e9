package dev.farthing.gate;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What the gate may take of the machine. */
@ConfigMapping(prefix = "farthing.gate")
public interface GateConfig {

    /** How much memory the articles that were read lately may take; absent: a quarter of the heap; {@code 0} keeps none. */
    Optional<MemorySize> articleCacheSize();
}
