package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.archive;
import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.patch;
import static dev.farthing.support.Calls.published;
import static dev.farthing.support.Calls.staff;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refused reads and their answers. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RefusalTest {
    private static final String TOP_UP = "https://farthing.test/top-up?";

    @Test
    void anonymousRefusalNamesPriceAndNextSteps() {
        Map<String, Object> article = draft("0.05", "summary", "In short.");
        article.put(
                "body",
                "The first paragraph.\n\nThe secret that readers pay for takes eleven more words to tell, and then some more of all of it.");
        String slug = published(article);

        problem(given().get("/v1/articles/" + slug), 402, "payment_required")
                .body("title", is("Payment Required"))
                .body("detail", is("\"A title\" costs EUR 0.05. Send the API key of a client with credit."))
                .body("instance", is("/v1/articles/" + slug))
                .body("price", is(Map.of("amount", "0.05", "currency", "EUR")))
                .body("balance", nullValue())
                .body("shortfall", nullValue())
                .body("topUpUrl", startsWith(TOP_UP))
                .body("preview.title", is("A title"))
                .body("preview.summary", is("In short."))
                .body("preview.lead", is("The first paragraph."))
                .body("preview.url", is("https://farthing.test/v1/articles/" + slug + "/preview"));
    }

    @Test
    void headersOfA402NameTheNextSteps() {
        String slug = article("0.05");

        Response answer = read(wallet("0.01"), slug);

        answer.then()
                .statusCode(402)
                .header("Cache-Control", "no-store")
                .header(
                        "Vary",
                        allOf(containsString("Authorization"), containsString("Accept"), containsString("Origin")))
                .header("Credit-Charged", nullValue());
        assertEquals(
                "<" + answer.path("topUpUrl") + ">; rel=\"payment\"; title=\"Add credit\", </v1/articles/" + slug
                        + "/preview>; rel=\"preview\"",
                answer.header("Link"));
    }

    @Test
    void refusalOfAClientNamesTheShortfall() {
        String slug = article("0.05");

        problem(read(wallet("0.02"), slug), 402, "insufficient_credit")
                .body("detail", is("\"About " + slug + "\" costs EUR 0.05; your credit is EUR 0.02."))
                .body("price", is(Map.of("amount", "0.05", "currency", "EUR")))
                .body("balance", is(Map.of("amount", "0.02", "currency", "EUR")))
                .body("shortfall", is(Map.of("amount", "0.03", "currency", "EUR")))
                .body("topUpUrl", startsWith(TOP_UP));
    }

    @Test
    void clientWithoutCreditHasABalanceOfZero() {
        problem(read(wallet(), article("0.05")), 402, "insufficient_credit")
                .body("balance.amount", is("0.00"))
                .body("shortfall.amount", is("0.05"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
                "application/json;q=0.5, text/html"
            })
    void browserGetsAPageWithTheSameContent(String accept) {
        String slug = published(draft("0.05", "body", "The text. " + "It goes on for longer. ".repeat(5)));

        as(wallet("0.02"))
                .accept(accept)
                .get("/v1/articles/" + slug)
                .then()
                .statusCode(402)
                .contentType("text/html")
                .header("Cache-Control", "no-store")
                .body(containsString("&quot;A title&quot; costs EUR 0.05; your credit is EUR 0.02."))
                .body(containsString("0.03 EUR"))
                .body(containsString("href=\"" + TOP_UP))
                .body(containsString("insufficient_credit"))
                .body(containsString("href=\"https://farthing.test/errors#insufficient-credit\""))
                .body(containsString(">The text.</blockquote>"));
    }

    @Test
    void titleAndLeadKeepTheirDirectionOnAnEnglishPage() {
        Map<String, Object> article = draft("0.05", "title", "خبز \"و\" زبدة");
        article.put("language", "ar-EG");
        article.put("body", "The text. " + "It goes on for longer. ".repeat(5));
        String path = "/v1/articles/" + published(article);

        given().accept("text/html")
                .get(path)
                .then()
                .statusCode(402)
                .body(containsString("<html lang=\"en\">"))
                .body(containsString(
                        "&quot;<bdi lang=\"ar-EG\" dir=\"rtl\">خبز &quot;و&quot; زبدة</bdi>&quot; costs EUR 0.05."))
                .body(containsString("<blockquote lang=\"ar-EG\" dir=\"rtl\">"));
        given().get(path).then().statusCode(402).body("preview.language", is("ar-EG"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/problem+json, */*;q=0.1", "text/markdown"})
    void programGetsProblemJson(String accept) {
        problem(given().accept(accept).get("/v1/articles/" + article("0.05")), 402, "payment_required");
    }

    @Test
    void titleIsEscapedOnThePage() {
        String slug = published(draft("0.05", "title", "<script>alert(1)</script>"));

        given().accept("text/html")
                .get("/v1/articles/" + slug)
                .then()
                .statusCode(402)
                .body(containsString("&lt;script&gt;alert(1)&lt;/script&gt;"))
                .body(not(containsString("<script>alert")));
    }

    @Test
    void unknownSlugIs404ForAllRoles() {
        String path = "/v1/articles/" + newSlug();

        problem(given().get(path), 404, "article_not_found");
        problem(as(wallet()).get(path), 404, "article_not_found");
        problem(as(wallet("1.00")).get(path), 404, "article_not_found");
        problem(as(staff("PUBLISHER")).get(path), 404, "article_not_found");
        problem(asAdmin().get(path), 404, "article_not_found");
        problem(given().get(path + "/preview"), 404, "article_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"DRAFT\"}",
                "{\"status\":\"ARCHIVED\"}",
                "{\"publishedAt\":\"2999-01-01T00:00:00Z\"}",
                "{\"expiresAt\":\"2026-01-01T00:00:00Z\"}",
            })
    void articleThatIsNotOnSaleIs404ForAllButStaff(String change) {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");
        patch(slug, change).then().statusCode(200);

        problem(given().get("/v1/articles/" + slug), 404, "article_not_found");
        problem(read(reader, slug), 404, "article_not_found");
        as(reader).head("/v1/articles/" + slug).then().statusCode(404);
        problem(given().get("/v1/articles/" + slug + "/preview"), 404, "article_not_found");
        as(staff("PUBLISHER")).get("/v1/articles/" + slug).then().statusCode(200);
        asAdmin().get("/v1/articles/" + slug).then().statusCode(200);
        assertEquals("1.00", balance(reader));
    }

    @Test
    void freeDraftIs404Too() {
        problem(given().get("/v1/articles/" + published(draft("0", "status", "DRAFT"))), 404, "article_not_found");
    }

    @Test
    void archivedArticleIsStillServedToItsOwners() {
        String slug = article("0.05");
        Wallet owner = wallet("1.00");
        read(owner, slug).then().statusCode(200);
        archive(slug).then().statusCode(204);

        read(owner, slug)
                .then()
                .statusCode(200)
                .header("Credit-Charged", "0 EUR")
                .body("slug", is(slug));

        problem(read(wallet("1.00"), slug), 404, "article_not_found");
    }

    @Test
    void endedArticleIsStillServedToItsOwners() {
        String slug = article("0.05");
        Wallet owner = wallet("1.00");
        String etag = read(owner, slug).then().statusCode(200).extract().header("ETag");

        // As time does it: no change of the article, whose text is cached.
        TestDatabase.shared().execute("update article set expires_at = clock_timestamp() where slug = '" + slug + "'");

        as(owner)
                .header("If-None-Match", etag)
                .get("/v1/articles/" + slug)
                .then()
                .statusCode(304)
                .header("Credit-Charged", "0 EUR");
        as(owner).get("/v1/me/purchases").then().statusCode(200).body("items.article", hasItem(slug));
        problem(read(wallet("1.00"), slug), 404, "article_not_found");
        problem(given().header("If-None-Match", etag).get("/v1/articles/" + slug), 404, "article_not_found");
    }

    @Test
    void endedFreeArticleIs404() {
        String slug = article("0");
        given().get("/v1/articles/" + slug).then().statusCode(200);

        TestDatabase.shared().execute("update article set expires_at = clock_timestamp() where slug = '" + slug + "'");

        problem(given().get("/v1/articles/" + slug), 404, "article_not_found");
    }
}
