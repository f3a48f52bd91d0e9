package dev.farthing.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The allowed form of an object, written as YAML: {@code string}, {@code int}, {@code bool} or one of several words
 * ({@code plugin|volumeSnapshot}); a list with one shape for all members; a map of fields, where {@code name!} is
 * required and {@code "*"} matches any.
 */
record Shape(JsonNode shape) {
    static final String MISSING = "is missing";

    List<String> faults(JsonNode object) {
        List<String> faults = new ArrayList<>();
        check("", object, shape, faults);
        return faults;
    }

    private static void check(String path, JsonNode value, JsonNode shape, List<String> faults) {
        if (shape.isArray()) {
            if (!value.isArray()) {
                faults.add(path + " is no list");
            }
            for (int i = 0; i < value.size() && value.isArray(); i++) {
                check(path + "/" + i, value.get(i), shape.get(0), faults);
            }
        } else if (shape.isObject()) {
            fields(path, value, shape, faults);
        } else if (!isOf(value, shape.asText())) {
            faults.add(path + " is " + value + ", not " + shape.asText());
        }
    }

    private static void fields(String path, JsonNode value, JsonNode shape, List<String> faults) {
        if (!value.isObject()) {
            faults.add(path + " is no map");
        }
        shape.properties().forEach(field -> {
            String name = field.getKey().replace("!", "");
            if (field.getKey().endsWith("!") && !value.has(name)) {
                faults.add(path + "/" + name + " " + MISSING);
            }
        });
        value.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode known = shape.has(name) ? shape.get(name) : shape.has(name + "!") ? shape.get(name + "!") : null;
            known = known == null ? shape.get("*") : known;
            if (known == null) {
                faults.add(path + "/" + name + " is unknown");
            } else {
                check(path + "/" + name, field.getValue(), known, faults);
            }
        });
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "int" -> value.isInt();
            case "bool" -> value.isBoolean();
            default -> value.isTextual() && List.of(type.split("[|]")).contains(value.asText());
        };
    }
}
