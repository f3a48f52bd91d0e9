package dev.farthing.article;

import static dev.farthing.support.Api.asAdmin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.farthing.support.PostgresResource;
import dev.farthing.support.Publisher;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files written as each tool's users write them go in with the README's command and become what expected.txt says. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FilesOfToolsTest {
    private static final Path FILES = Path.of("src/test/resources/publishing");

    @TempDir
    Path home;

    /** @param facts of the page; with an exclamation mark, what it has not */
    private record Expected(String file, String slug, List<String> fields, List<String> facts) {}

    @TestFactory
    Stream<DynamicTest> filesBecomeWhatTheTableSays() throws IOException {
        Publisher publisher = new Publisher(home);
        publisher.run("mkdir content && cd '" + FILES.toAbsolutePath() + "' && cp -R " + String.join(" ", tools())
                + " \"$OLDPWD\"/content");
        Instant before = Instant.now().minus(Duration.ofMinutes(1));
        Publisher.Result result = publisher.run(Publisher.readmeCommand());
        return expected().stream().map(file -> dynamicTest(file.file(), () -> check(file, result, before)));
    }

    @Test
    void everyFileHasItsRow() throws IOException {
        List<String> all = new ArrayList<>();
        for (String tool : tools()) {
            try (Stream<Path> files = Files.walk(FILES.resolve(tool))) {
                files.filter(Files::isRegularFile)
                        .map(file -> FILES.relativize(file).toString())
                        .forEach(all::add);
            }
        }

        assertEquals(
                all.stream().sorted().toList(),
                expected().stream().map(Expected::file).sorted().toList());
    }

    /** Their folders; others beside them are of other tests. */
    private static Set<String> tools() throws IOException {
        return expected().stream()
                .map(file -> file.file().split("/")[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void check(Expected file, Publisher.Result result, Instant before) {
        Response article = asAdmin().get("/v1/articles/" + URLEncoder.encode(file.slug(), StandardCharsets.UTF_8));

        assertEquals(200, article.statusCode(), result.of(file.file()));
        String published = article.path("publishedAt");
        String end = article.path("expiresAt");
        assertEquals(
                file.fields(),
                List.of(
                        article.path("title"),
                        article.path("status"),
                        article.path("price.amount"),
                        Instant.parse(published).isAfter(before)
                                        && Instant.parse(published).isBefore(Instant.now())
                                ? "now"
                                : published,
                        end == null ? "" : end,
                        String.join(", ", warned(file.file(), result))));
        String html = article.path("bodyHtml");
        for (String fact : file.facts()) {
            boolean wanted = !fact.startsWith("!");
            assertEquals(wanted, html.contains(wanted ? fact : fact.substring(1)), fact + " in " + html);
        }
    }

    /** Fields of the warnings that the command shows, each once. */
    private static List<String> warned(String file, Publisher.Result result) {
        List<String> fields = new ArrayList<>();
        List<String> lines = result.lines();
        int line = lines.indexOf(result.of(file)) + 1;
        for (; line < lines.size() && lines.get(line).startsWith("  warning: "); line++) {
            String field = lines.get(line).split(" +")[2];
            if (!fields.contains(field)) {
                fields.add(field);
            }
        }
        return fields;
    }

    private static List<Expected> expected() throws IOException {
        return Files.readAllLines(FILES.resolve("expected.txt")).stream()
                .filter(line -> !line.startsWith("#") && !line.startsWith("file "))
                .map(line -> Arrays.stream((line + " ").split("\\|"))
                        .map(String::strip)
                        .toList())
                .map(cells -> new Expected(
                        cells.get(0),
                        cells.get(1),
                        cells.subList(2, 8),
                        cells.size() < 9
                                ? List.of()
                                : Arrays.stream(cells.get(8).split(" ;; "))
                                        .filter(fact -> !fact.isEmpty())
                                        .toList()))
                .toList();
    }
}
