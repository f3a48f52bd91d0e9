package dev.farthing.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Holds every answer that a test gets against the OpenAPI document: its status, and the code of a problem. */
final class Contract implements Filter {
    /** Answers to what is no operation of the document. */
    private static final List<String> OUTSIDE = List.of("not_found", "method_not_allowed");

    private JsonPath document;
    private Map<String, Map<String, Object>> paths;

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        Response answer = context.next(request, response);
        String path = URI.create(request.getURI()).getRawPath();
        if (path.startsWith("/v1/") || path.equals("/errors")) {
            check(request.getMethod().toLowerCase(Locale.ROOT), path, answer);
        }
        return answer;
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

    /** The response itself, where the operation names one that it shares with others. */
    private Map<?, ?> resolved(Map<?, ?> response) {
        if (response == null || !response.containsKey("$ref")) {
            return response;
        }
        String name = String.valueOf(response.get("$ref")).substring("#/components/responses/".length());
        return document().getMap("components.responses.'" + name + "'");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> operation(String method, String path) {
        for (Map.Entry<String, Map<String, Object>> entry : paths().entrySet()) {
            if (path.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+"))) {
                return (Map<String, Object>) entry.getValue().get(method);
            }
        }
        return null;
    }

    private Map<String, Map<String, Object>> paths() {
        if (paths == null) {
            paths = document().getMap("paths");
        }
        return paths;
    }

    private JsonPath document() {
        if (document == null) {
            document = RestAssured.given()
                    .noFilters()
                    .accept(ContentType.JSON)
                    .get("/q/openapi?format=json")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        }
        return document;
    }
}
