package dev.farthing.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;

/** Translates Jackson's exceptions into problems that name the field and no class. */
final class JsonProblems {
    private JsonProblems() {}

    static Problem of(JsonProcessingException exception) {
        return exception instanceof JsonMappingException mapping
                ? invalid(mapping)
                : malformed(exception.getLocation());
    }

    private static Problem invalid(JsonMappingException mapping) {
        if (mapping.getCause() instanceof Problem problem) {
            return problem;
        }
        String field = path(mapping);
        if (mapping instanceof UnrecognizedPropertyException) {
            return Problem.at(ProblemCode.INVALID_FIELD, field, "Unknown field '" + field + "'.");
        }
        return field.isEmpty()
                ? Problem.of(ProblemCode.INVALID_FIELD, "The body does not have the form that this call takes.")
                : Problem.at(
                        ProblemCode.INVALID_FIELD, field, "The field '" + field + "' is missing or of the wrong type.");
    }

    private static String path(JsonMappingException mapping) {
        String path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }

    private static Problem malformed(JsonLocation location) {
        return Problem.of(
                ProblemCode.MALFORMED_JSON,
                location == null
                        ? "The body is not valid JSON."
                        : "The body is not valid JSON: see line %s, column %s."
                                .formatted(location.getLineNr(), location.getColumnNr()));
    }
}
