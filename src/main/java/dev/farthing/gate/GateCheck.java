package dev.farthing.gate;

import dev.farthing.web.start.ConfigCheck;
import dev.farthing.web.start.ConfigErrors;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;

/** What is kept of articles has a place in the heap. */
@ApplicationScoped
class GateCheck implements ConfigCheck {
    private final GateConfig config;

    GateCheck(GateConfig config) {
        this.config = config;
    }

    @Override
    public void check(ConfigErrors faults) {
        MemorySize size = config.articleCacheSize().orElse(new MemorySize(BigInteger.ZERO));
        faults.within(
                "farthing.gate.article-cache-size",
                size,
                0,
                Runtime.getRuntime().maxMemory());
    }
}
