package dev.farthing.support.http;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks values against the schemas of an OpenAPI document. Stricter than the standard: unknown fields are faults. */
final class Schema {
    private final Json document;

    Schema(Json document) {
        this.document = document;
    }

    /** Each fault, with the path of its value. */
    Stream<String> faults(Object value, Map<String, Object> schema, String at) {
        return Stream.of(
                        schema.containsKey("$ref")
                                ? faults(value, referred((String) schema.get("$ref")), at)
                                : Stream.<String>empty(),
                        anyOf(value, schema, at),
                        wrongType(value, schema, at),
                        value instanceof Map<?, ?> fields ? ofObject(fields, schema, at) : Stream.<String>empty(),
                        value instanceof List<?> list ? ofList(list, schema, at) : Stream.<String>empty(),
                        value instanceof String text ? ofText(text, schema, at) : Stream.<String>empty(),
                        value instanceof Number number ? ofNumber(number, schema, at) : Stream.<String>empty())
                .flatMap(faults -> faults);
    }

    /** A schema, or the one that it refers to. */
    Map<String, Object> resolved(Map<String, Object> schema) {
        return schema.containsKey("$ref") ? resolved(referred((String) schema.get("$ref"))) : schema;
    }

    private Map<String, Object> referred(String reference) {
        return document.path("components.schemas.'" + reference.substring("#/components/schemas/".length()) + "'");
    }

    @SuppressWarnings("unchecked")
    private Stream<String> anyOf(Object value, Map<String, Object> schema, String at) {
        List<Map<String, Object>> any = (List<Map<String, Object>>) schema.get("anyOf");
        return any == null
                        || any.stream()
                                .anyMatch(
                                        one -> faults(value, one, at).findAny().isEmpty())
                ? Stream.empty()
                : Stream.of(at + " fits no alternative: " + value);
    }

    private static Stream<String> wrongType(Object value, Map<String, Object> schema, String at) {
        Object type = schema.get("type");
        List<?> types = type instanceof List<?> several ? several : type == null ? List.of() : List.of(type);
        boolean right = types.isEmpty() || types.stream().anyMatch(one -> isOf(value, String.valueOf(one)));
        return right ? Stream.empty() : Stream.of(at + " is no " + types + ": " + value);
    }

    private static boolean isOf(Object value, String type) {
        return switch (type) {
            case "null" -> value == null;
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Integer || value instanceof Long || value instanceof BigInteger;
            case "number" -> value instanceof Number;
            default -> throw new AssertionError("no type: " + type);
        };
    }

    @SuppressWarnings("unchecked")
    private Stream<String> ofObject(Map<?, ?> fields, Map<String, Object> schema, String at) {
        Map<String, Map<String, Object>> known = (Map<String, Map<String, Object>>) schema.get("properties");
        Stream<String> missing = ((List<String>) schema.getOrDefault("required", List.of()))
                .stream().filter(name -> !fields.containsKey(name)).map(name -> at + "." + name + " is missing");
        if (known == null) {
            return missing;
        }
        Stream<String> wrong = fields.entrySet().stream().flatMap(field -> {
            String path = at + "." + field.getKey();
            return known.containsKey(field.getKey())
                    ? faults(field.getValue(), known.get(field.getKey()), path)
                    : Stream.of(path + " is unknown");
        });
        return Stream.concat(missing, wrong);
    }

    @SuppressWarnings("unchecked")
    private Stream<String> ofList(List<?> list, Map<String, Object> schema, String at) {
        Map<String, Object> items = (Map<String, Object>) schema.get("items");
        return items == null
                ? Stream.empty()
                : IntStream.range(0, list.size())
                        .boxed()
                        .flatMap(index -> faults(list.get(index), items, at + "[" + index + "]"));
    }

    private static Stream<String> ofText(String text, Map<String, Object> schema, String at) {
        boolean right = (!(schema.get("enum") instanceof List<?> values) || values.contains(text))
                && (!(schema.get("pattern") instanceof String pattern)
                        || Pattern.compile(pattern).matcher(text).find())
                && (!(schema.get("maxLength") instanceof Integer most) || text.length() <= most)
                && (!Objects.equals(schema.get("format"), "date-time") || isInstant(text));
        return right ? Stream.empty() : Stream.of(at + " is not as documented: " + text);
    }

    private static boolean isInstant(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException notOne) {
            return false;
        }
    }

    private static Stream<String> ofNumber(Number number, Map<String, Object> schema, String at) {
        BigDecimal value = new BigDecimal(number.toString());
        Object format = schema.get("format");
        BigDecimal most = new BigDecimal(
                "int32".equals(format)
                        ? String.valueOf(Integer.MAX_VALUE)
                        : String.valueOf("int64".equals(format) ? Long.MAX_VALUE : "1e400"));
        boolean right = value.abs().compareTo(most) <= 0
                && (!(schema.get("minimum") instanceof Number least)
                        || value.compareTo(new BigDecimal(least.toString())) >= 0)
                && (!(schema.get("maximum") instanceof Number greatest)
                        || value.compareTo(new BigDecimal(greatest.toString())) <= 0);
        return right ? Stream.empty() : Stream.of(at + " is out of range: " + number);
    }
}
