package dev.farthing.support;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;

/** Config mappings without a container: defaults, overridden by a test. */
public final class Configured {
    private Configured() {}

    public static SmallRyeConfig with(Class<?> mapping, Map<String, String> values) {
        return with(List.of(mapping), values);
    }

    /** Nested prefixes need all of their mappings, since each refuses the others' keys as unknown. */
    public static SmallRyeConfig with(List<Class<?>> mappings, Map<String, String> values) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters();
        mappings.forEach(builder::withMapping);
        return builder.withDefaultValue("farthing.base-url", "https://farthing.test")
                .withDefaultValues(values)
                .build();
    }

    public static <T> T as(Class<T> mapping, Map<String, String> values) {
        return with(mapping, values).getConfigMapping(mapping);
    }
}
