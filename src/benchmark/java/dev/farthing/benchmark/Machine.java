package dev.farthing.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers mean nothing without the machine. */
final class Machine {
    private Machine() {}

    static void describe(Options options, Postgres postgres, String database, Map<String, String> machine)
            throws SQLException, IOException {
        machine.put("Cores", Runtime.getRuntime().availableProcessors() + ", shared by all: " + processor());
        machine.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        machine.put("Service", String.join(" ", App.Launch.of(options).options()));
        machine.put("PostgreSQL", postgres.value(database, "show server_version"));
        machine.put(
                "Settings",
                Postgres.SETTINGS.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(", ")));
        // Without them, at some GB of shared buffers, each server process walks a page table of a million small pages.
        machine.put("Huge pages", postgres.value(database, "show huge_pages_status"));
        machine.put(
                "Rows",
                "%,d clients, %,d articles, %,d ledger entries"
                        .formatted(
                                options.size().clients(),
                                options.size().articles(),
                                options.size().entries()));
        machine.put(
                "Each point",
                "%d s after %d s of warm-up; the load generator shares the cores"
                        .formatted(options.seconds(), options.warmup()));
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
