package dev.farthing.article;

import static dev.farthing.support.Api.asAdmin;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Publisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's command publishes a folder, whatever its files are called. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class FolderTest {
    /** Created names and the slugs they get. */
    private static final List<List<String>> SLUGS = List.of(
            List.of("issue-#7.md", "issue-7"),
            List.of("why-pay?.md", "why-pay"),
            List.of("C#-tips.md", "c-sharp-tips"),
            List.of("it's here.md", "its-here"),
            List.of("Übergröße.md", "ubergrosse"),
            List.of("東京.md", "東京"),
            List.of("100% sure.md", "100-sure"),
            List.of(" leading space.md", "leading-space"),
            List.of("-dash.md", "dash"),
            List.of("a\"b.md", "a-b"),
            List.of("x&y=z.md", "x-y-z"),
            List.of("$(touch pwned) `id` \\n.md", "touch-pwned-id-n"),
            List.of("{a,b}[1-3].markdown", "a-b-1-3"),
            List.of("_index.md", "content"),
            List.of("trip/index.md", "trip"),
            List.of("one/same.md", "same"));

    @TempDir
    Path home;

    @Test
    void folderOfAnyNamesIsPublishedOnce() {
        Publisher publisher = new Publisher(home);
        StringBuilder files = new StringBuilder("set -e; mkdir -p content/trip content/one content/two content/.git\n");
        SLUGS.forEach(file -> files.append("printf 'Text of %s.' ")
                .append(quoted(file.get(1)))
                .append(" > ")
                .append(quoted("content/" + file.get(0)))
                .append('\n'));
        files.append("printf 'Another.' > content/two/same.md\n")
                .append("printf 'Hidden.' > content/.hidden.md; printf 'Hidden.' > content/.git/a.md\n")
                .append(": > content/empty.md; : > content/style.css\n")
                .append("printf '\\211PNG\\0\\1' > content/binary.md\n")
                .append("head -c 3000000 /dev/zero | tr '\\0' a > content/large.md\n")
                .append("printf x > \"content/$(printf 'caf\\351').md\"\n")
                .append("printf 'Text.' > \"content/$(printf 'two\\nlines').md\"\n")
                .append("ln -s nowhere content/gone.md\n");
        assertEquals(List.of(), publisher.run(files.toString()).lines());

        Publisher.Result first = publisher.run(Publisher.readmeCommand());

        for (List<String> file : SLUGS) {
            assertThat(first.of(file.get(0)).replaceAll(" +", " "), containsString("created published 0.05 EUR "));
            assertThat(first.of(file.get(0)), containsString("  " + file.get(1) + "  <- "));
            asAdmin()
                    .get("/v1/articles/" + URLEncoder.encode(file.get(1), StandardCharsets.UTF_8))
                    .then()
                    .statusCode(200)
                    .body("price.amount", is("0.05"))
                    .body("body", is("Text of " + file.get(1) + "."));
        }
        assertThat(first.of("two?lines.md"), containsString("  two-lines  <- "));
        assertThat(first.of("two/same.md"), startsWith("refused    409 slug_taken"));
        assertThat(String.join("\n", first.lines()), containsString("content/one/same.md"));
        assertThat(first.of(".hidden.md"), startsWith("skipped    hidden"));
        assertThat(first.of("empty.md"), startsWith("refused    400 invalid_field"));
        assertThat(first.of("binary.md"), startsWith("refused    400 invalid_text"));
        assertThat(first.of("large.md"), startsWith("refused    4"));
        assertThat(first.of("gone.md"), startsWith("failed     cannot be read"));
        assertThat(String.join("\n", first.lines()), containsString("The file's name is not UTF-8"));
        assertThat(last(first), is("23 files: 17 created, 0 replaced, 0 unchanged, 6 failed"));
        assertEquals(1, first.exit());

        publisher.run("printf '# Now with a title\\n\\nText.' > content/issue-#7.md");
        Publisher.Result second = publisher.run(Publisher.readmeCommand());

        assertThat(second.of("issue-#7.md"), startsWith("replaced "));
        assertThat(second.of("issue-#7.md"), containsString("  issue-7  <- "));
        assertThat(second.of("東京.md"), startsWith("unchanged"));
        assertThat(last(second), is("23 files: 0 created, 1 replaced, 16 unchanged, 6 failed"));
    }

    @Test
    void fileAloneIsTheFileOfItsFolderInARepository() {
        Publisher publisher = new Publisher(home);
        publisher.run("mkdir -p .git content/posts; printf '# Alone in its repository' > content/posts/alone.md");

        Publisher.Result folder = publisher.run("deploy/publish content");
        publisher.run("printf '# Another title' > content/posts/alone.md");
        Publisher.Result alone = publisher.run("cd content && ../deploy/publish posts/alone.md");

        assertThat(folder.of("posts/alone.md"), startsWith("created "));
        assertThat(alone.of("posts/alone.md"), startsWith("replaced "));
        assertThat(alone.of("posts/alone.md"), containsString("  alone-in-its-repository  "));
        assertEquals(0, alone.exit());
    }

    @Test
    void filesThatAreNamedArePublishedWhateverTheirKind() {
        Publisher publisher = new Publisher(home);
        publisher.run("mkdir -- -x; printf '{\"title\":\"Named JSON\",\"body\":\"B\",\"price\":{\"amount\":\"0\","
                + "\"currency\":\"EUR\"}}' > -x/a.json; printf 'Text.' > ./-named.txt");

        Publisher.Result result = publisher.run("deploy/publish -- -x/a.json -named.txt nothing-here.md no/where");

        assertThat(result.of("-x/a.json"), containsString("  named-json  "));
        assertThat(result.of("-named.txt"), containsString("  named  "));
        assertThat(result.of("nothing-here.md"), startsWith("failed "));
        assertEquals(1, result.exit());
    }

    @Test
    void htmlOfAFolderIsPublishedIfItHasFrontMatter() {
        Publisher publisher = new Publisher(home);
        publisher.run("mkdir site; printf -- '---\\ntitle: Post of HTML\\n---\\n<p>Text.</p>' > site/a.html;"
                + "printf '<!doctype html><p>A layout' > site/b.html");

        Publisher.Result result = publisher.run("deploy/publish site");

        assertThat(result.of("a.html"), containsString("  post-of-html  "));
        assertThat(last(result), startsWith("1 files: 1 created"));
    }

    @Test
    void wrongKeyStopsAtTheFirstFile() {
        Publisher publisher = new Publisher(home);
        publisher.run("mkdir c; printf A > c/a.md; printf B > c/b.md");

        Publisher.Result result = publisher.run("FARTHING_KEY=wrong deploy/publish c");

        assertThat(result.of("a.md"), startsWith("refused    401 "));
        assertThat(String.join("\n", result.lines()), not(containsString("b.md")));
        assertTrue(result.exit() != 0);
    }

    @Test
    void usageIsToldAndNothingTried() {
        Publisher publisher = new Publisher(home);

        assertEquals(2, publisher.run("deploy/publish").exit());
        assertEquals(2, publisher.run("deploy/publish -z a.md").exit());
        assertEquals(2, publisher.run("FARTHING_KEY= deploy/publish a.md").exit());
    }

    @Test
    void busyServiceIsAskedAgain() throws IOException {
        ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
        HttpServer busy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        busy.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getRawQuery());
            boolean first = asked.size() < 3;
            byte[] answer = "created    published\n".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Retry-After", "0");
            exchange.sendResponseHeaders(first ? 503 - asked.size() % 2 : 201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        busy.start();
        try {
            Publisher publisher =
                    new Publisher(home, "http://localhost:" + busy.getAddress().getPort() + "/");
            publisher.run("mkdir c; printf A > c/a.md");

            Publisher.Result result = publisher.run("deploy/publish -p 0.05 -n 'my site' c");

            assertEquals("1 files: 1 created, 0 replaced, 0 unchanged, 0 failed", last(result));
            assertEquals(
                    List.of(
                            "file=%6D%79%20%73%69%74%65%2F%61%2E%6D%64&price=%30%2E%30%35",
                            "file=%6D%79%20%73%69%74%65%2F%61%2E%6D%64&price=%30%2E%30%35",
                            "file=%6D%79%20%73%69%74%65%2F%61%2E%6D%64&price=%30%2E%30%35"),
                    List.copyOf(asked));
        } finally {
            busy.stop(0);
        }
    }

    private static String last(Publisher.Result result) {
        return result.lines().get(result.lines().size() - 1);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
