package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.farthing.web.start.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** References between manifests are consistent. */
class ManifestRulesTest {
    @Test
    void selectorsFindTheirPods() {
        Manifests.all().forEach(object -> {
            JsonNode selector = selectorOf(object);
            // The operator labels its pods itself.
            if (!selector.toString().contains("cnpg.io/")) {
                assertTrue(
                        selector.isEmpty() || podLabels().anyMatch(labels -> contains(labels, selector)),
                        Manifests.title(object));
            }
        });
    }

    @Test
    void templatesCarryTheLabelsOfTheirSelectors() {
        Manifests.all()
                .filter(object -> object.at("/spec/selector/matchLabels").isObject())
                .forEach(object -> {
                    JsonNode labels = object.at("/spec/template/metadata/labels");
                    assertTrue(
                            labels.isMissingNode() || contains(labels, object.at("/spec/selector/matchLabels")),
                            Manifests.title(object));
                });
    }

    @Test
    void referencedObjectsExist() {
        Manifests.kind("HorizontalPodAutoscaler")
                .forEach(scaler -> assertTrue(exists("Deployment", scaler.at("/spec/scaleTargetRef/name"))));
        Manifests.kind("Ingress")
                .flatMap(ingress -> Manifests.members(ingress.at("/spec/rules")))
                .flatMap(rule -> Manifests.members(rule.at("/http/paths")))
                .forEach(path -> {
                    assertTrue(exists("Service", path.at("/backend/service/name")), path::toString);
                    assertEquals("http", path.at("/backend/service/port/name").asText());
                });
        Manifests.kind("ScheduledBackup")
                .forEach(backup -> assertTrue(exists("Cluster", backup.at("/spec/cluster/name"))));
        Manifests.kind("Pooler").forEach(pooler -> assertTrue(exists("Cluster", pooler.at("/spec/cluster/name"))));
    }

    @Test
    void servicesAndProbesNamePortsOfTheirPods() {
        Set<String> ports = new TreeSet<>();
        Manifests.forEachPod((title, pod) -> {
            for (JsonNode container : Manifests.containers(pod)) {
                container
                        .path("ports")
                        .forEach(port -> ports.add(port.path("name").asText()));
                for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                    JsonNode port = container.at("/" + probe + "/httpGet/port");
                    assertTrue(port.isMissingNode() || ports.contains(port.asText()), title + " " + probe);
                }
            }
        });
        Manifests.kind("Service")
                .flatMap(service -> Manifests.members(service.at("/spec/ports")))
                .forEach(port ->
                        assertTrue(ports.contains(port.path("targetPort").asText()), port::toString));
        Manifests.kind("PodMonitor")
                // The operator makes the pods of the others.
                .filter(monitor -> monitor.at("/metadata/name").asText().equals("farthing"))
                .flatMap(monitor -> Manifests.members(monitor.at("/spec/podMetricsEndpoints")))
                .forEach(endpoint ->
                        assertTrue(ports.contains(endpoint.path("port").asText()), endpoint::toString));
    }

    @Test
    void ingressRoutesEveryPublicPathAndNoneOfManagement() {
        Set<String> served = new TreeSet<>();
        for (Path source : ManifestKeys.sources()) {
            ManifestKeys.find("(?m)^@Path\\(\"(/[a-z0-9-]+)", Manifests.read(source))
                    .forEach(served::add);
        }
        // The sandbox is for dev, which has no Ingress.
        served.remove("/sandbox");
        Set<String> routed = new TreeSet<>();
        Manifests.kind("Ingress")
                .flatMap(ingress -> Manifests.members(ingress.at("/spec/rules")))
                .flatMap(rule -> Manifests.members(rule.at("/http/paths")))
                .forEach(path -> routed.add(path.path("path").asText().replaceFirst("(?<=.)/.*", "")));

        assertEquals(served, routed);
    }

    @Test
    void secretsOfDevAreAcceptedAndNotPublished() {
        List<String> values = new ArrayList<>();
        Manifests.rendered("dev").stream()
                .filter(object -> object.path("kind").asText().equals("Secret"))
                .flatMap(secret -> secret.path("data").properties().stream())
                .filter(entry -> !entry.getKey().equals("username"))
                .forEach(entry -> values.add(
                        new String(Base64.getDecoder().decode(entry.getValue().asText()))));

        assertEquals(7, values.size());
        for (String value : values) {
            assertEquals(null, Secrets.fault(value.replaceFirst("^a:", "")));
        }
        assertTrue(Manifests.read(Path.of(".gitignore")).contains("deploy/overlays/dev/secrets/"));
    }

    /** Flyway's lock lives in a session, which a pooler in transaction mode does not keep. */
    @Test
    void migrationConnectsToTheDatabaseAndNotToItsPooler() {
        for (String overlay : List.of("dev", "prod")) {
            List<JsonNode> objects = Manifests.rendered(overlay);
            String poolers = objects.stream()
                    .filter(object -> object.path("kind").asText().equals("Pooler"))
                    .map(object -> object.at("/metadata/name").asText())
                    .reduce("no pooler", (one, other) -> one + "|" + other);
            String url = migrationUrl(objects);

            assertTrue(url.startsWith("jdbc:postgresql://"), overlay + " " + url);
            assertTrue(!url.matches("jdbc:postgresql://(" + poolers + ")\\b.*"), overlay + " " + url);
        }
    }

    /** The Job's own, or that of the configuration that all pods share. */
    private static String migrationUrl(List<JsonNode> objects) {
        String key = "QUARKUS_DATASOURCE_JDBC_URL";
        Stream<String> own = objects.stream()
                .filter(object -> Manifests.title(object).equals("Job farthing-migrate"))
                .flatMap(job -> Manifests.containers(job.at("/spec/template/spec")).stream())
                .flatMap(container -> Manifests.members(container.path("env")))
                .filter(variable -> variable.path("name").asText().equals(key))
                .map(variable -> variable.path("value").asText());
        Stream<String> shared = objects.stream()
                .filter(object -> object.path("kind").asText().equals("ConfigMap"))
                .map(map -> map.at("/data/" + key).asText())
                .filter(value -> !value.isEmpty());
        return Stream.concat(own, shared).findFirst().orElse("");
    }

    private static JsonNode selectorOf(JsonNode object) {
        return switch (object.path("kind").asText()) {
            case "Service" -> object.at("/spec/selector");
            case "NetworkPolicy" -> object.at("/spec/podSelector/matchLabels");
            default -> object.at("/spec/selector/matchLabels");
        };
    }

    private static Stream<JsonNode> podLabels() {
        return Manifests.resources().stream().map(object -> object.at("/spec/template/metadata/labels"));
    }

    private static boolean contains(JsonNode labels, JsonNode selected) {
        return selected.properties().stream().allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    private static boolean exists(String kind, JsonNode name) {
        return Manifests.kind(kind)
                .anyMatch(object -> object.at("/metadata/name").equals(name));
    }
}
