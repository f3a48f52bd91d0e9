package dev.farthing.topup.stripe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.UUID;

/** Reads Stripe's JSON as a tree: nothing is mapped to classes, and fields that Stripe adds are passed over. */
final class StripeJson {
    private static final ObjectReader READER = new ObjectMapper()
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private StripeJson() {}

    /** An object of Stripe's lacks what it always has; the message says what. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String what) {
            super(what);
        }
    }

    /** @throws IOException when it is anything but one JSON object */
    static ObjectNode object(byte[] json) throws IOException {
        return object(READER.readTree(json));
    }

    /** @throws IOException when it is anything but one JSON object */
    static ObjectNode object(String json) throws IOException {
        return object(READER.readTree(json == null ? "" : json));
    }

    /** The text of a field, or null. */
    static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }

    /** The id of another object, which Stripe gives either alone or with the whole object; or null. */
    static String id(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isObject() ? text(value, "id") : text(object, field);
    }

    /** The UUID of a field, or null. */
    static UUID uuid(JsonNode object, String field) {
        String text = text(object, field);
        try {
            UUID id = text == null ? null : UUID.fromString(text);
            // fromString takes short forms too, which nobody here has written.
            return id != null && id.toString().equals(text) ? id : null;
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    /** The whole number of a field. */
    static long number(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Unreadable(field);
        }
        return value.longValue();
    }

    private static ObjectNode object(JsonNode json) throws IOException {
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw new IOException("not a JSON object");
    }
}
