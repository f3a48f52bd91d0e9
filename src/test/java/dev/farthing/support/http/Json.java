package dev.farthing.support.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON text and the values at its paths. {@code items[0].price.amount} is one value, {@code items.id} that field of
 * every item as a list, {@code items[name=Database].status} the field of the first item with that name, {@code
 * items.size()} a number, {@code 'a.b'} a quoted name, and {@code $} the whole. A missing field is null.
 */
public final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Pattern STEP = Pattern.compile(
            "\\G\\.?(?:'(?<quoted>[^']+)'|\\[(?<index>\\d+)]|\\[(?<key>\\w+)=(?<value>[^]]*)]|(?<name>[^.'\\[\\]{}]+))");

    private final Object root;

    private Json(Object root) {
        this.root = root;
    }

    public static Json from(String text) {
        try {
            return new Json(MAPPER.readValue(text, Object.class));
        } catch (JsonProcessingException fault) {
            throw new AssertionError("not JSON: " + text, fault);
        }
    }

    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException fault) {
            throw new IllegalArgumentException(fault);
        }
    }

    /** The value at a path: a string, number, boolean, list, map or null. */
    @SuppressWarnings("unchecked")
    public <T> T path(String path) {
        Object value = root;
        if (path.equals("$")) {
            return (T) value;
        }
        Matcher step = STEP.matcher(path);
        int end = 0;
        while (step.find()) {
            value = step(value, step);
            end = step.end();
        }
        if (end != path.length()) {
            throw new IllegalArgumentException("no path: " + path);
        }
        return (T) value;
    }

    /** The value at a path as text, or null. */
    public String getString(String path) {
        return Objects.toString(path(path), null);
    }

    public <T> List<T> getList(String path) {
        return path(path);
    }

    public <T> Map<String, T> getMap(String path) {
        return path(path);
    }

    public int getInt(String path) {
        return path(path);
    }

    public long getLong(String path) {
        return this.<Number>path(path).longValue();
    }

    private static Object step(Object value, Matcher step) {
        if (step.group("index") != null) {
            return element(value, Integer.parseInt(step.group("index")));
        }
        if (step.group("key") != null) {
            return found(value, step.group("key"), step.group("value"));
        }
        String name = step.group("name");
        if ("size()".equals(name)) {
            return value instanceof Map<?, ?> map ? map.size() : ((List<?>) value).size();
        }
        return field(value, name == null ? step.group("quoted") : name);
    }

    private static Object field(Object value, String name) {
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (value instanceof List<?> list) {
            List<Object> fields = new ArrayList<>();
            list.stream().filter(Objects::nonNull).forEach(element -> fields.add(field(element, name)));
            return fields;
        }
        throw new AssertionError("no field " + name + " of " + value);
    }

    private static Object element(Object value, int index) {
        List<?> list = (List<?>) value;
        return list == null || index >= list.size() ? null : list.get(index);
    }

    private static Object found(Object value, String key, String wanted) {
        return ((List<?>) value)
                .stream()
                        .filter(element -> wanted.equals(Objects.toString(field(element, key))))
                        .findFirst()
                        .orElse(null);
    }
}
