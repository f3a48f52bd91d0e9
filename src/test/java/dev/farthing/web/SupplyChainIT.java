package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.support.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials lists all libraries in the package, under licences that permit redistribution. */
class SupplyChainIT {
    private static final Artifact BUILT = Artifact.built();

    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

    /** The list for people, which this test writes. */
    private static final Path LICENCES = Path.of("target", "licences.txt");

    /** One of a component's licences has to be here: recipients may choose. */
    private static final Set<String> FINE = Set.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            "MIT",
            "MIT-0",
            "Public Domain");

    @Test
    void everyLibraryIsInTheBillOfMaterials() throws IOException {
        Set<String> packaged;
        try (Stream<Path> files = Files.walk(BUILT.libraries())) {
            packaged = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<String> named = new TreeSet<>();
        for (JsonNode library : runtimeLibraries()) {
            named.add(fileName(library));
        }

        assertTrue(packaged.size() > 100, packaged::toString);
        assertEquals(packaged, named);
    }

    @Test
    void everyLibraryHasALicenceForRedistribution() throws IOException {
        Map<String, Set<String>> byLicence = new TreeMap<>();
        List<String> others = new ArrayList<>();
        for (JsonNode library : runtimeLibraries()) {
            String name =
                    library.path("group").asText() + ":" + library.path("name").asText() + ":"
                            + library.path("version").asText();
            Set<String> licences = licences(library);
            byLicence
                    .computeIfAbsent(String.join(" or ", licences), licence -> new TreeSet<>())
                    .add(name);
            if (Collections.disjoint(licences, FINE)) {
                others.add(name + " " + licences);
            }
        }
        List<String> lines = new ArrayList<>();
        byLicence.forEach((licence, libraries) -> {
            lines.add(licence);
            libraries.forEach(library -> lines.add("  " + library));
        });
        Files.write(LICENCES, lines);

        assertEquals(List.of(), others);
    }

    /** Libraries of the package without the application itself; those of the build only have another scope. */
    private static List<JsonNode> runtimeLibraries() throws IOException {
        JsonNode materials = new ObjectMapper().readTree(BUILT.billOfMaterials().toFile());
        assertEquals("CycloneDX", materials.path("bomFormat").asText());
        List<JsonNode> libraries = new ArrayList<>();
        for (JsonNode component : materials.path("components")) {
            boolean ofMaven = component.path("purl").asText().startsWith("pkg:maven/");
            boolean ours = component.path("group").asText().equals("dev.farthing");
            if (ofMaven && !ours && scope(component).equals("runtime")) {
                assertTrue(component.path("hashes").size() > 0, component::toString);
                libraries.add(component);
            }
        }
        return libraries;
    }

    /** As Quarkus names its jar, in either form of the package. */
    private static String fileName(JsonNode library) {
        String purl = library.path("purl").asText();
        Matcher classifier = CLASSIFIER.matcher(purl);
        return library.path("group").asText() + "." + library.path("name").asText() + "-"
                + library.path("version").asText() + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
    }

    private static String scope(JsonNode component) {
        for (JsonNode property : component.path("properties")) {
            if (property.path("name").asText().equals("quarkus:component:scope")) {
                return property.path("value").asText();
            }
        }
        return "";
    }

    private static Set<String> licences(JsonNode component) {
        Set<String> licences = new TreeSet<>();
        for (JsonNode entry : component.path("licenses")) {
            JsonNode licence = entry.path("license");
            licences.add(
                    entry.has("expression")
                            ? entry.path("expression").asText()
                            : licence.path("id").asText(licence.path("name").asText()));
        }
        return licences;
    }
}
