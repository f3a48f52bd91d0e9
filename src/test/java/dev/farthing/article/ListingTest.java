package dev.farthing.article;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.archive;
import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.patch;
import static dev.farthing.support.Calls.published;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The public list of articles: filters, sorts and pages. Each test uses a tag of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ListingTest {
    private final String tag = "tag-" + UUID.randomUUID();

    private Map<String, Object> tagged(String title, String price, String publishedAt) {
        Map<String, Object> draft = draft(price, "title", title);
        draft.put("tags", List.of(tag));
        draft.put("publishedAt", publishedAt);
        return draft;
    }

    private void threeArticles() {
        published(tagged("Beta", "0.30", "2026-01-01T00:00:00Z"));
        published(tagged("Alpha", "0.10", "2026-01-03T00:00:00Z"));
        published(tagged("Gamma", "0.20", "2026-01-02T00:00:00Z"));
    }

    @Test
    void summaryHasTheFieldsAReaderChoosesBy() {
        Map<String, Object> draft = tagged("A title", "0.05", "2026-01-05T10:00:00Z");
        draft.put("summary", "In short.");
        draft.put("author", "Ada");
        String slug = published(draft);

        given().queryParam("tag", tag)
                .get("/v1/articles")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(
                        "items",
                        is(List.of(Map.of(
                                "slug", slug,
                                "title", "A title",
                                "summary", "In short.",
                                "price", Map.of("amount", "0.05", "currency", "EUR"),
                                "tags", List.of(tag),
                                "author", "Ada",
                                "language", "en",
                                "publishedAt", "2026-01-05T10:00:00Z",
                                "wordCount", 2))))
                .body("next", nullValue())
                .body("$", org.hamcrest.Matchers.hasKey("next"));
    }

    @ParameterizedTest
    @CsvSource({
        ", Alpha Gamma Beta",
        "-publishedAt, Alpha Gamma Beta",
        "publishedAt, Beta Gamma Alpha",
        "title, Alpha Beta Gamma",
        "-title, Gamma Beta Alpha",
        "price, Alpha Gamma Beta",
        "-price, Beta Gamma Alpha",
    })
    void sortIsOneOfSix(String sort, String titles) {
        threeArticles();

        Response list = (sort == null ? given() : given().queryParam("sort", sort))
                .queryParam("tag", tag)
                .get("/v1/articles");

        list.then().statusCode(200).body("items.title", is(List.of(titles.split(" "))));
    }

    @Test
    void titlesSortAsInADictionaryOverAllPages() {
        List<String> sorted = List.of("Ångström", "\"Apple\"", "banana", "echo", "éclair", "Zebra", "Ярмарка", "東京");
        for (int i = 0; i < sorted.size(); i++) {
            published(tagged(sorted.get(i * 3 % sorted.size()), "0", "2026-01-01T00:00:00Z"));
        }

        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            Response page = page("title", 3, cursor);
            walked.addAll(page.path("items.title"));
            cursor = page.path("next");
        } while (cursor != null && walked.size() < 20);

        assertEquals(sorted, walked);
    }

    @ParameterizedTest
    @CsvSource({"Straße News, STRASSE NEWS", "straße news, Straße News", "Île, île", "ΟΔΟΣ, οδος", "ＡＢ, ab"})
    void tagsAreFoundInAnyCaseAndKeepTheirSpelling(String spelled, String asked) {
        Map<String, Object> draft = draft("0");
        draft.put("tags", List.of(spelled + tag, "Other"));
        String slug = published(draft);

        given().queryParam("tag", asked + tag.toUpperCase(Locale.ROOT))
                .get("/v1/articles")
                .then()
                .body("items.slug", is(List.of(slug)))
                .body("items[0].tags", is(List.of(spelled + tag, "Other")));
    }

    @ParameterizedTest
    @CsvSource({
        "de, German Austrian",
        "DE, German Austrian",
        "de-AT, Austrian",
        "de_at, Austrian",
        "zh-Hant, Taiwanese",
        "fr, ''"
    })
    void languageListsItsVariantsToo(String language, String titles) {
        Map.of("German", "de", "Austrian", "de-AT", "Taiwanese", "zh-Hant-TW", "Danish", "da")
                .forEach((title, tagOfLanguage) -> {
                    Map<String, Object> draft = tagged(title, "0", "2026-01-01T00:00:00Z");
                    draft.put("language", tagOfLanguage);
                    published(draft);
                });

        given().queryParam("tag", tag)
                .queryParam("language", language)
                .queryParam("sort", "-title")
                .get("/v1/articles")
                .then()
                .statusCode(200)
                .body("items.title", is(titles.isEmpty() ? List.of() : List.of(titles.split(" "))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"german!", "x", "de%", "d"})
    void languageThatIsNoneIsRefused(String language) {
        given().queryParam("language", language)
                .get("/v1/articles")
                .then()
                .statusCode(400)
                .body("error.code", is("invalid_parameter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-publishedAt", "publishedAt", "title", "-title", "price", "-price"})
    void pagesHaveNoGapsOrRepeats(String sort) {
        for (int i = 0; i < 5; i++) {
            published(tagged("Same", "0.10", "2026-01-01T00:00:00Z"));
        }
        List<String> whole = slugs(page(sort, 100, null));

        List<String> walked = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            Response page = page(sort, 2, cursor);
            walked.addAll(slugs(page));
            cursor = page.path("next");
            pages++;
        } while (cursor != null && pages < 10);

        assertEquals(3, pages);
        assertEquals(5, whole.size());
        assertEquals(whole, walked);
    }

    @Test
    void linkLeadsToTheNextPage() {
        threeArticles();
        Response first = page("title", 2, null);

        String link = first.header("Link");
        Response second = given().get(link.substring(1, link.indexOf('>')));

        first.then().header("Link", allOf(containsString("</v1/articles?"), containsString(">; rel=\"next\"")));
        second.then().statusCode(200).body("items.title", is(List.of("Gamma"))).header("Link", nullValue());
    }

    @Test
    void pageHasTwentyItemsByDefault() {
        for (int i = 0; i < 21; i++) {
            published(tagged("Same", "0", "2026-01-01T00:00:00Z"));
        }

        given().queryParam("tag", tag)
                .get("/v1/articles")
                .then()
                .body("items.size()", is(20))
                .body("next", notNullValue());
        page("title", 21, null).then().body("items.size()", is(21)).body("next", nullValue());
    }

    @Test
    void authorIsMatchedWhole() {
        Map<String, Object> draft = draft("0", "author", "Ada " + tag);
        String slug = published(draft);

        given().queryParam("author", "Ada " + tag).get("/v1/articles").then().body("items.slug", is(List.of(slug)));
        given().queryParam("author", "Ada").get("/v1/articles").then().body("items.slug", not(List.of(slug)));
    }

    @Test
    void listHasOnlyArticlesOnSaleEvenForStaff() {
        String archived = published(tagged("Archived", "0", "2026-01-01T00:00:00Z"));
        archive(archived).then().statusCode(204);
        published(tagged("Future", "0", "2999-01-01T00:00:00Z"));
        String draft = published(tagged("Draft", "0", "2026-01-01T00:00:00Z"));
        patch(draft, Map.of("status", "DRAFT")).then().statusCode(200);
        String ended = published(tagged("Ended", "0", "2026-01-01T00:00:00Z"));
        patch(ended, Map.of("expiresAt", "2026-01-02T00:00:00Z")).then().statusCode(200);

        given().queryParam("tag", tag).get("/v1/articles").then().body("items", empty());
        given().queryParam("tag", tag)
                .queryParam("q", "ended")
                .get("/v1/articles")
                .then()
                .body("items", empty());
        asAdmin()
                .queryParam("tag", tag)
                .get("/v1/articles")
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void listShowsAClientItsOwnedArticles() {
        Wallet reader = wallet("1.00");
        String bought = published(tagged("1 bought", "0.05", "2026-01-01T00:00:00Z"));
        published(tagged("2 not bought", "0.05", "2026-01-01T00:00:00Z"));
        published(tagged("3 free", "0", "2026-01-01T00:00:00Z"));
        read(reader, bought).then().statusCode(200);

        as(reader)
                .queryParam("tag", tag)
                .queryParam("sort", "title")
                .get("/v1/articles")
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, no-cache")
                .body("items.owned", is(List.of(true, false, true)));
    }

    @Test
    void anonymousListIsPubliclyCacheableAndRevalidates() {
        String slug = published(tagged("One", "0.05", "2026-01-01T00:00:00Z"));
        Response first = given().queryParam("tag", tag).get("/v1/articles");
        String etag = first.header("ETag");
        first.then()
                .header("Cache-Control", allOf(containsString("public"), containsString("max-age")))
                .header("Vary", containsString("Authorization"))
                .body("items[0].owned", nullValue());

        given().queryParam("tag", tag)
                .header("If-None-Match", etag)
                .get("/v1/articles")
                .then()
                .statusCode(304)
                .header("ETag", etag);

        patch(slug, Map.of("title", "Two")).then().statusCode(200);
        given().queryParam("tag", tag)
                .header("If-None-Match", etag)
                .get("/v1/articles")
                .then()
                .statusCode(200)
                .body("items.title", is(List.of("Two")));
    }

    @Test
    void headOfTheListIs200() {
        article("0");

        given().head("/v1/articles").then().statusCode(200).header("ETag", notNullValue());
    }

    private Response page(String sort, int limit, String cursor) {
        return (cursor == null ? given() : given().queryParam("cursor", cursor))
                .queryParam("tag", tag)
                .queryParam("sort", sort)
                .queryParam("limit", limit)
                .get("/v1/articles");
    }

    private static List<String> slugs(Response page) {
        return page.then().statusCode(200).extract().path("items.slug");
    }
}
