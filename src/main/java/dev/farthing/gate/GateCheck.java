package dev.farthing.gate;

import dev.farthing.web.start.ConfigCheck;
import dev.farthing.web.start.ConfigErrors;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;

/** The article cache must fit into the heap. */
@ApplicationScoped
class GateCheck implements ConfigCheck {
    private final GateConfig config;

    GateCheck(GateConfig config) {
        this.config = config;
    }

    @Override
    public void check(ConfigErrors errors) {
        MemorySize size = config.articleCacheSize().orElse(new MemorySize(BigInteger.ZERO));
        errors.within(
                "farthing.gate.article-cache-size",
                size,
                0,
                Runtime.getRuntime().maxMemory());
    }
}
