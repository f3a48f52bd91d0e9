package dev.farthing.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder with both forms, as after {@code verify} and then {@code verify -Dnative}, or the other way round. */
class ArtifactTest {
    private static final String RUNNER = "farthing-0.1.0-runner";

    @TempDir
    Path target;

    @BeforeEach
    void buildBoth() throws IOException {
        Files.createDirectories(target.resolve("quarkus-app/lib"));
        Files.createFile(target.resolve("quarkus-app/quarkus-run.jar"));
        Files.createFile(target.resolve("quarkus-run-cyclonedx.json"));
        Files.createFile(target.resolve(RUNNER));
        Files.createFile(target.resolve(RUNNER + "-cyclonedx.json"));
        Files.createDirectories(target.resolve("farthing-0.1.0-native-image-source-jar/lib"));
    }

    @Test
    void nativeExecutableIsTestedAlthoughAnOldJarLiesThere() throws IOException {
        Artifact built = recorded("type=native", "path=" + RUNNER);

        assertTrue(built.isNative());
        List<String> command = PackagedApp.command(built, List.of(), Map.of("a.key", "1"), 8080);
        assertEquals(target.resolve(RUNNER).toString(), command.get(0));
        assertEquals(target.resolve(RUNNER + "-cyclonedx.json"), built.billOfMaterials());
        assertTrue(Files.exists(built.billOfMaterials()));
        assertTrue(Files.exists(built.libraries()));
    }

    @Test
    void jarIsTestedAlthoughAnOldNativeExecutableLiesThere() throws IOException {
        Artifact built = recorded("type=jar", "path=quarkus-app/quarkus-run.jar");

        assertJar(built);
        assertEquals(target.resolve("quarkus-app/quarkus-run.jar"), built.path());
        List<String> command = PackagedApp.command(built, List.of("Main"), Map.of("a.key", "1"), 8080);
        assertTrue(command.get(0).endsWith("java"), command::toString);
        assertTrue(command.indexOf("-Da.key=1") < command.indexOf("Main"), command::toString);
    }

    @Test
    void buildThatAlsoMadeAnImageIsTestedByItsJar() throws IOException {
        assertJar(recorded("type=jar-container"));
    }

    private void assertJar(Artifact built) {
        assertFalse(built.isNative());
        assertEquals(target.resolve("quarkus-run-cyclonedx.json"), built.billOfMaterials());
        assertEquals(target.resolve("quarkus-app"), built.folder());
        assertTrue(Files.exists(built.libraries()));
    }

    private Artifact recorded(String... lines) throws IOException {
        Files.write(target.resolve("quarkus-artifact.properties"), List.of(lines));
        return Artifact.in(target);
    }
}
