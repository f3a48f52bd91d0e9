package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for every pod of the application. */
class PodRulesTest {
    @Test
    void everyPodMeetsTheRestrictedStandard() {
        Manifests.forEachPod((title, pod) -> {
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
            for (JsonNode container : Manifests.containers(pod)) {
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
        Manifests.forEachPod((title, pod) ->
                assertFalse(pod.path("automountServiceAccountToken").asBoolean(true), title));
    }

    @Test
    void everyContainerHasRequestsAndAMemoryLimit() {
        Manifests.forEachPod((title, pod) -> {
            for (JsonNode container : Manifests.containers(pod)) {
                assertTrue(container.at("/resources/requests/cpu").isTextual(), title);
                assertTrue(container.at("/resources/requests/memory").isTextual(), title);
                assertTrue(container.at("/resources/limits/memory").isTextual(), title);
            }
        });
    }

    @Test
    void imagesHaveATag() {
        Manifests.forEachPod((title, pod) -> {
            for (JsonNode container : Manifests.containers(pod)) {
                String image = container.path("image").asText();
                // Kustomize sets the tag of a written image.
                assertTrue(
                        image.equals("ghcr.io/farthing/farthing") || image.matches(".+:[0-9][^:]*"),
                        title + " " + image);
            }
        });
    }

    @Test
    void podsOutliveTheirDrain() {
        Manifests.kind("Deployment")
                .forEach(deployment -> assertTrue(deployment
                                .at("/spec/template/spec/terminationGracePeriodSeconds")
                                .asInt(60)
                        >= 60));
    }

    @Test
    void onlyTheMigrationKnowsTheOwner() {
        Manifests.forEachPod((title, pod) -> {
            boolean owner = pod.toString().contains("QUARKUS_FLYWAY_PASSWORD");
            assertEquals(title.equals("Job farthing-migrate"), owner, title);
        });
    }
}
