package dev.farthing.web.fuzz;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON, and what is almost JSON. */
final class Json {
    private Json() {}

    /** Written as it is. */
    record Raw(String text) {}

    static String text(Object value) {
        if (value instanceof Raw raw) {
            return raw.text();
        }
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(field -> quoted((String) field.getKey()) + ":" + text(field.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
        }
        return String.valueOf(value);
    }

    /** As a form field has it, without quotes. */
    static String plain(Object value) {
        return value instanceof String text ? text : text(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
