package dev.farthing.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The rules that common linters have for OpenAPI documents, under the names that Spectral gives them. */
final class Lint {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-._~:/?#\\[\\]@!$&'()*+,;=]+");
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");
    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\"#/components/([^\"]+)\"");
    private static final Pattern SCRIPT = Pattern.compile("<script|eval\\(", Pattern.CASE_INSENSITIVE);

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    record Operation(String method, String path, JsonNode description) {
        String name() {
            return method + " " + path;
        }
    }

    Lint(JsonNode document) {
        this.document = document;
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> operations.add(
                        new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
    }

    List<Operation> operations() {
        return operations;
    }

    List<String> faults() {
        checkInfo();
        checkTags();
        operations.forEach(this::check);
        checkIds();
        checkComponents();
        checkNodes("", document);
        return faults;
    }

    private void checkInfo() {
        JsonNode info = document.path("info");
        require(info.path("contact").isObject(), "info-contact", "info");
        require(hasText(info, "description"), "info-description", "info");
        require(hasText(info.path("license"), "name"), "info-license", "info");
        require(hasText(info.path("license"), "url"), "license-url", "info");
        require(!document.path("servers").isEmpty(), "oas3-api-servers", "servers");
    }

    private void checkTags() {
        Set<String> defined = new HashSet<>();
        for (JsonNode tag : document.path("tags")) {
            require(
                    hasText(tag, "description"),
                    "tag-description",
                    tag.path("name").asText());
            require(defined.add(tag.path("name").asText()), "openapi-tags-uniqueness", tag.toString());
        }
        require(!defined.isEmpty(), "openapi-tags", "tags");
        for (Operation operation : operations) {
            JsonNode tags = operation.description().path("tags");
            require(!tags.isEmpty(), "operation-tags", operation.name());
            tags.forEach(tag -> require(defined.contains(tag.asText()), "operation-tag-defined", operation.name()));
        }
    }

    private void check(Operation operation) {
        JsonNode said = operation.description();
        String name = operation.name();
        require(hasText(said, "summary"), "operation-summary", name);
        require(hasText(said, "description"), "operation-description", name);
        String id = said.path("operationId").asText();
        require(!id.isEmpty(), "operation-operationId", name);
        require(ID.matcher(id).matches(), "operation-operationId-valid-in-url", name);
        require(IDENTIFIER.matcher(id).matches(), "id-is-a-name-in-every-language", name);
        require(
                said.path("responses").properties().stream()
                        .anyMatch(response -> response.getKey().matches("[23]..")),
                "operation-success-response",
                name);
        require(!operation.path().matches(".+/|.*\\?.*"), "path-keys-no-trailing-slash", name);
        Set<String> declared = new TreeSet<>();
        Set<String> all = new HashSet<>();
        for (JsonNode parameter : said.path("parameters")) {
            String place = parameter.path("in").asText();
            String parameterName = parameter.path("name").asText();
            require(hasText(parameter, "description"), "oas3-parameter-description", name + " " + parameterName);
            require(all.add(place + parameterName), "operation-parameters", name + " " + parameterName);
            if (place.equals("path")) {
                declared.add(parameterName);
                require(parameter.path("required").asBoolean(), "path-params", name + " " + parameterName);
            }
        }
        Set<String> inPath = IN_PATH.matcher(operation.path())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        require(inPath.equals(declared), "path-params", name + " declares " + declared);
    }

    private void checkIds() {
        Set<String> ids = new HashSet<>();
        for (Operation operation : operations) {
            String id = operation.description().path("operationId").asText();
            require(ids.add(id), "operation-operationId-unique", id);
        }
    }

    private void checkComponents() {
        Set<String> used = REFERENCE
                .matcher(document.toString())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        Set<String> present = new TreeSet<>();
        document.path("components").properties().forEach(kind -> kind.getValue()
                .properties()
                .forEach(one -> present.add(kind.getKey() + "/" + one.getKey())));
        for (String reference : used) {
            require(present.contains(reference), "invalid-ref", reference);
        }
        present.removeIf(name -> name.startsWith("securitySchemes/"));
        present.removeAll(used);
        require(present.isEmpty(), "oas3-unused-component", present.toString());
    }

    private void checkNodes(String at, JsonNode node) {
        if (node.isTextual()) {
            require(!SCRIPT.matcher(node.asText()).find(), "no-script-tags-in-markdown", at);
        }
        JsonNode choices = node.path("enum");
        if (choices.isArray()) {
            Set<String> different = new HashSet<>();
            choices.forEach(choice -> different.add(choice.toString()));
            require(different.size() == choices.size(), "duplicated-entry-in-enum", at);
            require(choices.size() > 0 && allOf(choices, node.path("type")), "typed-enum", at);
        }
        node.path("examples").forEach(example -> require(isOf(example, node.path("type")), "valid-schema-example", at));
        node.properties().forEach(field -> checkNodes(at + "/" + field.getKey(), field.getValue()));
        if (node.isArray()) {
            node.forEach(element -> checkNodes(at + "/#", element));
        }
    }

    private static boolean allOf(JsonNode values, JsonNode type) {
        return StreamSupport.stream(values.spliterator(), false).allMatch(value -> isOf(value, type));
    }

    private static boolean isOf(JsonNode value, JsonNode type) {
        return type.isArray()
                ? StreamSupport.stream(type.spliterator(), false).anyMatch(one -> isOf(value, one))
                : switch (type.asText()) {
                    case "string" -> value.isTextual();
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    case "null" -> value.isNull();
                    default -> true;
                };
    }

    private static boolean hasText(JsonNode node, String field) {
        return !node.path(field).asText().isBlank();
    }

    private void require(boolean kept, String rule, String where) {
        if (!kept) {
            faults.add(rule + ": " + where);
        }
    }
}
