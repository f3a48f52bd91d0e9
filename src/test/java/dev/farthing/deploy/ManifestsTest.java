package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code deploy/} has no field that Kubernetes does not know. Kinds of operators are checked against shapes here that
 * name the fields in use, after their documentation.
 */
class ManifestsTest {
    private final Schemas schemas = new Schemas();

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void everyRenderedObjectIsValid(String overlay) {
        List<String> faults = new ArrayList<>();
        for (JsonNode object : Manifests.rendered(overlay)) {
            schemas.faults(object).forEach(fault -> faults.add(Manifests.title(object) + ": " + fault));
        }

        assertEquals(List.of(), faults);
    }

    @Test
    void everyWrittenDocumentIsValid() {
        List<String> faults = new ArrayList<>();
        Manifests.written().forEach((file, documents) -> documents.stream()
                .filter(document -> document.has("kind"))
                .flatMap(document -> schemas.faultsOfPatch(document).stream())
                .forEach(fault -> faults.add(file + ": " + fault)));

        assertEquals(List.of(), faults);
    }

    @Test
    void everyManifestIsListedInAKustomization() {
        Set<String> listed = new TreeSet<>();
        Manifests.written().forEach((file, documents) -> {
            if (file.endsWith("kustomization.yaml")) {
                String folder = file.substring(0, file.lastIndexOf('/') + 1);
                documents.get(0).path("resources").forEach(resource -> listed.add(folder + resource.asText()));
                documents
                        .get(0)
                        .path("patches")
                        .forEach(patch -> listed.add(folder + patch.path("path").asText()));
            }
        });

        Set<String> unlisted = Manifests.written().keySet().stream()
                .filter(file -> file.startsWith("deploy/base/") || file.startsWith("deploy/overlays/"))
                .filter(file -> !file.endsWith("kustomization.yaml") && !listed.contains(file))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), unlisted);
    }

    @Test
    void prodRendersTheObjectsOfItsBase() {
        Set<String> kinds = Manifests.rendered("prod").stream()
                .map(object -> object.path("kind").asText())
                .collect(Collectors.toSet());

        assertTrue(kinds.containsAll(Set.of(
                "Deployment",
                "Service",
                "ServiceAccount",
                "ConfigMap",
                "PodDisruptionBudget",
                "HorizontalPodAutoscaler")));
        assertTrue(kinds.containsAll(Set.of(
                "NetworkPolicy",
                "Job",
                "PodMonitor",
                "Ingress",
                "Cluster",
                "Pooler",
                "ScheduledBackup",
                "ExternalSecret")));
    }

    @Test
    void secretsAreGeneratedByDevOnly() {
        assertEquals(
                List.of(),
                Manifests.resources().stream()
                        .filter(object -> object.path("kind").asText().equals("Secret"))
                        .toList());
        assertEquals(
                List.of("deploy/overlays/dev/kustomization.yaml"),
                Manifests.written().entrySet().stream()
                        .filter(file -> file.getValue().get(0).has("secretGenerator"))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @Test
    void prodHasNoSecret() {
        List<String> secrets = Manifests.rendered("prod").stream()
                .filter(object -> object.path("kind").asText().equals("Secret"))
                .map(Manifests::title)
                .toList();

        assertEquals(List.of(), secrets);
    }
}
