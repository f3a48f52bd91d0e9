package dev.farthing.article;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.published;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The public preview of an article. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PreviewTest {

    private static String whole() {
        Map<String, Object> draft = draft("0.05", "summary", "In short.");
        draft.put("title", "Bread </script> & butter");
        draft.put("body", "# Heading\n\nThe *first* paragraph.\n\nThe secret.");
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
                .body("wordCount", is(6))
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

    @Test
    void noCacheKeepsThePreviewOfAnEndedArticle() {
        String slug = published(draft(
                "0.05", "expiresAt", Instant.now().plus(Duration.ofSeconds(30)).toString()));

        String cacheControl = given().get("/v1/articles/" + slug + "/preview").header("Cache-Control");

        int maxAge = Integer.parseInt(cacheControl.replace("public, max-age=", ""));
        assertTrue(maxAge >= 0 && maxAge <= 30, cacheControl);
    }
}
