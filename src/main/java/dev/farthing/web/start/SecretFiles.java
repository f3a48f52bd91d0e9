package dev.farthing.web.start;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Directories whose files are properties, as Kubernetes mounts secrets. The configuration reads what it can and is silent about
 * the rest, which would then look like a secret that is missing.
 */
@ApplicationScoped
class SecretFiles implements ConfigCheck {
    static final String LOCATIONS = "smallrye.config.source.file.locations";

    private final Config config;

    SecretFiles(Config config) {
        this.config = config;
    }

    @Override
    public void check(ConfigErrors faults) {
        for (String location : config.getOptionalValues(LOCATIONS, String.class).orElse(List.of())) {
            Path directory = Path.of(location);
            String fault = fault(directory);
            if (fault == null) {
                checkFiles(directory, faults);
            } else {
                faults.add(LOCATIONS + " names '" + location + "', which " + fault);
            }
        }
    }

    private static String fault(Path directory) {
        if (Files.isSymbolicLink(directory)) {
            return "is a link, behind which nothing is read: name the directory itself.";
        } else if (!Files.exists(directory)) {
            return "does not exist.";
        } else if (!Files.isDirectory(directory)) {
            return "is no directory: each file in a directory is a property of the file's name.";
        }
        return Files.isReadable(directory) && Files.isExecutable(directory) ? null : "cannot be read.";
    }

    private static void checkFiles(Path directory, ConfigErrors faults) {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> !Files.isDirectory(file)).sorted().forEach(file -> {
                String fault = fault(file, file.getFileName().toString().toLowerCase(Locale.ROOT));
                if (fault != null) {
                    faults.add("The file " + file + " " + fault);
                }
            });
        } catch (IOException unreadable) {
            faults.add(LOCATIONS + " names '" + directory + "', which cannot be read.");
        }
    }

    private static String fault(Path file, String name) {
        try {
            long lines = Files.readString(file)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .count();
            // They would be read as one, without a word.
            return lines > 1 && (name.startsWith("farthing") || name.startsWith("quarkus"))
                    ? "has several lines: a value is one line."
                    : null;
        } catch (IOException unreadable) {
            return "cannot be read as text in UTF-8, and so nothing of its directory is.";
        }
    }
}
