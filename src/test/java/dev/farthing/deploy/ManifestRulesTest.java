package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.farthing.web.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must be true of the manifests beyond their schema. */
class ManifestRulesTest {
    @Test
    void everyPodKeepsTheRestrictedStandard() {
        forEachPod((title, pod) -> {
            assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean(), title);
            assertEquals(
                    "RuntimeDefault",
                    pod.at("/securityContext/seccompProfile/type").asText(),
                    title);
            for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
                assertTrue(pod.path(host).isMissingNode(), title + " " + host);
            }
            for (JsonNode volume : pod.path("volumes")) {
                assertTrue(Stream.of("configMap", "secret", "emptyDir").anyMatch(volume::has), title + " " + volume);
            }
            for (JsonNode container : containers(pod)) {
                JsonNode security = container.path("securityContext");
                assertFalse(security.path("allowPrivilegeEscalation").asBoolean(true), title);
                assertEquals("[\"ALL\"]", security.at("/capabilities/drop").toString(), title);
                assertTrue(security.at("/capabilities/add").isMissingNode(), title);
                assertTrue(security.path("readOnlyRootFilesystem").asBoolean(), title);
            }
        });
    }

    @Test
    void noPodHasATokenForTheApi() {
        forEachPod((title, pod) ->
                assertFalse(pod.path("automountServiceAccountToken").asBoolean(true), title));
    }

    @Test
    void everyContainerAsksForWhatItNeedsAndHasAMemoryLimit() {
        forEachPod((title, pod) -> {
            for (JsonNode container : containers(pod)) {
                assertTrue(container.at("/resources/requests/cpu").isTextual(), title);
                assertTrue(container.at("/resources/requests/memory").isTextual(), title);
                assertTrue(container.at("/resources/limits/memory").isTextual(), title);
            }
        });
    }

    @Test
    void imagesAreNamedByTag() {
        forEachPod((title, pod) -> {
            for (JsonNode container : containers(pod)) {
                String image = container.path("image").asText();
                // What is written has its tag from kustomize.
                assertTrue(
                        image.equals("ghcr.io/farthing/farthing") || image.matches(".+:[0-9][^:]*"),
                        title + " " + image);
            }
        });
    }

    @Test
    void selectorsFindTheirPods() {
        Manifests.all().forEach(object -> {
            JsonNode labels = object.at("/spec/template/metadata/labels");
            for (var selected : object.at("/spec/selector/matchLabels").properties()) {
                if (!labels.isMissingNode()) {
                    assertEquals(selected.getValue(), labels.get(selected.getKey()), Manifests.title(object));
                } else {
                    assertTrue(isOnSomePod(selected.getKey(), selected.getValue()), Manifests.title(object));
                }
            }
        });
    }

    @Test
    void servicesAndProbesNamePortsOfTheirPods() {
        Set<String> ports = new TreeSet<>();
        forEachPod((title, pod) -> {
            for (JsonNode container : containers(pod)) {
                container
                        .path("ports")
                        .forEach(port -> ports.add(port.path("name").asText()));
                for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                    JsonNode port = container.at("/" + probe + "/httpGet/port");
                    assertTrue(port.isMissingNode() || ports.contains(port.asText()), title + " " + probe);
                }
            }
        });
        kind("Service")
                .flatMap(service -> stream(service.at("/spec/ports")))
                .forEach(port ->
                        assertTrue(ports.contains(port.path("targetPort").asText()), port::toString));
        kind("PodMonitor")
                .flatMap(monitor -> stream(monitor.at("/spec/podMetricsEndpoints")))
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
        // The sandbox is for dev, where no Ingress is.
        served.remove("/sandbox");
        Set<String> routed = new TreeSet<>();
        kind("Ingress")
                .flatMap(ingress -> stream(ingress.at("/spec/rules")))
                .flatMap(rule -> stream(rule.at("/http/paths")))
                .forEach(path -> routed.add(path.path("path").asText().replaceFirst("(?<=.)/.*", "")));

        assertEquals(served, routed);
    }

    @Test
    void podsOutliveTheirDrain() {
        kind("Deployment")
                .forEach(deployment -> assertTrue(deployment
                                .at("/spec/template/spec/terminationGracePeriodSeconds")
                                .asInt(60)
                        >= 60));
    }

    @Test
    void onlyTheMigrationKnowsTheOwner() {
        forEachPod((title, pod) -> {
            boolean owner = pod.toString().contains("QUARKUS_FLYWAY_PASSWORD");
            assertEquals(title.equals("Job farthing-migrate"), owner, title);
        });
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
        assertEquals("", Manifests.run("git", "ls-files", "deploy/overlays/dev/secrets"));
    }

    private interface OnPod {
        void check(String title, JsonNode podSpec);
    }

    private static void forEachPod(OnPod check) {
        Manifests.all()
                .filter(object -> object.at("/spec/template/spec/containers").isArray())
                // The pooler's pods are the operator's; its template only adds to them.
                .filter(object -> !object.path("kind").asText().equals("Pooler"))
                .forEach(object -> check.check(Manifests.title(object), object.at("/spec/template/spec")));
    }

    private static boolean isOnSomePod(String label, JsonNode value) {
        return Manifests.resources().stream()
                .anyMatch(object ->
                        value.equals(object.at("/spec/template/metadata/labels").get(label)));
    }

    private static List<JsonNode> containers(JsonNode pod) {
        List<JsonNode> containers = new ArrayList<>();
        pod.path("containers").forEach(containers::add);
        pod.path("initContainers").forEach(containers::add);
        return containers;
    }

    private static Stream<JsonNode> kind(String kind) {
        return Manifests.all().filter(object -> object.path("kind").asText().equals(kind));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        List<JsonNode> members = new ArrayList<>();
        list.forEach(members::add);
        return members.stream();
    }
}
