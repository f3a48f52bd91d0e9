package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.farthing.support.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The package has nothing of dev mode: no embedded database, no known key, no sample. */
class PackageContentsIT {
    /** Forbidden in our own jars: dev mode's admin key, the prefix of its demo client's key, and its processor's secrets. */
    private static final List<String> SECRETS = List.of("dev-admin", "farthing_0190000000007000", "everybody-knows");

    private static final Artifact BUILT = Artifact.built();

    @BeforeEach
    void onlyWhereAJarWasBuilt() {
        assumeFalse(BUILT.isNative(), "a native build has no jars");
    }

    @Test
    void embeddedDatabaseIsNotInThePackage() throws IOException {
        try (Stream<Path> files = Files.walk(BUILT.folder())) {
            List<String> found = files.map(Path::toString)
                    .filter(name -> name.matches("(?i).*(embedded|zonky).*"))
                    .toList();
            assertEquals(List.of(), found);
        }
    }

    @Test
    void jarsHoldNeitherDevConfigurationNorSampleShop() throws IOException {
        List<String> entries = new ArrayList<>();
        for (Path jar : ourJars()) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                zip.stream().map(ZipEntry::getName).forEach(entries::add);
            }
        }

        assertTrue(entries.contains("dev/farthing/ledger/Charges.class"), "these are not our jars");
        assertFalse(entries.contains("application-dev.properties"));
        assertEquals(
                List.of(),
                entries.stream().filter(name -> name.contains("SampleShop")).toList());
    }

    @Test
    void packageHasNoKeysOfDevMode() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path jar : ourJars()) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                for (ZipEntry entry : zip.stream().toList()) {
                    String content = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                    SECRETS.stream()
                            .filter(content::contains)
                            .forEach(secret -> found.add(jar + "!" + entry.getName() + " holds " + secret));
                }
            }
        }

        assertEquals(List.of(), found);
    }

    /** The application's classes, and those that Quarkus generated from them. */
    private static List<Path> ourJars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String folder : new String[] {"app", "quarkus"}) {
            try (Stream<Path> files = Files.list(BUILT.folder().resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
            }
        }
        return jars;
    }
}
