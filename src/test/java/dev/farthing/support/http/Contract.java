package dev.farthing.support.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Checks each answer against the OpenAPI document: its status, and the code of a problem. */
final class Contract {
    /** Problems of paths and methods outside the document. */
    private static final List<String> OUTSIDE = List.of("not_found", "method_not_allowed");

    private static Contract current;

    private final Json document;
    private final List<PathItem> paths;

    private record PathItem(Pattern path, Map<String, Map<String, Object>> operations) {
        static PathItem of(Map.Entry<String, Map<String, Map<String, Object>>> entry) {
            String regex = entry.getKey().replaceAll("\\{[^}]+}", "[^/]+");
            return new PathItem(Pattern.compile(regex), entry.getValue());
        }
    }

    private Contract(Json document) {
        this.document = document;
        this.paths = document.<Map<String, Map<String, Object>>>getMap("paths").entrySet().stream()
                .map(PathItem::of)
                .toList();
    }

    static void check(String method, URI uri, Response answer) {
        String path = uri.getRawPath();
        if (path.startsWith("/v1/") || path.equals("/errors")) {
            published(uri).check(method.toLowerCase(Locale.ROOT), path, answer);
        }
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

    private void check(String method, String path, Response answer) {
        boolean problem = "application/problem+json".equals(answer.contentType());
        String code = problem && !method.equals("head") ? answer.path("error.code") : null;
        Map<String, Object> operation = operation(method.equals("head") ? "get" : method, path);
        if (operation == null || method.equals("options")) {
            assertTrue(
                    method.equals("options") || code == null || OUTSIDE.contains(code),
                    () -> method + " " + path + " is not in the OpenAPI document, yet answered " + answer.statusCode());
            return;
        }
        Map<?, ?> responses = (Map<?, ?>) operation.get("responses");
        Map<?, ?> documented = resolved((Map<?, ?>) responses.get(String.valueOf(answer.statusCode())));
        assertTrue(
                documented != null,
                () -> "OpenAPI does not document " + answer.statusCode() + " " + code + " for " + method + " " + path);
        if (code != null) {
            assertTrue(
                    ((List<?>) documented.get("x-problem-codes")).contains(code),
                    () -> "OpenAPI does not document the problem " + code + " for " + method + " " + path);
        }
    }

    private Map<?, ?> resolved(Map<?, ?> response) {
        if (response == null || !response.containsKey("$ref")) {
            return response;
        }
        String name = String.valueOf(response.get("$ref")).substring("#/components/responses/".length());
        return document.path("components.responses.'" + name + "'");
    }

    private Map<String, Object> operation(String method, String path) {
        return paths.stream()
                .filter(item -> item.path().matcher(path).matches())
                .findFirst()
                .map(item -> item.operations().get(method))
                .orElse(null);
    }
}
