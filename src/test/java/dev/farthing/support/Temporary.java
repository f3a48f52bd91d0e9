package dev.farthing.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories that a test makes for itself. */
final class Temporary {
    private static final Path MEMORY = Path.of("/dev/shm");
    /** Several servers run at once, and each keeps up to 1 GB of log; containers often have 64 MB of shared memory. */
    private static final long ENOUGH = 4L << 30;

    private Temporary() {}

    /** In memory where there is enough of it: databases wait for their disk, and a test has no use for the wait. */
    static Path directoryInMemory(String prefix) {
        try {
            boolean inMemory =
                    Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH;
            return inMemory ? Files.createTempDirectory(MEMORY, prefix) : Files.createTempDirectory(prefix);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Removes it with all that is in it. */
    static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
