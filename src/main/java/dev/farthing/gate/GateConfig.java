package dev.farthing.gate;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Resources of the gate. */
@ConfigMapping(prefix = "farthing.gate")
public interface GateConfig {

    /** Memory for the cache of recently read articles; absent: a quarter of the heap; {@code 0} disables the cache. */
    Optional<MemorySize> articleCacheSize();
}
