package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMemoryTest {
    @TempDir
    Path kernel;

    @Test
    void residentMemoryIsWhatTheKernelCounts() throws IOException {
        Path status = file("status", "Name:\tjava\nVmHWM:\t  300000 kB\nVmRSS:\t  123456 kB\nThreads:\t9\n");

        assertEquals(123_456 * 1024.0, new ProcessMemory(status, List.of()).residentBytes());
    }

    @Test
    void limitIsTheContainers() throws IOException {
        assertEquals(1_073_741_824, limit(file("memory.max", "1073741824\n")));
        assertEquals(536_870_912, limit(kernel.resolve("none"), file("memory.limit_in_bytes", "536870912\n")));
    }

    @Test
    void withoutALimitThereIsNone() throws IOException {
        assertEquals(Double.NaN, limit(file("memory.max", "max\n")));
        assertEquals(Double.NaN, limit(file("memory.limit_in_bytes", "9223372036854771712\n")));
        assertEquals(Double.NaN, limit(kernel.resolve("none")));
    }

    @Test
    void systemWithoutTheseFilesHasNoNumbers() {
        assertEquals(Double.NaN, new ProcessMemory(kernel.resolve("none"), List.of()).residentBytes());
    }

    private double limit(Path... files) {
        return new ProcessMemory(kernel.resolve("none"), List.of(files)).limitBytes();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(kernel.resolve(name), text);
    }
}
