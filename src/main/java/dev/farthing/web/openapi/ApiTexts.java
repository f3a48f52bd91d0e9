package dev.farthing.web.openapi;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/** What operations.properties says of operations, tags and parameters. An endpoint's own annotation wins. */
final class ApiTexts {
    private static final String DESCRIPTION = ".description";

    private final Properties texts = new Properties();
    private final Map<String, String> ids = new HashMap<>();

    ApiTexts() {
        try (InputStreamReader file = new InputStreamReader(
                ApiTexts.class.getResourceAsStream("operations.properties"), StandardCharsets.UTF_8)) {
            texts.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        for (String name : texts.stringPropertyNames()) {
            if (name.indexOf('.') < 0) {
                ids.put(texts.getProperty(name), name);
            }
        }
    }

    void complete(String path, HttpMethod method, Operation operation) {
        if (operation.getOperationId() == null) {
            operation.setOperationId(ids.get(method + " " + path));
        }
        if (operation.getDescription() == null) {
            operation.setDescription(texts.getProperty(operation.getOperationId() + DESCRIPTION));
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(this::complete);
        }
    }

    private void complete(Parameter parameter) {
        if (parameter.getDescription() == null) {
            parameter.setDescription(texts.getProperty("parameter." + parameter.getName()));
        }
    }

    void complete(Tag tag) {
        if (tag.getDescription() == null) {
            tag.setDescription(texts.getProperty("tag." + tag.getName()));
        }
    }
}
