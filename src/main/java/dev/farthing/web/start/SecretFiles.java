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
 * Checks directories whose files are properties (Kubernetes secrets): the config source skips unreadable files
 * silently.
 */
@ApplicationScoped
class SecretFiles implements ConfigCheck {
    static final String LOCATIONS = "smallrye.config.source.file.locations";

    private final Config config;

    SecretFiles(Config config) {
        this.config = config;
    }

    @Override
    public void check(ConfigErrors errors) {
        for (String location : config.getOptionalValues(LOCATIONS, String.class).orElse(List.of())) {
            Path directory = Path.of(location);
            String problem = problem(directory);
            if (problem == null) {
                checkFiles(directory, errors);
            } else {
                errors.add(LOCATIONS + " names '" + location + "', which " + problem);
            }
        }
    }

    private static String problem(Path directory) {
        if (Files.isSymbolicLink(directory)) {
            return "is a symbolic link, which is not followed: name the directory itself.";
        } else if (!Files.exists(directory)) {
            return "does not exist.";
        } else if (!Files.isDirectory(directory)) {
            return "is not a directory: each file in a directory is one property, named like the file.";
        }
        return Files.isReadable(directory) && Files.isExecutable(directory) ? null : "cannot be read.";
    }

    private static void checkFiles(Path directory, ConfigErrors errors) {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> !Files.isDirectory(file)).sorted().forEach(file -> {
                String problem = problem(file, file.getFileName().toString().toLowerCase(Locale.ROOT));
                if (problem != null) {
                    errors.add("The file " + file + " " + problem);
                }
            });
        } catch (IOException unreadable) {
            errors.add(LOCATIONS + " names '" + directory + "', which cannot be read.");
        }
    }

    private static String problem(Path file, String name) {
        try {
            long lines = Files.readString(file)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .count();
            // The config source would join them silently.
            return lines > 1 && (name.startsWith("farthing") || name.startsWith("quarkus"))
                    ? "has several lines: a value must be one line."
                    : null;
        } catch (IOException unreadable) {
            return "is not readable as UTF-8 text, so its whole directory is ignored.";
        }
    }
}
