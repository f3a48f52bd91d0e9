package dev.farthing.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packaged jars as a class path, with an archive of their loaded classes: a start takes about a third of the time
 * of {@code quarkus-run.jar}, whose class loader Java's archives do not support. The archive is made once a build.
 */
final class ClassArchive {
    private static final Path ARCHIVE = Path.of("target", "packaged-app.jsa");

    /** The transformed classes precede the originals, as in {@code quarkus-run.jar}'s class loader. */
    private static final List<String> FOLDERS = List.of("quarkus", "app", "lib/boot", "lib/main");

    private static boolean trained;

    private ClassArchive() {}

    /** JVM arguments that start the application; the first call runs it once to make the archive. */
    static synchronized List<String> arguments(Path folder) {
        if (!trained) {
            trained = true;
            train(folder);
        }
        return arguments("-XX:SharedArchiveFile=" + ARCHIVE, folder);
    }

    private static void train(Path folder) {
        try {
            Files.deleteIfExists(ARCHIVE);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        PackagedApp.launch(
                        Artifact.built(),
                        arguments("-XX:ArchiveClassesAtExit=" + ARCHIVE, folder),
                        PackagedApp.production(TestDatabase.shared().another("class_archive")),
                        Map.of())
                .awaitReady()
                .stop();
        if (!Files.exists(ARCHIVE)) {
            throw new IllegalStateException("The packaged app left no " + ARCHIVE);
        }
    }

    private static List<String> arguments(String archive, Path folder) {
        String path = FOLDERS.stream()
                .flatMap(name -> jars(folder.resolve(name)).stream())
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-cp", path, "io.quarkus.runner.GeneratedMain");
    }

    private static List<String> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
