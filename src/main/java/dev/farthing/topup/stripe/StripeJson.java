package dev.farthing.topup.stripe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.UUID;

/** Trees, not mapped classes: fields that Stripe adds are ignored. */
final class StripeJson {
    private static final ObjectReader READER = new ObjectMapper()
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private StripeJson() {}

    /** The message names a mandatory field that is absent or invalid. */
    static final class MissingField extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingField(String field) {
            super(field);
        }
    }

    /** @throws IOException unless exactly one JSON object */
    static ObjectNode object(byte[] json) throws IOException {
        return object(READER.readTree(json));
    }

    static ObjectNode object(String json) throws IOException {
        return object(READER.readTree(json == null ? "" : json));
    }

    /** Null if absent or empty. */
    static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }

    /** Given as an id or expanded; or null. */
    static String id(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isObject() ? text(value, "id") : text(object, field);
    }

    /** Null unless a UUID. */
    static UUID uuid(JsonNode object, String field) {
        String text = text(object, field);
        try {
            UUID id = text == null ? null : UUID.fromString(text);
            // UUID.fromString also accepts short forms.
            return id != null && id.toString().equals(text) ? id : null;
        } catch (IllegalArgumentException notAUuid) {
            return null;
        }
    }

    static long number(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new MissingField(field);
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
