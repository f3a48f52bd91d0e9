package dev.farthing.gate;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

@ConfigMapping(prefix = "farthing.gate")
public interface GateConfig {

    /** Absent: a quarter of the heap; {@code 0} disables the cache. */
    Optional<MemorySize> articleCacheSize();
}
