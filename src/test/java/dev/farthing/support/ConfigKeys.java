package dev.farthing.support;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All keys under {@code farthing.}, read from the configuration interfaces. */
public final class ConfigKeys {
    /** Default of an optional key. */
    public static final String NONE = "none";

    /** Default of a required key. */
    public static final String REQUIRED = "required";

    private static final Path SOURCES = Path.of("src", "main", "java");

    private ConfigKeys() {}

    /** Keys with their defaults: {@link #NONE}, {@link #REQUIRED}, or the value of {@code @WithDefault} between backticks. */
    public static Map<String, String> defaults() {
        Map<String, String> keys = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(ConfigKeys::mapping)
                    .filter(Objects::nonNull)
                    .forEach(type -> add(type.getAnnotation(ConfigMapping.class).prefix(), type, keys));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return keys;
    }

    private static Class<?> mapping(Path file) {
        try {
            if (!Files.readString(file).contains("@ConfigMapping(prefix = \"farthing")) {
                return null;
            }
            String name = SOURCES.relativize(file).toString().replace('/', '.').replaceAll("[.]java$", "");
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (IOException | ClassNotFoundException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static void add(String prefix, Class<?> group, Map<String, String> keys) {
        for (Method property : group.getMethods()) {
            if (property.isDefault()) {
                continue;
            }
            if (property.isAnnotationPresent(WithParentName.class)
                    || Map.class.isAssignableFrom(property.getReturnType())) {
                throw new IllegalStateException("Teach this class to read " + property);
            }
            String key = prefix + "." + name(property);
            if (property.getReturnType().getName().startsWith("dev.farthing.")
                    && property.getReturnType().isInterface()) {
                add(key, property.getReturnType(), keys);
            } else {
                keys.put(key, defaultOf(property));
            }
        }
    }

    private static String name(Method property) {
        WithName named = property.getAnnotation(WithName.class);
        return named == null
                ? property.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT)
                : named.value();
    }

    private static String defaultOf(Method property) {
        WithDefault value = property.getAnnotation(WithDefault.class);
        if (value != null) {
            return "`" + value.value() + "`";
        }
        return property.getReturnType() == Optional.class ? NONE : REQUIRED;
    }
}
