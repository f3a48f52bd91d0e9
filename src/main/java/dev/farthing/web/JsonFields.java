package dev.farthing.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The fields of a JSON object whose absence means something else than null, as in a merge patch: each is read by name and
 * type, and a wrong one is refused by its path.
 */
public final class JsonFields {
    private final ObjectNode object;
    private final String path;

    /** @param path the path of the object itself, ending in a dot, or empty for the body */
    public JsonFields(ObjectNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** This object, when it has no other fields than these. */
    public JsonFields only(String... known) {
        Set<String> names = Set.of(known);
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw Problem.at(
                        ProblemCode.INVALID_FIELD, path + name, "There is no field '" + path + name + "' here.");
            }
        });
        return this;
    }

    public boolean has(String name) {
        return object.has(name);
    }

    /** A text of at most {@code longest} characters; null where absent or null. */
    public String text(String name, int longest) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(name, "a text");
        }
        if (value.textValue().length() > longest) {
            throw wrong(name, "a text of at most " + longest + " characters");
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

    /** Micros of a money object; null where absent or null. */
    public Long money(String name, String currency) {
        if (value(name) == null) {
            return null;
        }
        JsonFields money = object(name).only("amount", "currency");
        return new Money(money.text("amount", 40), money.text("currency", 40)).micros(path + name, currency);
    }

    /** Micros of a money object in the currency of the books; null where absent or null. */
    public Long money(String name, BookCurrency currency) {
        return money(name, currency.code());
    }

    /** An instant in RFC 3339; null where absent or null. */
    public Instant instant(String name) {
        String text = text(name, 40);
        try {
            return Params.instant(path + name, text);
        } catch (Problem refused) {
            throw Problem.at(ProblemCode.INVALID_FIELD, path + name, refused.getMessage());
        }
    }

    /** A list of texts; null where absent or null. */
    public List<String> texts(String name, int longest, int most) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray() || value.size() > most) {
            throw wrong(name, "a list of at most " + most + " texts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isTextual()
                    || element.textValue().isBlank()
                    || element.textValue().length() > longest) {
                throw wrong(name, "a list of texts of 1 to " + longest + " characters");
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

    private Problem wrong(String name, String wanted) {
        return Problem.at(ProblemCode.INVALID_FIELD, path + name, "'" + path + name + "' is " + wanted + ".");
    }
}
