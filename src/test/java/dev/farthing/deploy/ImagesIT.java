package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Artifact;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The build contains the files that its Dockerfile copies. */
class ImagesIT {
    private static final Artifact BUILT = Artifact.built();

    @Test
    void filesCopiedByTheImageAreInTheBuild() throws IOException {
        Dockerfile file = Dockerfile.of(BUILT.isNative() ? "Dockerfile.native-micro" : "Dockerfile.jvm");

        assertEquals(1, file.sources().size());
        for (String source : file.sources()) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + source.replaceFirst("/$", ""));
            try (Stream<Path> built = Files.list(Path.of("target"))) {
                assertEquals(1, built.filter(matcher::matches).count(), source);
            }
        }
    }

    @Test
    void entryPointStartsTheBuiltApplication() {
        if (!BUILT.isNative()) {
            String entryPoint = Dockerfile.of("Dockerfile.jvm").entryPoint();
            List<String> started = ManifestKeys.find("\"([^\"]+[.]jar)\"", entryPoint);
            assertEquals(1, started.size());
            assertTrue(Files.exists(BUILT.folder().resolve(started.get(0))), entryPoint);
        }
    }
}
