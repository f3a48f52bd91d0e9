package dev.farthing.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

record Jdk(Path home, int feature) {
    /** Starts are stopped at any moment and log errors, which the log of measured runs must not have. */
    private static final String STARTS_LOG = "starts.log";

    static Jdk running() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** The configured one, or the newest under {@code /usr/lib/jvm}. */
    static Jdk newest(Options options) throws IOException {
        if (!options.jdk().isEmpty()) {
            return of(Path.of(options.jdk()));
        }
        Path homes = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(homes)) {
            return running();
        }
        try (Stream<Path> all = Files.list(homes)) {
            return all.filter(home -> Files.exists(home.resolve("release")) && Files.exists(home.resolve("bin/java")))
                    .map(Jdk::of)
                    .max(Comparator.comparingInt(Jdk::feature))
                    .orElse(running());
        }
    }

    App.Launch launch(String... options) {
        return new App.Launch(home.resolve("bin").resolve("java"), List.of(options), STARTS_LOG);
    }

    private static Jdk of(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            String version = lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", ""))
                    .findFirst()
                    .orElse("0");
            return new Jdk(home, Integer.parseInt(version.split("\\.")[0]));
        } catch (IOException fault) {
            throw new java.io.UncheckedIOException(fault);
        }
    }
}
