package dev.farthing.web.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unreadable secret files are named, so that they do not look like missing secrets. */
class SecretFilesTest {
    @TempDir
    Path mounted;

    private static List<String> faults(Path location) {
        ConfigErrors faults = new ConfigErrors();
        new SecretFiles(new SmallRyeConfigBuilder()
                        .withDefaultValue(SecretFiles.LOCATIONS, location.toString())
                        .build())
                .check(faults);
        return faults.found();
    }

    @Test
    void readableFilesAreAccepted() throws IOException {
        Files.writeString(mounted.resolve("farthing.client.admin-key"), "secret\n");
        Files.writeString(mounted.resolve("ca.crt"), "several\nlines\n");
        Files.createDirectory(mounted.resolve("..data"));

        assertEquals(List.of(), faults(mounted));
    }

    @Test
    void missingDirectoryIsNamed() throws IOException {
        Path missing = mounted.resolve("missing");
        Path file = Files.writeString(mounted.resolve("file"), "");
        Path link = Files.createSymbolicLink(mounted.resolve("link"), mounted);
        String start = "smallrye.config.source.file.locations names '";

        assertEquals(List.of(start + missing + "', which does not exist."), faults(missing));
        assertEquals(
                List.of(
                        start + file
                                + "', which is not a directory: each file in a directory is one property, named like the file."),
                faults(file));
        assertEquals(
                List.of(start + link
                        + "', which is a symbolic link, which is not followed: name the directory itself."),
                faults(link));
    }

    @Test
    void unreadableFileIsNamed() throws IOException {
        Path binary = Files.write(mounted.resolve("a"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Path broken = Files.createSymbolicLink(mounted.resolve("b"), Path.of("nowhere"));
        String end = " is not readable as UTF-8 text, so its whole directory is ignored.";

        assertEquals(List.of("The file " + binary + end, "The file " + broken + end), faults(mounted));
    }

    @Test
    void valueOfSeveralLinesIsRefusedInsteadOfBeingJoined() throws IOException {
        Path keys = Files.writeString(mounted.resolve("farthing.topup.link-keys"), "k2:one,\nk1:other\n");

        assertEquals(List.of("The file " + keys + " has several lines: a value must be one line."), faults(mounted));
    }
}
