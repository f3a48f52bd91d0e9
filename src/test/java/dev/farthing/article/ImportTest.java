package dev.farthing.article;

import static dev.farthing.support.Api.ADMIN_KEY;
import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.archive;
import static dev.farthing.support.Calls.patch;
import static dev.farthing.support.Calls.putMarkdown;
import static dev.farthing.support.Calls.staff;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.RawRequest;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of Ghost and WordPress become articles: each post by itself, none for less than it was, and none by accident. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ImportTest {
    private static final Path SAMPLES = Path.of("src/test/resources/publishing");

    private static Response imported(Object export, String query) {
        return asAdmin().body(export).post("/v1/imports" + query);
    }

    private static Response imported(Object export) {
        Response answer = imported(export, "?price=0.05");
        answer.then().statusCode(200);
        return answer;
    }

    /** A post of Ghost, free for everyone. */
    private static Map<String, Object> post(String slug, String html) {
        Map<String, Object> post = new HashMap<>();
        post.put("id", slug + "-id");
        post.put("title", "About " + slug);
        post.put("slug", slug);
        post.put("html", html);
        post.put("status", "published");
        post.put("visibility", "public");
        post.put("published_at", "2020-01-01T00:00:00.000Z");
        return post;
    }

    private static Map<String, Object> paid(String slug, String html) {
        Map<String, Object> post = post(slug, html);
        post.put("visibility", "paid");
        return post;
    }

    private static String ghost(Object... posts) {
        try {
            return new ObjectMapper()
                    .writeValueAsString(
                            Map.of("db", List.of(Map.of("meta", Map.of(), "data", Map.of("posts", List.of(posts))))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Response read(String slug) {
        return asAdmin().accept(ContentType.JSON).get("/v1/articles/" + slug);
    }

    /** One line for each result: outcome, slug, status, price, fields with warnings, problem. */
    private static String lines(Response answer) {
        List<Map<String, Object>> results = answer.path("results");
        return results.stream().map(ImportTest::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Map<String, Object> result) {
        Object price = result.get("price");
        Object problem = result.get("problem");
        List<?> warnings = (List<?>) result.get("warnings");
        return String.join(
                " ",
                result.get("outcome").toString(),
                String.valueOf(result.get("slug")),
                String.valueOf(result.get("status")),
                price == null ? "-" : ((Map<?, ?>) price).get("amount").toString(),
                warnings.stream()
                        .map(warning -> ((Map<?, ?>) warning).get("field").toString())
                        .toList()
                        .toString(),
                problem == null ? "-" : ((Map<?, ?>) problem).get("code").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "ghost-export, bread.ghost.json, ghost-a-loaf ghost-b-starter",
        "wordpress-export, walks.wordpress.xml, up-and-down the-classic-way"
    })
    void exportBecomesItsExpectedArticles(String folder, String file, String shown) throws IOException {
        Path sample = SAMPLES.resolve(folder);

        Response answer = imported(Files.readAllBytes(sample.resolve(file)));

        assertEquals(Files.readString(sample.resolve("expected.results")), lines(answer));
        for (String slug : shown.split(" ")) {
            assertEquals(
                    Files.readString(sample.resolve(slug + ".html")).strip(),
                    read(slug).<String>path("bodyHtml").strip());
        }
        Response again = imported(Files.readAllBytes(sample.resolve(file)));
        assertEquals(lines(answer).replace("created", "unchanged"), lines(again));
    }

    @Test
    void everyFieldOfAPostArrives() throws IOException {
        imported(Files.readAllBytes(SAMPLES.resolve("ghost-export/bread.ghost.json")), "?price=0.05");

        read("ghost-a-loaf")
                .then()
                .body("title", is("A loaf for <members> & others"))
                .body("summary", is("Flour, water, salt."))
                .body("tags", is(List.of("Bread", "Beginners")))
                .body("author", is("Bo, Ada Baker"))
                .body("language", is("en-GB"))
                .body("publishedAt", is("2023-02-18T10:00:00Z"))
                .body("metadata.canonical_url", is("https://bread.example/a-loaf/"))
                .body("metadata.import.from", is("ghost"));
    }

    @Test
    void editedPostReplacesItsArticleButNeverItsPrice() {
        String slug = newSlug();
        imported(ghost(paid(slug, "<p>One</p>")));
        patch(slug, Map.of("price", eur("0.20")));

        Response answer = imported(ghost(paid(slug, "<p>Two</p>")), "?price=0.01");

        answer.then().body("results[0].outcome", is("replaced")).body("counts", is(Map.of("replaced", 1)));
        read(slug).then().body("bodyHtml", containsString("Two")).body("price.amount", is("0.20"));
    }

    @Test
    void postThatDidNotChangeLeavesTheArticleAlone() {
        String slug = newSlug();
        imported(ghost(paid(slug, "<p>One</p>")));
        String tag = read(slug).header("ETag");
        patch(slug, Map.of("title", "Better"));

        imported(ghost(paid(slug, "<p>One</p>"))).then().body("results[0].outcome", is("unchanged"));

        read(slug).then().body("title", is("Better"));
        assertTrue(!read(slug).header("ETag").equals(tag));
    }

    @Test
    void articleOfAnotherOriginIsNotReplaced() {
        String slug = newSlug();
        String other = newSlug();
        article(slug, "0.10");

        Response answer = imported(ghost(post(slug, "<p>One</p>"), post(other, "<p>Two</p>")));

        answer.then()
                .body("results[0].outcome", is("refused"))
                .body("results[0].slug", is(slug))
                .body("results[0].problem.code", is("not_of_this_import"))
                .body("results[1].outcome", is("created"));
        read(slug).then().body("price.amount", is("0.10")).body("bodyHtml", containsString("The text of"));
    }

    @Test
    void postOfAnotherSiteIsNotReplaced() {
        String slug = newSlug();
        imported(ghost(post(slug, "<p>One</p>")));
        Map<String, Object> theirs = post(slug, "<p>Two</p>");
        theirs.put("id", "another");

        imported(ghost(theirs)).then().body("results[0].problem.code", is("not_of_this_import"));

        read(slug).then().body("bodyHtml", containsString("One"));
    }

    @Test
    void archivedArticleStaysArchived() {
        String slug = newSlug();
        imported(ghost(paid(slug, "<p>One</p>")));
        archive(slug);

        imported(ghost(paid(slug, "<p>Two</p>")))
                .then()
                .body("results[0].outcome", is("replaced"))
                .body("results[0].status", is("ARCHIVED"))
                .body("results[0].warnings[0].field", is("status"));
    }

    @Test
    void publishedPageStaysPublished() {
        String slug = newSlug();
        Map<String, Object> page = post(slug, "<p>One</p>");
        page.put("type", "page");
        imported(ghost(page)).then().body("results[0].status", is("DRAFT"));
        patch(slug, Map.of("status", "PUBLISHED"));
        page.put("html", "<p>Two</p>");

        imported(ghost(page)).then().body("results[0].status", is("PUBLISHED"));
    }

    @Test
    void postsThatWereNotFreeNeedAPrice() {
        String slug = newSlug();

        problem(imported(ghost(post(newSlug(), "a"), paid(slug, "b")), ""), 400, "invalid_parameter", "price")
                .body("detail", containsString("?price="));
        read(slug).then().statusCode(404);
        imported(ghost(paid(slug, "b")), "?price=0").then().body("results[0].price.amount", is("0.00"));
    }

    @Test
    void postsThatWereFreeNeedNoPrice() {
        imported(ghost(post(newSlug(), "a")), "").then().statusCode(200).body("results[0].price.amount", is("0.00"));
        imported(ghost(post(newSlug(), "a")), "?price=0.30").then().body("results[0].price.amount", is("0.00"));
    }

    @Test
    void embargoHolds() {
        String slug = newSlug();
        Map<String, Object> later = paid(slug, "<p>Later</p>");
        later.put("status", "scheduled");
        later.put("published_at", "2099-01-01T00:00:00.000Z");
        imported(ghost(later));

        as(wallet("1.00")).get("/v1/articles/" + slug).then().statusCode(404);
    }

    @Test
    void linksOfTheOldSiteAreCompleted() {
        String slug = newSlug();
        String html =
                "<p><a href=\"__GHOST_URL__/a/\">a</a><img src=\"/content/b.png\"><a href=\"#c\">c</a></p><h2 id=\"c\">C</h2>";

        imported(ghost(post(slug, html)), "?site=https://blog.example.com/")
                .then()
                .body("results[0].warnings", hasSize(0));

        read(slug)
                .then()
                .body("body", containsString("\"https://blog.example.com/a/\""))
                .body("body", containsString("\"https://blog.example.com/content/b.png\""))
                .body("body", containsString("\"#c\""));
        problem(imported(ghost(post(slug, html)), "?site=blog"), 400, "invalid_parameter", "site");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<p>\\uD800</p>", "<p>\\u0000</p>"})
    void refusedPostStopsNoOther(String text) {
        String slug = newSlug();
        String export = ghost(post(newSlug(), "TEXT"), paid(slug, "<p>b</p>")).replace("TEXT", text);

        Response answer = imported(export);

        answer.then().body("results", hasSize(2)).body("results[1].outcome", is("created"));
        assertTrue(!answer.asString().contains("\"problem\":{}"), answer::asString);
    }

    @Test
    void tooLongTextIsRefusedForItsPostOnly() {
        Response answer =
                imported(ghost(post(newSlug(), "<p>" + "word ".repeat(150_000)), post(newSlug(), "<p>b</p>")));

        answer.then()
                .body("results[0].outcome", is("refused"))
                .body("results[0].problem.code", is("invalid_field"))
                .body("results[1].outcome", is("created"));
    }

    @Test
    void cutFilePublishesNothing() {
        String slug = newSlug();
        String export = ghost(post(slug, "<p>a</p>"));

        problem(imported(export.substring(0, export.length() - 3), ""), 400, "invalid_export");

        read(slug).then().statusCode(404);
    }

    /** Far more than any other body, and each post in the same transaction as its own. */
    @Test
    void exportOfManyMegabytesIsImported() {
        String slug = newSlug();
        Map<String, Object> large = post(slug, "<p>a</p>");
        large.put("mobiledoc", "x".repeat(5_000_000));

        imported(ghost(large)).then().body("results[0].outcome", is("created"));
    }

    @Test
    void fileOverTheLimitIsRefused() {
        Response answer = RawRequest.of("POST /v1/imports")
                .host()
                .lines("Authorization: Bearer " + ADMIN_KEY, "Content-Length: 33554433")
                .send();

        problem(answer, 413, "body_too_large").body("detail", is("A body has at most 33554432 bytes here."));
    }

    @Test
    void onlyStaffImports() {
        problem(given().body(ghost(post(newSlug(), "a"))).post("/v1/imports"), 401, "authentication_required");
        problem(as(wallet()).body(ghost(post(newSlug(), "a"))).post("/v1/imports"), 403, "forbidden");
    }

    @Test
    void eachPostIsAuditedAsAPublish() {
        Wallet publisher = staff("PUBLISHER");
        String slug = newSlug();
        String export = ghost(paid(slug, "<p>a</p>"), post(newSlug(), "<p>b</p>"));

        as(publisher).body(export).post("/v1/imports?price=0.05").then().statusCode(200);
        as(publisher).body(export).post("/v1/imports?price=0.05").then().statusCode(200);

        List<Map<String, Object>> acts = asAdmin()
                .queryParam("actor", publisher.id())
                .get("/v1/acts?limit=100")
                .path("items");
        assertEquals(
                Map.of("article.import", 2L, "article.publish", 2L),
                acts.stream()
                        .collect(Collectors.groupingBy(act -> act.get("act").toString(), Collectors.counting())));
        Response onSlug = asAdmin().queryParam("target", slug).get("/v1/acts?limit=100");
        onSlug.then().body("items", hasSize(1));
        assertTrue(onSlug.asString().contains("0.05 EUR"), onSlug::asString);
    }

    @Test
    void oneImportAtATimeIsHeldInMemory() throws Exception {
        String slug = newSlug();
        String export = ghost(post(slug, "<p>a</p>"));
        Socket first = RawRequest.of("POST /v1/imports")
                .host()
                .lines("Authorization: Bearer " + ADMIN_KEY, "Content-Length: " + export.length())
                .rest(export.substring(0, 10))
                .connect();

        Response[] refused = new Response[1];
        Await.until(
                () -> {
                    refused[0] = imported(ghost(post(newSlug(), "<p>b</p>")), "");
                    return refused[0].statusCode() == 503;
                },
                () -> "No import was refused");
        first.getOutputStream().write(export.substring(10).getBytes(StandardCharsets.UTF_8));
        String answer = new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        first.close();

        problem(refused[0], 503, "overloaded").header("Retry-After", is("30"));
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        read(slug).then().statusCode(200);
        Await.until(
                () -> imported(ghost(post(newSlug(), "<p>c</p>")), "").statusCode() == 200, () -> "Its place is lost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"db\":[{\"meta\":{},\"data\":{\"posts\":[{\"title\":\"a\",\"html\":\"<p>b</p>\"}]}}]}",
                " {\"data\":{\"posts\":[]},\"meta\":{}}",
                "{\"posts\":[{\"title\":\"a\"}]}",
                "[{\"title\":\"a\",\"html\":\"b\"}]",
                "{\"blocks\":[{\"type\":\"paragraph\"}]}",
                "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel></channel></rss>",
                "\n<rss version=\"2.0\"></rss>",
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"></feed>",
                "AUTHOR: Ada\nTITLE: A\n-----\nBODY:\nText\n-----\n--------\n"
            })
    void exportSentAsOneArticleIsRefusedInWords(String export) {
        String slug = newSlug();

        problem(putMarkdown(slug, export), 400, "invalid_field", "body").body("detail", containsString("/v1/imports"));

        read(slug).then().statusCode(404);
    }

    @Test
    void exportSentAsJsonOrZipIsRefusedInWords() {
        String ghost = ghost(post(newSlug(), "a"));

        problem(
                        asAdmin().contentType(ContentType.JSON).body(ghost).put("/v1/articles/" + newSlug()),
                        400,
                        "invalid_field")
                .body("detail", containsString("/v1/imports"));
        problem(
                        asAdmin()
                                .contentType("application/zip")
                                .body(new byte[] {'P', 'K', 3, 4})
                                .put("/v1/articles/" + newSlug()),
                        415,
                        "unsupported_media_type")
                .body("detail", containsString("/v1/imports"));
        problem(asAdmin().body(new byte[] {'P', 'K', 3, 4, -1}).put("/v1/articles/" + newSlug()), 400, "invalid_field")
                .body("detail", containsString("Medium"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\":\"Only front matter\"}",
                "{\"draft\":true,\"tags\":[\"a\"]}",
                "{\"a\":1} is JSON.",
                "[link]: /x\n\n[link]",
                "<div>HTML</div>",
                "<p>a</p>\n\n<?xml version=\"1.0\"?> starts an XML file"
            })
    void articleThatLooksLikeAnExportIsNone(String file) {
        putMarkdown(newSlug(), file).then().statusCode(201);
    }
}
