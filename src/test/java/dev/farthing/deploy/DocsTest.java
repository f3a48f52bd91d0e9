package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages lead where they say: links, headings and tests; tables are whole; each room and alert is named. */
class DocsTest {
    private static final Path README = Path.of("README.md");
    private static final Path SOURCES = Path.of("src/main/java/dev/farthing");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`|-Dtest=(\\w+)");
    private static final Pattern ROOM_ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\| [^|]* \\|$");
    private static final Pattern TABLE_LINE = Pattern.compile("^\\|.*\\|$");
    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)[|]");

    static List<Path> pages() throws IOException {
        try (Stream<Path> deploy = Files.list(Path.of("deploy"))) {
            return Stream.concat(
                            Stream.of(README, Path.of("src/benchmark/README.md")),
                            deploy.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkOfAPageResolves(Path page) {
        List<String> broken = new ArrayList<>();
        Matcher link = LINK.matcher(prose(page));
        while (link.find()) {
            if (!link.group(1).matches("https?:.*") && !resolves(page, link.group(1))) {
                broken.add(link.group(1));
            }
        }
        assertEquals(List.of(), broken);
    }

    @ParameterizedTest
    @CsvSource({
        "README.md#measured, true",
        "README.md#Measured, false",
        "README.md#nowhere, false",
        "#why-not-x402-l402-or-a-credit-system, true",
        "NOTHING.md, false",
        "deploy, true"
    })
    void linkResolvesToAFileAndAHeading(String link, boolean resolves) {
        assertEquals(resolves, resolves(README, link));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTestThatAPageNamesExists(Path page) throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        Matcher named = TEST.matcher(Manifests.read(page));
        while (named.find()) {
            String test = named.group(1) == null ? named.group(2) : named.group(1);
            assertTrue(tests.contains(test) || test.equals("IT"), test);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRowOfATableHasACellForEachColumn(Path page) {
        assertEquals(List.of(), unevenRows(prose(page)));
    }

    @Test
    void rowWithAMissingCellIsFound() {
        assertEquals(
                List.of("| c |"),
                unevenRows("| a | b |\n|---|---|\n| `x\\|y` | d |\n| c |\n\n| other |\n|---|\n| e |"));
    }

    @Test
    void everyRoomHasItsLine() throws IOException {
        Set<String> rooms;
        try (Stream<Path> files = Files.list(SOURCES)) {
            rooms = files.filter(folder -> Files.exists(folder.resolve("package-info.java")))
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertEquals(rooms, new TreeSet<>(ManifestKeys.find(ROOM_ROW.pattern(), Manifests.read(README))));
    }

    @Test
    void runbookNamesEveryAlert() {
        Set<String> alerts = new TreeSet<>(
                ManifestKeys.find("alert: (\\w+)", Manifests.read(Path.of("deploy/observability/rules.yaml"))));
        alerts.removeAll(ManifestKeys.find("`(Farthing\\w+)`", Manifests.read(Path.of("deploy/RUNBOOK.md"))));

        assertEquals(Set.of(), alerts);
    }

    /** PostgreSQL reports a commit whose wait for the standby is cancelled as done. */
    @ParameterizedTest
    @MethodSource("pages")
    void noPageAdvisesToCancelWhatMayBeACommit(Path page) {
        assertFalse(Manifests.read(page).contains("select pg_cancel_backend"));
    }

    @Test
    void readmeIsReadInFiveMinutes() throws IOException {
        long size = Files.size(README);

        assertTrue(size >= 10_000 && size <= 12_288, size + " bytes: details belong into deploy/ or src/benchmark/");
    }

    /** The rows of tables that have more or fewer cells than the table's first row. */
    private static List<String> unevenRows(String text) {
        List<String> uneven = new ArrayList<>();
        long columns = 0;
        for (String line : text.split("\n")) {
            boolean inTable = TABLE_LINE.matcher(line).matches();
            long cells = inTable ? CELL_END.matcher(line).results().count() : 0;
            if (inTable && columns > 0 && cells != columns) {
                uneven.add(line);
            } else {
                columns = cells;
            }
        }
        return uneven;
    }

    private static boolean resolves(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) {
        return Arrays.stream(prose(page).split("\n"))
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** Without blocks of code. */
    private static String prose(Path page) {
        return Manifests.read(page).replaceAll("(?ms)^```.*?^```$", "");
    }
}
