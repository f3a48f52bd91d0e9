package dev.farthing.article;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.archive;
import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.patch;
import static dev.farthing.support.Calls.put;
import static dev.farthing.support.Calls.putMarkdown;
import static dev.farthing.support.Calls.staff;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that find their own slug: POST. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class UploadTest {
    /** Makes names of one test its own. */
    private final String id = UUID.randomUUID().toString();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    issue-#7 X.md                  | issue-7-X
                    why-pay? X.md                  | why-pay-X
                    C#-tips X.md                   | c-sharp-tips-X
                    it's here X.md                 | its-here-X
                    ' leading space X.md'          | leading-space-X
                    100% sure X.md                 | 100-sure-X
                    -dash X.md                     | dash-X
                    a"b X.md                       | a-b-X
                    x&y=z X.md                     | x-y-z-X
                    Übergröße X.md                 | ubergrosse-X
                    東京 X.md                      | 東京-X
                    X/index.md                     | X
                    2024-03-21-X.markdown          | X
                    X.de.mdx                       | X-de
                    ../../X.html                   | X
                    """)
    void nameOfAnUntitledFileBecomesItsSlug(String file, String slug) {
        String readable = slug.replace("X", id);

        post(file.replace("X", id), "Text.")
                .then()
                .statusCode(201)
                .header("Location", endsWith("/v1/articles/" + encoded(readable)))
                .body("slug", is(readable))
                .body("outcome", is("CREATED"))
                .body("price.amount", is("0.05"))
                .body("warnings", is(List.of()));

        asAdmin()
                .get("/v1/articles/" + encoded(readable))
                .then()
                .statusCode(200)
                .body("slug", is(readable));
    }

    @Test
    void titleNamesTheFileBeforeItsNameAndItsOwnSlugBeforeBoth() {
        post("a" + id + ".md", "# It's time: " + id).then().body("slug", is("its-time-" + id));
        post("b" + id + ".md", "---\ntitle: Été " + id + "\n---\nT.").then().body("slug", is("ete-" + id));
        post("c" + id + ".md", "---\ntitle: T\nslug: Web/" + id + "\n---\nT.")
                .then()
                .body("slug", is("web-" + id))
                .body("metadata.slug", is("Web/" + id));
        post("d" + id + ".md", "---\ntitle: D " + id + "\npermalink: /:title/\n---\nT.")
                .then()
                .body("slug", is("d-" + id))
                .body("warnings.field", is(List.of("permalink")));
        post("e" + id + ".md", "---\ntitle: 🚀\n---\nT.").then().body("slug", is("e" + id));
    }

    @Test
    void untitledFileIsTitledByItsName() {
        post("it's_2024-03 v1.2 " + id + ".md", "Text.").then().body("title", startsWith("It's 2024 03 v1.2 "));
    }

    @Test
    void fileWithoutANameIsNamedByItsTitle() {
        String file = "---\ntitle: Nameless " + id + "\n---\nText.";

        asAdmin()
                .contentType("text/markdown")
                .body(file)
                .post("/v1/articles")
                .then()
                .statusCode(201);
        asAdmin()
                .contentType("text/markdown")
                .body(file)
                .post("/v1/articles")
                .then()
                .statusCode(200)
                .body("outcome", is("UNCHANGED"));

        problem(
                asAdmin().contentType("text/markdown").body("Text.").post("/v1/articles"),
                400,
                "invalid_field",
                "title");
        problem(post("🚀.md", "Text."), 400, "invalid_field", "slug");
    }

    @ParameterizedTest
    @CsvSource({
        "'attachment; filename=\"C#-; X.md\"', c-sharp-X",
        "'attachment; filename=plain-X.md', plain-X",
        "'attachment; filename=\"no.md\"; filename*=UTF-8''''%C3%9Cber%20X.md', uber-X",
        "'inline; filename=\"say \\\"X\\\".md\"', say-X"
    })
    void contentDispositionNamesTheFile(String header, String slug) {
        asAdmin()
                .contentType("text/markdown")
                .header("Content-Disposition", header.replace("X", id))
                .body("Text.")
                .post("/v1/articles")
                .then()
                .statusCode(201)
                .body("slug", is(slug.replace("X", id)));
    }

    @Test
    void jsonNamesItsSlugItself() {
        Map<String, Object> article = draft("0.07", "slug", "json-" + id);

        asAdmin()
                .contentType(ContentType.JSON)
                .body(article)
                .post("/v1/articles")
                .then()
                .statusCode(201)
                .body("slug", is("json-" + id))
                .body("metadata", is(Map.of()))
                .body("price.amount", is("0.07"));
        asAdmin()
                .queryParam("file", "b" + id + ".json")
                .body("{\"title\":\"By its name " + id
                        + "\",\"body\":\"T\",\"price\":{\"amount\":\"0\",\"currency\":\"EUR\"}}")
                .post("/v1/articles")
                .then()
                .statusCode(201)
                .body("slug", is("by-its-name-" + id));
    }

    @Test
    void priceOfTheFileWinsAndAnExistingPriceStays() {
        post(id + ".md", "---\nprice: 0.20\n---\nText.").then().body("price.amount", is("0.20"));
        post("b" + id + ".md", "Text.").then().body("price.amount", is("0.05"));
        patch("b" + id, Map.of("price", Map.of("amount", "0.30", "currency", "EUR")));

        post("b" + id + ".md", "Another text.")
                .then()
                .body("outcome", is("REPLACED"))
                .body("price.amount", is("0.30"));
    }

    @Test
    void sameFileChangesNothing() {
        Response first = post(id + ".md", "Text.");
        patch(id, Map.of("summary", "By hand.")).then().statusCode(200);
        String tag = asAdmin().get("/v1/articles/" + id).header("ETag");

        post(id + ".md", "Text.")
                .then()
                .statusCode(200)
                .header("ETag", tag)
                .body("outcome", is("UNCHANGED"))
                .body("summary", is("By hand."))
                .body("updatedAt", is(asAdmin().get("/v1/articles/" + id).<String>path("updatedAt")));
        assertEquals(201, first.statusCode());
    }

    @Test
    void changedFileReplacesItsOwnArticleAlsoUnderAnotherTitle() {
        post("posts/" + id + ".md", "# First " + id + "\n\nText.").then().statusCode(201);

        post("posts/" + id + ".md", "# Second " + id + "\n\nOther text.")
                .then()
                .statusCode(200)
                .body("outcome", is("REPLACED"))
                .body("slug", is("first-" + id))
                .body("title", is("Second " + id))
                .body("warnings", is(List.of()));
        post("posts/" + id + ".md", "---\nslug: third-" + id + "\n---\nOther text.")
                .then()
                .statusCode(200)
                .body("slug", is("first-" + id))
                .body("warnings.field", is(List.of("slug")));
        problem(asAdmin().get("/v1/articles/second-" + id), 404, "article_not_found");
    }

    @Test
    void otherFileOfTheSameSlugIsRefused() {
        post("a/" + id + ".md", "# Intro " + id + "\n\nA.").then().statusCode(201);
        put("intro-2-" + id, draft("0")).then().statusCode(201);

        problem(post("b/" + id + ".md", "# Intro " + id + "\n\nB."), 409, "slug_taken", "slug")
                .body("detail", containsString("'intro-" + id + "'"))
                .body("detail", containsString("a/" + id + ".md"));
        problem(post("c/" + id + ".md", "# Intro 2 " + id + "\n\nC."), 409, "slug_taken", "slug");

        asAdmin().get("/v1/articles/intro-" + id).then().body("body", endsWith("A."));
    }

    @Test
    void movedFileIsKnownByItsContent() {
        post("a/" + id + ".md", "# Moved " + id).then().statusCode(201);

        post("b/" + id + ".md", "# Moved " + id)
                .then()
                .statusCode(200)
                .body("outcome", is("UNCHANGED"))
                .body("warnings.value", is(List.of("a/" + id + ".md")));
        post("b/" + id + ".md", "# Now changed " + id).then().statusCode(200).body("slug", is("moved-" + id));
    }

    @Test
    void draftIsPublishedByBeingMoved() {
        post("_drafts/" + id + ".md", "Text.")
                .then()
                .statusCode(201)
                .body("status", is("DRAFT"))
                .body("warnings.field", is(List.of("file")));

        post("_posts/2024-03-21-" + id + ".md", "Text.")
                .then()
                .statusCode(200)
                .body("outcome", is("REPLACED"))
                .body("slug", is(id))
                .body("status", is("PUBLISHED"))
                .body("publishedAt", is("2024-03-21T00:00:00Z"));
    }

    @Test
    void fileThatCameByPutIsKnownByItsContent() {
        String file = "---\ntitle: By PUT " + id + "\n---\nText.";
        putMarkdown("by-put-" + id, file).then().statusCode(201);

        post(id + ".md", file).then().statusCode(200).body("slug", is("by-put-" + id));
        post(id + ".md", file + " More.").then().body("outcome", is("REPLACED"));
    }

    @Test
    void putIsReplacedByTheFile() {
        post(id + ".md", "Text.").then().statusCode(201);
        putMarkdown(id, "By PUT.").then().statusCode(200);

        post(id + ".md", "Text.").then().body("outcome", is("REPLACED")).body("body", is("Text."));
    }

    @Test
    void archivedArticleIsNotSoldAgainByItsFile() {
        post(id + ".md", "Text.").then().statusCode(201);
        archive(id).then().statusCode(204);

        post(id + ".md", "Text.").then().body("status", is("ARCHIVED"));
        post(id + ".md", "Changed.")
                .then()
                .body("status", is("ARCHIVED"))
                .body("warnings.field", is(List.of("status")));
    }

    @Test
    void nameSetsDayAndLanguageThatTheFileDoesNot() {
        post("2031-01-02-" + id + ".pt-BR.md", "Text.")
                .then()
                .body("publishedAt", is("2031-01-02T00:00:00Z"))
                .body("language", is("pt-BR"));
        problem(given().get("/v1/articles/" + id + "-pt-br"), 404, "article_not_found");

        post("2031-01-02-b" + id + ".de.md", "---\ndate: 2020-01-01\nlang: fr\n---\nText.")
                .then()
                .body("publishedAt", is("2020-01-01T00:00:00Z"))
                .body("language", is("fr"))
                .body("slug", is("b" + id + "-de"));
    }

    @ParameterizedTest
    @CsvSource({".X.md", "_X.md", "_drafts/X.md", "archetypes/X.md", "src/_includes/X.md"})
    void fileThatItsToolHoldsBackIsADraft(String file) {
        post(file.replace("X", id), "Text.").then().statusCode(201).body("status", is("DRAFT"));
    }

    @Test
    void racingFilesOfOneSlugMakeOneArticle() {
        List<String> results = Race.run(4, n -> post(n + "/" + id + ".md", "# Race " + id + "\n\n" + n)).stream()
                .map(answer -> answer.statusCode() + " " + answer.path("error.code"))
                .sorted()
                .toList();

        assertEquals(List.of("201 null", "409 slug_taken", "409 slug_taken", "409 slug_taken"), results);
    }

    @Test
    void racingUploadsOfOneFileMakeOneArticle() {
        List<String> results = Race.run(4, n -> post(id + ".md", "# Race " + id)).stream()
                .map(answer -> answer.statusCode() + " " + answer.path("outcome"))
                .sorted()
                .toList();

        assertEquals(
                Stream.concat(Collections.nCopies(3, "200 UNCHANGED").stream(), Stream.of("201 CREATED"))
                        .toList(),
                results);
    }

    @Test
    void conditionHoldsForUploads() {
        String etag = post(id + ".md", "# One " + id).header("ETag");

        for (String[] condition : new String[][] {{"If-Match", "\"0.0-json\""}, {"If-None-Match", "*"}}) {
            problem(
                    asAdmin()
                            .header(condition[0], condition[1])
                            .body("# Two " + id)
                            .post("/v1/articles?file=" + id + ".md"),
                    412,
                    "precondition_failed",
                    condition[0]);
        }
        asAdmin()
                .header("If-Match", etag)
                .body("# Two " + id)
                .post("/v1/articles?file=" + id + ".md")
                .then()
                .statusCode(200)
                .body("title", is("Two " + id));
    }

    @Test
    void nameThatIsNoNameIsRefused() {
        problem(asAdmin().body("Text.").post("/v1/articles?file=%FF.md"), 400, "invalid_parameter", "file");
        problem(post("/", "Text."), 400, "invalid_parameter", "file");
        problem(post("東".repeat(700) + ".md", "Text."), 400, "invalid_parameter", "file");
        for (String name : List.of("y".repeat(7_000), "\\\"".repeat(3_000))) {
            problem(
                    asAdmin()
                            .header("Content-Disposition", "attachment; filename=\"" + name + ".md\"")
                            .body("Text.")
                            .post("/v1/articles"),
                    400,
                    "invalid_parameter",
                    "file");
        }
        problem(
                asAdmin()
                        .header("Content-Disposition", "attachment; filename*=UTF-8''%zz")
                        .body("Text.")
                        .post("/v1/articles"),
                400,
                "invalid_parameter",
                "Content-Disposition");
    }

    @Test
    void binaryEmptyOrPublicUploadIsRefused() {
        problem(post(id + ".md", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0}), 400, "invalid_text");
        problem(post(id + ".md", ""), 400, "invalid_field", "body");
        problem(given().body("Text.").post("/v1/articles?file=a.md"), 401, "authentication_required");
        problem(as(wallet()).body("Text.").post("/v1/articles?file=a.md"), 403, "forbidden");
    }

    @Test
    void plainTextAnswersALineForPeople() {
        asAdmin()
                .accept("text/plain")
                .contentType("text/markdown")
                .queryParam("file", "_" + id + ".md")
                .queryParam("price", "0.05")
                .body("---\ndate: 2020-01-01\n---\nText.")
                .post("/v1/articles")
                .then()
                .statusCode(201)
                .contentType("text/plain")
                .body(startsWith("created    draft        0.05 EUR  2020-01-01  " + id + "\n  warning: file '_" + id));
    }

    @Test
    void slugOfAnyScriptIsSoldAndPaidFor() {
        String slug = "東京-" + id;
        String path = "/v1/articles/" + encoded(slug);
        post(slug + ".md", "Text.").then().statusCode(201);
        Wallet poor = wallet();
        Wallet rich = wallet("1.00");

        problem(read(poor, encoded(slug)), 402, "insufficient_credit")
                .body("preview.url", endsWith(path + "/preview"))
                .header("Link", containsString("<" + path + "/preview>; rel=\"preview\""))
                .header("Link", containsString("article=" + encoded(slug)));
        given().get(path + "/preview")
                .then()
                .statusCode(200)
                .body("slug", is(slug))
                .body("jsonLd.url", endsWith(path));
        as(poor).contentType(ContentType.JSON)
                .header("Idempotency-Key", id)
                .body(Map.of("amount", Map.of("amount", "10.00", "currency", "EUR"), "article", slug))
                .post("/v1/top-ups")
                .then()
                .statusCode(201);
        read(rich, encoded(slug)).then().statusCode(200).body("slug", is(slug));
        as(rich).get("/v1/me/purchases").then().body("items.article", hasItem(slug));
        asAdmin().get("/v1/acts?target=" + encoded(slug)).then().statusCode(200);
    }

    @Test
    void refusedSlugOfAnAddressSaysHowToWriteIt() {
        problem(putMarkdown("%C3%9Cbergr%C3%B6%C3%9Fe%20C%23.md", "Text."), 400, "invalid_parameter", "slug")
                .body("detail", containsString("Write 'ubergrosse-c-sharp'."));
    }

    @Test
    void auditNamesTheArticle() {
        Wallet publisher = staff("PUBLISHER");

        as(publisher)
                .body("Text.")
                .post("/v1/articles?file=" + id + ".md")
                .then()
                .statusCode(201);

        asAdmin()
                .get("/v1/acts?actor=" + publisher.id())
                .then()
                .body("items.act", is(List.of("article.upload")))
                .body("items.target", is(List.of(id)));
    }

    private static String encoded(String slug) {
        return URLEncoder.encode(slug, StandardCharsets.UTF_8);
    }

    /** At a price of 0.05 if it is new and names none. */
    private static Response post(String file, Object content) {
        return asAdmin()
                .contentType("text/markdown")
                .queryParam("file", file)
                .queryParam("price", "0.05")
                .body(content)
                .post("/v1/articles");
    }
}
