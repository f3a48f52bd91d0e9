package dev.farthing.article.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Each field takes its key; the rest is metadata. */
final class FrontMatterKeys {
    private final Map<String, Object> rest;

    FrontMatterKeys(Map<String, Object> values) {
        this.rest = new LinkedHashMap<>(values);
    }

    /** {@code reader} gets no null or blank value, and returns null to skip one. */
    <T> T take(BiFunction<String, Object, T> reader, String... names) {
        for (String name : names) {
            for (Map.Entry<String, Object> entry : rest.entrySet()) {
                if (!entry.getKey().equalsIgnoreCase(name) || isEmpty(entry.getValue())) {
                    continue;
                }
                T taken = reader.apply(entry.getKey(), entry.getValue());
                if (taken != null) {
                    rest.remove(entry.getKey());
                    return taken;
                }
            }
        }
        return null;
    }

    Map<String, Object> rest() {
        return Collections.unmodifiableMap(rest);
    }

    static String text(String key, Object value) {
        if (value instanceof String text) {
            return text.strip();
        }
        throw FrontMatterFields.refused(key, "a text");
    }

    /** Trimmed, without blanks and duplicates. */
    static List<String> names(String key, Object value) {
        Set<String> names = new LinkedHashSet<>();
        for (Object item : value instanceof List<?> list ? list : List.of(value)) {
            Object name = item instanceof Map<?, ?> map ? nameIn(map) : item;
            if (item != null && !(name instanceof String)) {
                throw FrontMatterFields.refused(key, "a text or a list of texts");
            }
            if (!isEmpty(name)) {
                names.add(((String) name).strip());
            }
        }
        return Collections.unmodifiableList(new ArrayList<>(names));
    }

    private static Object nameIn(Map<?, ?> map) {
        return isEmpty(map.get("name")) ? map.get("slug") : map.get("name");
    }

    /** A boolean of YAML 1.1, or null. */
    static Boolean truth(Object value) {
        return switch (value instanceof String text ? text.strip().toLowerCase(Locale.ROOT) : "") {
            case "true", "yes", "on" -> Boolean.TRUE;
            case "false", "no", "off" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static boolean isEmpty(Object value) {
        return value == null || value instanceof String text && text.isBlank();
    }
}
