package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.published;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An article's three forms: JSON, Markdown and HTML. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RepresentationTest {

    private static String whole() {
        Map<String, Object> draft = draft("0", "summary", "In short.");
        draft.put("title", "Bread & butter");
        draft.put("body", "# One\n\nTwo *three* four: ä€😀.\n");
        draft.put("tags", List.of("food", "money"));
        draft.put("author", "Ada <Lovelace>");
        draft.put("language", "de");
        draft.put("publishedAt", "2026-01-05T10:00:00Z");
        draft.put("accessPeriod", "P7D");
        draft.put("metadata", Map.of("series", Map.of("part", 2)));
        return published(draft);
    }

    @Test
    void jsonIsTheWholeArticle() {
        String slug = whole();

        given().accept("application/json")
                .get("/v1/articles/" + slug)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Content-Language", "de")
                .header(
                        "Vary",
                        allOf(containsString("Authorization"), containsString("Accept"), containsString("Origin")))
                .body("slug", is(slug))
                .body("title", is("Bread & butter"))
                .body("summary", is("In short."))
                .body("price", is(Map.of("amount", "0.00", "currency", "EUR")))
                .body("tags", is(List.of("food", "money")))
                .body("author", is("Ada <Lovelace>"))
                .body("language", is("de"))
                .body("publishedAt", is("2026-01-05T10:00:00Z"))
                .body("accessPeriod", is("P7D"))
                .body("status", is("PUBLISHED"))
                .body("wordCount", is(5))
                .body("metadata", is(Map.of("series", Map.of("part", 2))))
                .body("body", is("# One\n\nTwo *three* four: ä€😀.\n"))
                .body("bodyHtml", containsString("<p>Two <em>three</em> four: ä€😀.</p>"));
    }

    @Test
    void markdownIsTheBodyAsPublished() {
        given().accept("text/markdown")
                .get("/v1/articles/" + whole())
                .then()
                .statusCode(200)
                .header("Content-Type", is("text/markdown;charset=UTF-8"))
                .header("Content-Language", "de")
                .body(is("# One\n\nTwo *three* four: ä€😀.\n"));
    }

    @Test
    void htmlIsAPage() {
        given().accept("text/html")
                .get("/v1/articles/" + whole())
                .then()
                .statusCode(200)
                .header("Content-Type", is("text/html;charset=UTF-8"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Language", "de")
                .body(containsString("<html lang=\"de\">"))
                .body(containsString("<title>Bread &amp; butter</title>"))
                .body(containsString("Ada &lt;Lovelace&gt;"))
                .body(containsString("<p>Two <em>three</em> four: ä€😀.</p>"))
                .body(not(containsString("<script")));
    }

    @ParameterizedTest
    @CsvSource({
        "he, <html lang=\"he\" dir=\"rtl\">",
        "ku-Arab, <html lang=\"ku-Arab\" dir=\"rtl\">",
        "ku, <html lang=\"ku\">"
    })
    void pagesRunInTheDirectionOfTheirLanguage(String language, String start) {
        String path = "/v1/articles/" + published(draft("0.00", "language", language));

        given().accept("text/html").get(path).then().statusCode(200).body(containsString(start));
        given().accept("text/html")
                .get(path + "/preview")
                .then()
                .statusCode(200)
                .body(containsString(start));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/*                                                             | application/json",
                "application/*                                                   | application/json",
                "text/*                                                          | text/markdown",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html",
                "text/markdown;q=0.5, text/html;q=0.9                            | text/html",
                "application/json;q=0.1, text/markdown                           | text/markdown",
                "image/png, text/markdown;q=0.2                                  | text/markdown",
                "text/html;q=0, application/json                                 | application/json",
            })
    void acceptChoosesTheForm(String accept, String type) {
        given().accept(accept)
                .get("/v1/articles/" + article("0"))
                .then()
                .statusCode(200)
                .contentType(type);
    }

    @Test
    void withoutAcceptItIsJson() {
        given().get("/v1/articles/" + article("0")).then().statusCode(200).contentType("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "image/png", "text/csv"})
    void unavailableFormIsRefusedWithoutACharge(String accept) {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");

        problem(as(reader).accept(accept).get("/v1/articles/" + slug), 406, "not_acceptable");

        assertEquals("1.00", balance(reader));
    }

    @ParameterizedTest
    @CsvSource({"application/json", "text/markdown", "text/html"})
    void everyFormCostsTheSameAndOnce(String first) {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");
        as(reader)
                .accept(first)
                .get("/v1/articles/" + slug)
                .then()
                .statusCode(200)
                .header("Credit-Charged", "0.05 EUR")
                .header("Credit-Balance", "0.95 EUR");

        for (String again : List.of("application/json", "text/markdown", "text/html")) {
            as(reader)
                    .accept(again)
                    .get("/v1/articles/" + slug)
                    .then()
                    .statusCode(200)
                    .header("Credit-Charged", "0 EUR");
        }
    }
}
