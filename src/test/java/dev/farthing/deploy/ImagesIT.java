package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.PackagedApp;
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
    @Test
    void filesCopiedByTheImageAreInTheBuild() throws IOException {
        boolean jar = Files.exists(PackagedApp.PACKAGE);
        Dockerfile file = Dockerfile.of(jar ? "Dockerfile.jvm" : "Dockerfile.native-micro");

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
        if (Files.exists(PackagedApp.PACKAGE)) {
            String entryPoint = Dockerfile.of("Dockerfile.jvm").entryPoint();
            List<String> started = ManifestKeys.find("\"([^\"]+[.]jar)\"", entryPoint);
            assertEquals(1, started.size());
            assertTrue(Files.exists(PackagedApp.PACKAGE.resolve(started.get(0))), entryPoint);
        }
    }
}
