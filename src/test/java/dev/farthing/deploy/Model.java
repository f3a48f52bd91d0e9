package dev.farthing.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** Checks an object against a class of the Kubernetes client. */
final class Model {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new NothingAdditional())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Model() {}

    static List<String> faults(JsonNode object, Class<?> model) {
        try {
            List<String> faults = new ArrayList<>();
            compare("", object, STRICT.valueToTree(STRICT.treeToValue(object, model)), faults);
            return faults;
        } catch (JsonProcessingException unfit) {
            return List.of(unfit.getOriginalMessage());
        }
    }

    /** Jackson converts a number into text and back, so the original type is read from the output. */
    private static void compare(String path, JsonNode given, JsonNode understood, List<String> faults) {
        if (given.isObject() && understood.isObject()) {
            given.properties()
                    .forEach(field -> compare(
                            path + "/" + field.getKey(), field.getValue(), understood.path(field.getKey()), faults));
        } else if (given.isArray() && given.size() == understood.size()) {
            for (int i = 0; i < given.size(); i++) {
                compare(path + "/" + i, given.get(i), understood.get(i), faults);
            }
        } else if (given.isNumber() && understood.isNumber()) {
            if (given.decimalValue().compareTo(understood.decimalValue()) != 0) {
                faults.add(path + " is " + given + ", understood as " + understood);
            }
        } else if (!given.equals(understood)) {
            faults.add(path + " is " + given + ", understood as " + understood);
        }
    }

    /** The client's classes keep unknown fields; here those are faults. */
    private static final class NothingAdditional extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }

        @Override
        public Boolean hasAnyGetter(Annotated member) {
            return false;
        }
    }
}
