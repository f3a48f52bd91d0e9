package dev.farthing.support;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Config mappings without the application: defaults, overridden by a test. */
public final class Configured {
    private Configured() {}

    public static SmallRyeConfig with(Class<?> mapping, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(mapping)
                .withDefaultValue("farthing.base-url", "https://farthing.test")
                .withDefaultValues(values)
                .build();
    }

    public static <T> T as(Class<T> mapping, Map<String, String> values) {
        return with(mapping, values).getConfigMapping(mapping);
    }
}
