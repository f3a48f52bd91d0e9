package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    }

    /** Otherwise it would live on with some of its threads dead, and answer 500. */
    @ParameterizedTest
    @CsvSource({"jvm, Dockerfile.jvm", "native, Dockerfile.native-micro"})
    void eitherFormOfTheServiceEndsWhenItIsOutOfMemory(String form, String dockerfile) {
        List<String> arguments = List.of(
                ManifestKeys.find("<quarkus.jib." + form + "-arguments>(.*)</", Manifests.read(Path.of("pom.xml")))
                        .get(0)
                        .split(","));
        String entryPoint = Dockerfile.of(dockerfile).entryPoint();

        assertTrue(arguments.contains("-XX:+ExitOnOutOfMemoryError"), arguments::toString);
        for (String argument : arguments) {
            assertTrue(entryPoint.contains('"' + argument + '"'), argument);
        }
    }

    /** {@code -Dnative.optimize=3} and {@code -Dnative.young=64m} change the native build; application.properties keeps the rest. */
    @Test
    void optionsOfTheNativeBuildAreProperties() {
        String pom = Manifests.read(Path.of("pom.xml"));
        String options = ManifestKeys.find("<quarkus.native.additional-build-args-append>(.*)</", pom)
                .get(0);

        assertEquals("-O${native.optimize},-R:MaxNewSize=${native.young}", options);
        assertEquals(List.of("2"), ManifestKeys.find("<native.optimize>(.*)</", pom));
        String young = ManifestKeys.find("<native.young>(.*)</", pom).get(0);
        assertTrue(Dockerfile.of("Dockerfile.native-micro").entryPoint().contains("\"-Xmn" + young + "\""), young);
        assertEquals(List.of(), ManifestKeys.find("<(quarkus.native.additional-build-args)>", pom));
        String readme = Manifests.read(Path.of("deploy", "README.md"));
        for (String option : List.of("-Dnative.optimize=3", "-Dnative.young=64m", "-Dquarkus.native.march=native")) {
            assertTrue(readme.contains(option), option);
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
