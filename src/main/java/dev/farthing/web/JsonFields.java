package dev.farthing.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a JSON object in which absent and null differ, as in a merge patch. Problems name the field's path. */
public final class JsonFields {
    private final ObjectNode object;
    private final String path;

    /** @param path with a trailing dot; empty for the body */
    public JsonFields(ObjectNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** @throws Problem {@code invalid_field} for any other field */
    public JsonFields only(String... names) {
        Set<String> known = Set.of(names);
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Problem.at(ProblemCode.INVALID_FIELD, path + name, "Unknown field '" + path + name + "'.");
            }
        });
        return this;
    }

    public boolean has(String name) {
        return object.has(name);
    }

    /** Null when absent or null. */
    public String text(String name, int longest) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(name, "a string");
        }
        if (value.textValue().length() > longest) {
            throw wrong(name, "a string of at most " + longest + " characters");
        }
        return StrictJson.storable(path + name, value.textValue());
    }

    public boolean bool(String name) {
        JsonNode value = value(name);
        if (value == null || !value.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value.booleanValue();
    }

    /** A whole number from 0 on; null when absent or null. */
    public Integer count(String name, int most) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        // A number arrives as it is spelt; see ExactJson.
        boolean raw = value instanceof POJONode number && number.getPojo() instanceof RawValue;
        String digits =
                raw ? ((RawValue) ((POJONode) value).getPojo()).rawValue().toString() : "";
        if (!digits.matches("\\d{1,9}") || Integer.parseInt(digits) > most) {
            throw wrong(name, "a whole number from 0 to " + most);
        }
        return Integer.valueOf(digits);
    }

    /** Micros; null when absent or null. */
    public Long money(String name, String currency) {
        if (value(name) == null) {
            return null;
        }
        JsonFields money = object(name).only("amount", "currency");
        return new Money(money.text("amount", 40), money.text("currency", 40)).micros(path + name, currency);
    }

    /** Micros; null when absent or null. */
    public Long money(String name, BookCurrency currency) {
        return money(name, currency.code());
    }

    /** RFC 3339; null when absent or null. */
    public Instant instant(String name) {
        String text = text(name, 40);
        try {
            return Params.instant(path + name, text);
        } catch (Problem refused) {
            throw Problem.at(ProblemCode.INVALID_FIELD, path + name, refused.getMessage());
        }
    }

    /** At most {@code most} strings of 1 to {@code longest} characters; null when absent or null. */
    public List<String> texts(String name, int longest, int most) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray() || value.size() > most) {
            throw wrong(name, "a list of at most " + most + " strings");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isTextual()
                    || element.textValue().isBlank()
                    || element.textValue().length() > longest) {
                throw wrong(name, "a list of strings of 1 to " + longest + " characters");
            }
            texts.add(StrictJson.storable(path + name, element.textValue()));
        }
        return texts;
    }

    public JsonFields object(String name) {
        JsonNode value = value(name);
        if (!(value instanceof ObjectNode inner)) {
            throw wrong(name, "an object");
        }
        return new JsonFields(inner, path + name + ".");
    }

    private JsonNode value(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private Problem wrong(String name, String expected) {
        return Problem.at(ProblemCode.INVALID_FIELD, path + name, "'" + path + name + "' must be " + expected + ".");
    }
}
