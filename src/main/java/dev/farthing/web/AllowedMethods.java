package dev.farthing.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@code Allow} header of a 405, from the OpenAPI document, which hides no endpoint. */
@ApplicationScoped
public class AllowedMethods {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    private final OpenApiDocumentService documents;
    private final ObjectMapper json;
    private volatile Map<Pattern, List<String>> paths;

    AllowedMethods(OpenApiDocumentService documents, ObjectMapper json) {
        this.documents = documents;
        this.json = json;
    }

    /** A path may match several templates, each with its own methods. */
    public String at(String path) {
        TreeSet<String> methods = paths().entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .flatMap(entry -> entry.getValue().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    private Map<Pattern, List<String>> paths() {
        Map<Pattern, List<String>> read = paths;
        if (read == null) {
            read = read();
            paths = read;
        }
        return read;
    }

    private Map<Pattern, List<String>> read() {
        try {
            JsonNode document = json.readTree(
                            documents.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON))
                    .path("paths");
            Map<Pattern, List<String>> read = new LinkedHashMap<>();
            document.properties().forEach(path -> read.put(template(path.getKey()), methods(path.getValue())));
            return read;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static List<String> methods(JsonNode path) {
        return Stream.of("GET", "POST", "PUT", "PATCH", "DELETE")
                .filter(method -> path.has(method.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Pattern template(String path) {
        return Pattern.compile(
                Stream.of(PARAMETER.split(path, -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+")));
    }
}
