package dev.farthing.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Environment variables that configure something: ours from {@code deploy/configuration.md}, those of Quarkus from its
 * extensions' lists.
 */
final class ManifestKeys {
    private static final Path SOURCES = Path.of("src/main/java");

    private ManifestKeys() {}

    /** Keys of the table; {@code `farthing.a.minimum`, `maximum`} names two siblings. */
    static Set<String> documented() {
        Set<String> variables = new TreeSet<>();
        for (String row : find(
                "(?m)^\\| (`farthing[.][^|]*) \\|", Manifests.read(Manifests.DEPLOY.resolve("configuration.md")))) {
            String parent = "";
            for (String name : find("`([^`]+)`", row)) {
                String property = name.startsWith("farthing.") ? name : parent + name;
                parent = property.substring(0, property.lastIndexOf('.') + 1);
                variables.add(variable(property));
            }
        }
        return variables;
    }

    /** Runtime keys of Quarkus; build-time keys have no effect in a manifest. */
    static Set<String> ofQuarkus() {
        Set<String> variables = new TreeSet<>();
        try {
            List<URL> models = Collections.list(ManifestKeys.class
                    .getClassLoader()
                    .getResources("META-INF/quarkus-config-doc/quarkus-config-model.json"));
            for (URL model : models) {
                try (InputStream content = model.openStream()) {
                    collect(new ObjectMapper().readTree(content), variables);
                }
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return variables;
    }

    static List<String> find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    static List<Path> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void collect(JsonNode node, Set<String> variables) {
        if (node.path("phase").asText().equals("RUN_TIME")) {
            variables.add(node.at("/path/environmentVariable").asText());
            node.path("additionalPaths")
                    .forEach(path ->
                            variables.add(path.path("environmentVariable").asText()));
        }
        node.forEach(child -> collect(child, variables));
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
