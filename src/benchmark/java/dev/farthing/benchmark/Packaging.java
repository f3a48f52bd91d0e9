package dev.farthing.benchmark;

import java.io.IOException;
import java.nio.file.Path;

/** As shipped, so that the benchmark measures the current sources. */
final class Packaging {
    private Packaging() {}

    static void run(Path root) throws IOException, InterruptedException {
        System.out.println("Packaging the service (one to two minutes)");
        int code = new ProcessBuilder(root.resolve("mvnw").toString(), "-B", "-ntp", "-q", "package", "-DskipTests")
                .directory(root.toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("The service could not be packaged.");
        }
    }
}
