package dev.farthing.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Temporary directories of tests. */
final class Temporary {
    private static final Path MEMORY = Path.of("/dev/shm");
    /** Several servers run at once with up to 1 GB of log each; containers often have 64 MB of shared memory. */
    private static final long ENOUGH = 4L << 30;

    private Temporary() {}

    /** In memory if there is enough: databases wait for their disk, which tests do not need. */
    static Path directoryInMemory(String prefix) {
        try {
            boolean inMemory =
                    Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH;
            return inMemory ? Files.createTempDirectory(MEMORY, prefix) : Files.createTempDirectory(prefix);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Into a directory that exists. */
    static void copy(Path directory, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.skip(1).toList()) {
                Files.copy(file, to.resolve(directory.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
