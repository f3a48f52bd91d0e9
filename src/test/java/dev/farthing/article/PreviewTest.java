package dev.farthing.article;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.patch;
import static dev.farthing.support.Calls.published;
import static dev.farthing.support.Calls.put;
import static dev.farthing.support.Calls.putMarkdown;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static java.util.stream.Collectors.joining;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public preview of an article. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PreviewTest {

    private static String whole() {
        Map<String, Object> draft = draft("0.05", "summary", "In short.");
        draft.put("title", "Bread </script> & butter");
        draft.put(
                "body",
                "# Heading\n\nThe *first* paragraph.\n\nThe secret that readers pay for takes eleven more words to tell, and then some more.");
        draft.put("tags", List.of("food", "money"));
        draft.put("author", "Ada");
        draft.put("publishedAt", "2026-01-05T10:00:00Z");
        return published(draft);
    }

    @Test
    void previewShowsTheFirstParagraphAndNoMore() {
        String slug = whole();

        given().get("/v1/articles/" + slug + "/preview")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "public, max-age=60")
                .body("slug", is(slug))
                .body("title", is("Bread </script> & butter"))
                .body("summary", is("In short."))
                .body("lead", is("The first paragraph."))
                .body("price", is(Map.of("amount", "0.05", "currency", "EUR")))
                .body("tags", is(List.of("food", "money")))
                .body("author", is("Ada"))
                .body("publishedAt", is("2026-01-05T10:00:00Z"))
                .body("wordCount", is(20))
                .body("body", nullValue())
                .body("bodyHtml", nullValue())
                .body(not(containsString("secret")));
    }

    @Test
    void structuredDataTellsSearchEnginesOfThePaywall() {
        String slug = whole();
        String url = "https://farthing.test/v1/articles/" + slug;

        given().get("/v1/articles/" + slug + "/preview")
                .then()
                .body("jsonLd.'@context'", is("https://schema.org"))
                .body("jsonLd.'@type'", is("Article"))
                .body("jsonLd.headline", is("Bread </script> & butter"))
                .body("jsonLd.description", is("In short."))
                .body("jsonLd.author", is(Map.of("@type", "Person", "name", "Ada")))
                .body("jsonLd.datePublished", is("2026-01-05T10:00:00Z"))
                .body("jsonLd.isAccessibleForFree", is(false))
                .body("jsonLd.hasPart.isAccessibleForFree", is(false))
                .body("jsonLd.hasPart.cssSelector", is(".paywall"))
                .body(
                        "jsonLd.offers",
                        is(Map.of("@type", "Offer", "price", "0.05", "priceCurrency", "EUR", "url", url)))
                .body("jsonLd.url", is(url));
    }

    @Test
    void freeArticleIsAccessibleForFree() {
        given().get("/v1/articles/" + article("0") + "/preview")
                .then()
                .statusCode(200)
                .body("jsonLd.isAccessibleForFree", is(true))
                .body("jsonLd.hasPart", nullValue())
                .body("jsonLd.offers", nullValue());
    }

    @Test
    void pageCarriesTheStructuredDataUnbroken() {
        given().accept("text/html")
                .get("/v1/articles/" + whole() + "/preview")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("<script type=\"application/ld+json\">"))
                .body(containsString("\"isAccessibleForFree\":false"))
                .body(containsString("Bread &lt;/script&gt; &amp; butter"))
                .body(containsString("Bread \\u003c/script\\u003e \\u0026 butter"))
                .body(allOf(containsString("The first paragraph."), not(containsString("secret"))));
    }

    @Test
    void previewCostsNothingEvenWithAKey() {
        Wallet reader = wallet("1.00");

        as(reader).get("/v1/articles/" + article("0.05") + "/preview").then().statusCode(200);

        assertEquals("1.00", balance(reader));
    }

    @Test
    void previewRevalidates() {
        String path = "/v1/articles/" + whole() + "/preview";
        String etag = given().get(path).header("ETag");

        given().header("If-None-Match", etag).get(path).then().statusCode(304).header("ETag", etag);
        given().accept("text/html")
                .header("If-None-Match", etag)
                .get(path)
                .then()
                .statusCode(200);
    }

    /** Fifty words, ten in each sentence. */
    private static String sentences() {
        return IntStream.rangeClosed(1, 5)
                .mapToObj(n -> "Sentence " + n + " has ten words and one word is marmalade" + n + ".")
                .collect(joining(" "));
    }

    private static String priced(Object... more) {
        Map<String, Object> draft = draft("0.05");
        draft.put("body", sentences());
        for (int i = 0; i < more.length; i += 2) {
            draft.put((String) more[i], more[i + 1]);
        }
        return published(draft);
    }

    private static String lead(String slug) {
        return given().get("/v1/articles/" + slug + "/preview").path("lead");
    }

    @Test
    void oneParagraphIsNotGivenAwayAnywhere() {
        String slug = priced();
        String path = "/v1/articles/" + slug;

        for (String type : List.of("application/json", "text/html")) {
            for (String free : List.of(path, path + "/preview")) {
                given().accept(type)
                        .get(free)
                        .then()
                        .body(allOf(containsString("marmalade1."), not(containsString("marmalade2"))));
            }
        }
        given().queryParam("q", "\"word is marmalade1\"")
                .queryParam("limit", 100)
                .get("/v1/articles")
                .then()
                .body("items.slug", hasItem(slug));
        given().queryParam("q", "\"marmalade1 sentence\"")
                .get("/v1/articles")
                .then()
                .body("items", empty());
    }

    @Test
    void shortTextHasNoLeadAndNoEmptyParagraphs() {
        String slug = priced("body", "Only one sentence.");

        assertEquals("", lead(slug));
        given().get("/v1/articles/" + slug + "/preview").then().body("jsonLd.description", nullValue());
        given().accept("text/html")
                .get("/v1/articles/" + slug + "/preview")
                .then()
                .body(not(anyOf(containsString("<p></p>"), containsString("<em></em>"))));
        given().accept("text/html")
                .get("/v1/articles/" + slug)
                .then()
                .statusCode(402)
                .body(not(containsString("blockquote")));
    }

    @Test
    void summaryStandsInForAMissingLeadOnThePageOfARefusal() {
        given().accept("text/html")
                .get("/v1/articles/" + priced("body", "Only one sentence.", "summary", "In <short>."))
                .then()
                .body(containsString(">In &lt;short&gt;.</blockquote>"));
    }

    @ParameterizedTest
    @CsvSource({"20, 2", "29, 2", "500, 2", "10, 1", "9, 0", "0, 0"})
    void publisherChoosesTheWordsOfTheLead(int words, int sentences) {
        String slug = priced("preview", words);

        String lead = lead(slug);

        assertEquals(sentences, lead.isEmpty() ? 0 : lead.split("\\.").length);
    }

    @Test
    void publisherChangesTheLead() {
        String slug = priced("preview", "none");
        assertEquals("", lead(slug));

        patch(slug, Map.of("preview", 25)).then().statusCode(200).body("preview", is(25));
        assertTrue(lead(slug).endsWith("marmalade2."));

        patch(slug, Map.of("title", "Another")).then().body("preview", is(25));
        assertTrue(lead(slug).endsWith("marmalade2."));

        patch(slug, Collections.singletonMap("preview", null)).then().body("preview", nullValue());
        assertTrue(lead(slug).endsWith("marmalade1."));
    }

    @Test
    void previewInJsonIsANumberOfWordsOrNone() {
        for (Object wrong : List.of(-1, 501, 1.5, "many", true)) {
            Map<String, Object> draft = draft("0.05");
            draft.put("preview", wrong);
            problem(put(newSlug(), draft), 400, "invalid_field").body("field", is("preview"));
        }
    }

    @Test
    void leadFollowsThePrice() {
        String slug = published(draft("0", "body", sentences()));
        assertTrue(lead(slug).endsWith("marmalade5."));

        patch(slug, Map.of("price", eur("0.05")));
        assertTrue(lead(slug).endsWith("marmalade1."));
        given().queryParam("q", "\"marmalade1 sentence\"")
                .get("/v1/articles")
                .then()
                .body("items.slug", not(hasItem(slug)));

        patch(slug, Map.of("price", eur("0")));
        assertTrue(lead(slug).endsWith("marmalade5."));
    }

    @Test
    void longerLeadThanHalfOfTheTextIsAWarning() {
        Map<String, Object> draft = draft("0.05", "body", sentences());
        draft.put("preview", 26);

        put(newSlug(), draft)
                .then()
                .statusCode(201)
                .body("warnings[0].field", is("preview"))
                .body("warnings[0].value", is("26"));
        draft.put("preview", 25);
        put(newSlug(), draft).then().statusCode(201).body("warnings", empty());
    }

    @Test
    void summaryThatIsTheTextIsAWarning() {
        Map<String, Object> draft = draft("0.05", "body", sentences());
        draft.put("summary", sentences().substring(0, sentences().length() / 2 + 5));

        put(newSlug(), draft)
                .then()
                .statusCode(201)
                .body("warnings.field", is(List.of("summary")))
                .body("warnings.why", is(List.of("It is more than half of the text, and free to read.")));
        draft.put("price", eur("0"));
        put(newSlug(), draft).then().body("warnings", empty());
    }

    @Test
    void fileChoosesItsLead() {
        String slug = newSlug();
        putMarkdown(slug, "---\nprice: 0.05\npreview: 20\n---\n" + sentences())
                .then()
                .statusCode(201)
                .body("preview", is(20));
        assertTrue(lead(slug).endsWith("marmalade2."));

        putMarkdown(slug, "---\nprice: 0.05\npreview: none\n---\n" + sentences());
        assertEquals("", lead(slug));

        putMarkdown(slug, "---\npreview: img/a.png\n---\n" + sentences())
                .then()
                .body("warnings.field", is(List.of("preview")))
                .body("warnings.value", is(List.of("img/a.png")))
                .body("metadata.preview", is("img/a.png"));
        assertTrue(lead(slug).endsWith("marmalade1."));
    }

    @Test
    void fileNamesItsOwnMark() {
        String slug = newSlug();
        putMarkdown(
                slug,
                "---\nprice: 0.05\nexcerpt_separator: <!-- cut -->\n---\nShort.\n\n<!-- cut -->\n\n" + sentences());
        assertEquals("Short.", lead(slug));

        patch(slug, Map.of("title", "Another"));
        assertEquals("Short.", lead(slug));
    }

    @Test
    void noCacheKeepsThePreviewOfAnEndedArticle() {
        String slug = published(draft(
                "0.05", "expiresAt", Instant.now().plus(Duration.ofSeconds(30)).toString()));

        String cacheControl = given().get("/v1/articles/" + slug + "/preview").header("Cache-Control");

        int maxAge = Integer.parseInt(cacheControl.replace("public, max-age=", ""));
        assertTrue(maxAge >= 0 && maxAge <= 30, cacheControl);
    }

    @Test
    void noCacheKeepsAListWithAnEndedArticle() {
        String author = "Author of " + newSlug();
        Map<String, Object> draft = draft(
                "0.05", "expiresAt", Instant.now().plus(Duration.ofSeconds(20)).toString());
        draft.put("author", author);
        published(draft);

        String cacheControl =
                given().queryParam("author", author).get("/v1/articles").header("Cache-Control");

        int maxAge = Integer.parseInt(cacheControl.replace("public, max-age=", ""));
        assertTrue(maxAge >= 0 && maxAge <= 20, cacheControl);
    }
}
