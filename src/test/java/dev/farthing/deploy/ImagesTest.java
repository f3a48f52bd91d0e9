package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images run as an unprivileged user, on a pinned base image. */
class ImagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native-micro"})
    void baseHasATagAndUserMatchesTheManifests(String name) {
        Dockerfile file = Dockerfile.of(name);

        assertTrue(file.from().matches("[^:]+/[^:]+:[0-9].*"), file.from());
        assertEquals(userOfTheManifests(), file.user());
        assertTrue(file.entryPoint().startsWith("[\""), "without a shell, signals reach the service itself");
    }

    @Test
    void imageBuiltWithoutDockerHasTheSameBaseAndUser() {
        String pom = Manifests.read(Path.of("pom.xml"));
        Dockerfile jvm = Dockerfile.of("Dockerfile.jvm");

        assertEquals(List.of(jvm.from()), ManifestKeys.find("<quarkus.jib.base-jvm-image>(.*)</", pom));
        assertEquals(
                List.of(Dockerfile.of("Dockerfile.native-micro").from()),
                ManifestKeys.find("<quarkus.jib.base-native-image>(.*)</", pom));
        assertEquals(List.of(jvm.user()), ManifestKeys.find("<quarkus.jib.user>(.*)</", pom));
        for (String argument : ManifestKeys.find("<quarkus.jib.jvm-arguments>(.*)</", pom)
                .get(0)
                .split(",")) {
            assertTrue(jvm.entryPoint().contains('"' + argument + '"'), argument);
        }
    }

    private static String userOfTheManifests() {
        return Manifests.resources().stream()
                .filter(object -> Manifests.title(object).equals("Deployment farthing"))
                .map(object -> object.at("/spec/template/spec/securityContext/runAsUser"))
                .map(JsonNode::asText)
                .findFirst()
                .orElseThrow();
    }
}
