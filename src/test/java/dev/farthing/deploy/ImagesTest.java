package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images run as nobody in particular, on a base that is named exactly. */
class ImagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native-micro"})
    void baseIsNamedByTagAndUserIsTheOneOfTheManifests(String name) {
        Dockerfile file = Dockerfile.of(name);

        assertTrue(file.from().matches("[^:]+/[^:]+:[0-9].*"), file.from());
        assertEquals(userOfTheManifests(), file.user());
        assertTrue(file.entryPoint().startsWith("[\""), "without a shell, signals reach the service itself");
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
