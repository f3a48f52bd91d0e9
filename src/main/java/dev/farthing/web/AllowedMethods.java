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

/**
 * What an address takes, for the {@code Allow} header of a 405: the operations that the OpenAPI document has of it. The document is
 * made from the resources when the service is built, and no operation is hidden from it.
 */
@ApplicationScoped
class AllowedMethods {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    private final OpenApiDocumentService documents;
    private final ObjectMapper json;
    private volatile Map<Pattern, List<String>> places;

    AllowedMethods(OpenApiDocumentService documents, ObjectMapper json) {
        this.documents = documents;
        this.json = json;
    }

    /** The value of {@code Allow} at this path. Several templates may fit it, each with methods of its own. */
    String at(String path) {
        TreeSet<String> methods = places().entrySet().stream()
                .filter(place -> place.getKey().matcher(path).matches())
                .flatMap(place -> place.getValue().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    private Map<Pattern, List<String>> places() {
        Map<Pattern, List<String>> known = places;
        if (known == null) {
            known = read();
            places = known;
        }
        return known;
    }

    private Map<Pattern, List<String>> read() {
        try {
            JsonNode paths = json.readTree(documents.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON))
                    .path("paths");
            Map<Pattern, List<String>> read = new LinkedHashMap<>();
            paths.properties().forEach(path -> read.put(template(path.getKey()), methods(path.getValue())));
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
