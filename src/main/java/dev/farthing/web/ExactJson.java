package dev.farthing.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;

/**
 * JSON to keep, whose numbers stay as they were written: 1.10, 1E5, 1e400, -0. A tree of Jackson's would hold them as doubles.
 */
public record ExactJson(JsonNode tree) {

    /** @throws Problem {@code invalid_field} for anything else */
    public ObjectNode object() {
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw Problem.of(ProblemCode.INVALID_FIELD, "The body must be a JSON object.");
    }

    static final class Reader extends JsonDeserializer<ExactJson> {
        private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

        @Override
        public ExactJson deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return new ExactJson(read(parser));
        }

        @Override
        public ExactJson getNullValue(DeserializationContext context) {
            return new ExactJson(NODES.nullNode());
        }

        /** Recurses no deeper than the parser's own limit allows. */
        private static JsonNode read(JsonParser parser) throws IOException {
            return switch (parser.currentToken()) {
                case START_OBJECT -> readObject(parser);
                case START_ARRAY -> readArray(parser);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NODES.rawValueNode(new RawValue(parser.getText()));
                case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
                case VALUE_NULL -> NODES.nullNode();
                default -> NODES.textNode(parser.getText());
            };
        }

        private static ObjectNode readObject(JsonParser parser) throws IOException {
            ObjectNode object = NODES.objectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                object.set(name, read(parser));
            }
            return object;
        }

        private static ArrayNode readArray(JsonParser parser) throws IOException {
            ArrayNode array = NODES.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(read(parser));
            }
            return array;
        }
    }
}
