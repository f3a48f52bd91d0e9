package dev.farthing.support;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The package that this build has made, by Quarkus' own record of it: other files in the folder may be an earlier build's, because
 * {@code ./mvnw verify -Dnative} does not remove a jar.
 */
public record Artifact(Path target, boolean isNative, Path path) {
    private static final String RECORD = "quarkus-artifact.properties";
    private static final String JAR = "quarkus-app/quarkus-run.jar";
    private static final String RUNNER = "-runner";

    public static Artifact built() {
        return in(Path.of("target"));
    }

    static Artifact in(Path target) {
        Properties made = new Properties();
        try (Reader file = Files.newBufferedReader(target.resolve(RECORD))) {
            made.load(file);
        } catch (IOException fault) {
            throw new UncheckedIOException("nothing is packaged", fault);
        }
        boolean isNative = made.getProperty("type").startsWith("native");
        // A build that also made an image records the image, without a path.
        String path = made.getProperty("path", isNative ? System.getProperty("native.image.path") : JAR);
        return new Artifact(target, isNative, target.resolve(path));
    }

    /** What the application's process runs; a native build has none. */
    public Path folder() {
        return path.getParent();
    }

    /** The jars of the libraries, as packaged, or as the native executable was built from. */
    public Path libraries() {
        return isNative
                ? target.resolve(stem().replaceFirst(RUNNER + "$", "-native-image-source-jar"))
                        .resolve("lib")
                : folder().resolve("lib");
    }

    public Path billOfMaterials() {
        return target.resolve(stem() + "-cyclonedx.json");
    }

    private String stem() {
        return path.getFileName().toString().replaceFirst("[.]jar$", "");
    }
}
