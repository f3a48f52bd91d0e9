package dev.farthing.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory as the kernel counts it, which ends the process at the container's limit. Heap and buffers of a JVM are a part of it, and a
 * native executable does not report their bounds.
 *
 * @param limits of control groups, version 2 first
 */
record ProcessMemory(Path status, List<Path> limits) {
    static final ProcessMemory OWN = new ProcessMemory(
            Path.of("/proc/self/status"),
            List.of(Path.of("/sys/fs/cgroup/memory.max"), Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes")));

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern LIMIT = Pattern.compile("(\\d{1,19})\\s*");

    /** Without a limit, version 1 of control groups shows the largest number of pages. */
    private static final long UNLIMITED = 1L << 60;

    /** NaN outside of Linux. */
    double residentBytes() {
        Matcher resident = RESIDENT.matcher(text(status));
        return resident.find() ? 1024.0 * Long.parseLong(resident.group(1)) : Double.NaN;
    }

    /** NaN without a limit. */
    double limitBytes() {
        return limits.stream()
                .map(file -> LIMIT.matcher(text(file)))
                .filter(Matcher::matches)
                .mapToLong(limit -> Long.parseLong(limit.group(1)))
                .filter(bytes -> bytes < UNLIMITED)
                .asDoubleStream()
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException none) {
            return "";
        }
    }
}
