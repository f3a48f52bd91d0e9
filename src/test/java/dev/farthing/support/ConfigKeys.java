package dev.farthing.support;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every key under {@code farthing.} that the code asks for, read from its configuration interfaces. */
public final class ConfigKeys {
    /** What stands for a key that needs no value. */
    public static final String NONE = "none";

    /** What stands for a key that has to have a value. */
    public static final String REQUIRED = "required";

    private ConfigKeys() {}

    /** The keys with their defaults, each {@link #NONE}, {@link #REQUIRED} or as {@code @WithDefault} has it, between backticks. */
    public static Map<String, String> defaults() {
        Map<String, String> keys = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.farthing").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .filter(type ->
                                type.getAnnotation(ConfigMapping.class).prefix().startsWith("farthing"))
                        .forEach(type ->
                                add(type.getAnnotation(ConfigMapping.class).prefix(), type, keys));
        return keys;
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
                ? property.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT)
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
