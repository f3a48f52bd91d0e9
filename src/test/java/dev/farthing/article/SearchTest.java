package dev.farthing.article;

import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.published;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Full-text search. Each test looks at a tag of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SearchTest {
    private final String tag = "tag-" + UUID.randomUUID();

    private Map<String, Object> tagged(String title, String price, String publishedAt) {
        Map<String, Object> draft = draft(price, "title", title);
        draft.put("tags", List.of(tag));
        draft.put("publishedAt", publishedAt);
        return draft;
    }

    @Test
    void searchFindsTitleSummaryAndText() {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        String inTitle = published(draft("0", "title", "About " + word));
        String inSummary = published(draft("0", "summary", "About " + word));
        String inBody = published(draft("0", "body", "About " + word));
        published(draft("0", "body", "About nothing"));

        given().queryParam("q", word)
                .get("/v1/articles")
                .then()
                .statusCode(200)
                .body("items.slug", is(List.of(inTitle, inSummary, inBody)));
    }

    @Test
    void searchKnowsTheWordsOfTheArticlesLanguage() {
        Map<String, Object> english = tagged("The running of ledgers", "0", "2026-01-01T00:00:00Z");
        Map<String, Object> german = tagged("Von den Häusern", "0", "2026-01-01T00:00:00Z");
        german.put("language", "de");
        String ledgers = published(english);
        String houses = published(german);

        search("run ledger").then().body("items.slug", is(List.of(ledgers)));
        search("haus").then().body("items.slug", is(List.of(houses)));
        search("-running").then().body("items.slug", is(List.of(houses)));
        search("\"running of ledgers\"").then().body("items.slug", is(List.of(ledgers)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", "a & | ! <->", ":*", "((", "%", "\\", "und; drop table article", "the", " "})
    void searchTakesAnyText(String q) {
        search(q).then().statusCode(200);
    }

    @Test
    void searchPagesByRelevance() {
        for (int i = 1; i <= 5; i++) {
            published(tagged("Coins ".repeat(i), "0", "2026-01-01T00:00:00Z"));
        }
        List<String> whole = slugs(search("coins"));
        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            Response page = (cursor == null ? given() : given().queryParam("cursor", cursor))
                    .queryParam("q", "coins")
                    .queryParam("tag", tag)
                    .queryParam("limit", 2)
                    .get("/v1/articles");
            walked.addAll(slugs(page));
            cursor = page.path("next");
        } while (cursor != null && walked.size() < 10);

        assertEquals(5, whole.size());
        assertEquals(whole, walked);
    }

    private Response search(String q) {
        return given().queryParam("q", q).queryParam("tag", tag).get("/v1/articles");
    }

    private static List<String> slugs(Response page) {
        return page.then().statusCode(200).extract().path("items.slug");
    }
}
