package dev.farthing.database;

import dev.farthing.web.FarthingConfig;
import dev.farthing.web.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Batchers without a container. */
public final class TestBatchers {
    private TestBatchers() {}

    public static Batchers create() {
        FarthingConfig config = new SmallRyeConfigBuilder()
                .withMapping(FarthingConfig.class)
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withDefaultValue("farthing.base-url", "https://farthing.test")
                .build()
                .getConfigMapping(FarthingConfig.class);
        return new Batchers(config, new SimpleMeterRegistry(), Tracing.off());
    }
}
