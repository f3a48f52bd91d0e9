package dev.farthing.support.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Holds each answer against the OpenAPI document: its status, media type and fields, and the code of a problem. */
public final class Contract {
    private static final String PROBLEM = "application/problem+json";

    /** Problems of paths and methods outside the document only. */
    private static final List<String> OUTSIDE = List.of("not_found", "method_not_allowed");

    private static Contract current;

    private final Json document;
    private final Schema schemas;
    private final List<Operation> operations;

    /** @param description as in the document */
    public record Operation(String method, String path, Pattern pattern, Map<String, Object> description) {
        boolean isOf(String method, String path) {
            return this.method.equals(method) && pattern.matcher(path).matches();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private Contract(Json document) {
        this.document = document;
        this.schemas = new Schema(document);
        List<Operation> read = new ArrayList<>();
        document.<Map<String, Map<String, Object>>>getMap("paths").forEach((path, item) -> {
            Pattern pattern = Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+"));
            item.forEach((method, description) ->
                    read.add(new Operation(method.toUpperCase(Locale.ROOT), path, pattern, description)));
        });
        this.operations = List.copyOf(read);
    }

    static void check(String method, URI uri, Response answer) {
        String path = uri.getRawPath();
        if (!path.startsWith("/q/")) {
            List<String> faults = published(uri).faults(method, path, answer);
            assertEquals(List.of(), faults, () -> method + " " + path + ": " + answer);
        }
    }

    /** The document of the instance under test. */
    public static Contract published() {
        return published(URI.create(Request.baseUrl()));
    }

    /** The document of the first instance in use: all instances of one build publish the same. */
    private static synchronized Contract published(URI uri) {
        if (current == null) {
            HttpRequest request = HttpRequest.newBuilder(uri.resolve("/q/openapi?format=json"))
                    .header("Accept", "application/json")
                    .build();
            current = new Contract(
                    Request.send(request).then().statusCode(200).extract().json());
        }
        return current;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The value behind a schema or its reference. */
    public Map<String, Object> schema(Map<String, Object> schemaOrReference) {
        return schemas.resolved(schemaOrReference);
    }

    /** Differences between the answer and the document; none for a right answer. */
    public List<String> faults(String method, String path, Response answer) {
        String verb = method.equals("HEAD") && operation("HEAD", path) == null ? "GET" : method;
        Operation operation = operation(verb, path);
        String code = isProblem(answer) && !method.equals("HEAD") ? answer.path("error.code") : null;
        if (method.equals("OPTIONS") || operation == null && (code == null || mayAnswerOutside(code))) {
            return List.of();
        }
        if (operation == null) {
            return List.of("answers " + answer.statusCode() + " " + code + " outside OpenAPI");
        }
        Map<String, Object> declared = declared(operation, answer.statusCode());
        if (declared == null) {
            return List.of("OpenAPI does not document " + answer.statusCode() + " " + code + " for " + operation);
        }
        if (code != null && !codes(declared).contains(code)) {
            return List.of("OpenAPI does not document the problem " + code + " for " + operation);
        }
        return method.equals("HEAD") || answer.statusCode() == 304 ? List.of() : faultsOfBody(declared, answer);
    }

    /** Also problems of every operation: they are found before the path matters. */
    private boolean mayAnswerOutside(String code) {
        return OUTSIDE.contains(code)
                || operations.stream().allMatch(operation -> responses(operation).keySet().stream()
                        .map(status -> declared(operation, Integer.parseInt(status)))
                        .anyMatch(response -> codes(response).contains(code)));
    }

    private List<String> faultsOfBody(Map<String, Object> declared, Response answer) {
        Map<String, Map<String, Object>> content = content(declared);
        if (content.isEmpty()) {
            return answer.asByteArray().length == 0 ? List.of() : List.of("OpenAPI does not document this body");
        }
        String type = mediaType(answer);
        if (!content.containsKey(type)) {
            return List.of("OpenAPI does not document the type " + type);
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> schema = (Map<String, Object>) content.get(type).get("schema");
        return schema == null || !type.endsWith("json")
                ? List.of()
                : schemas.faults(answer.path("$"), schema, "$").toList();
    }

    private static boolean isProblem(Response answer) {
        return PROBLEM.equals(mediaType(answer));
    }

    private static String mediaType(Response answer) {
        return Objects.toString(answer.contentType(), "none")
                .split(";")[0]
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static List<?> codes(Map<String, Object> response) {
        return (List<?>) response.getOrDefault("x-problem-codes", List.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> content(Map<String, Object> response) {
        return (Map<String, Map<String, Object>>) response.getOrDefault("content", Map.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> responses(Operation operation) {
        return (Map<String, Map<String, Object>>) operation.description().get("responses");
    }

    /** Null when the document has none for this status. */
    private Map<String, Object> declared(Operation operation, int status) {
        Map<String, Object> response = responses(operation).get(String.valueOf(status));
        if (response == null || !response.containsKey("$ref")) {
            return response;
        }
        String name = String.valueOf(response.get("$ref")).substring("#/components/responses/".length());
        return document.path("components.responses.'" + name + "'");
    }

    private Operation operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.isOf(method, path))
                .findFirst()
                .orElse(null);
    }
}
