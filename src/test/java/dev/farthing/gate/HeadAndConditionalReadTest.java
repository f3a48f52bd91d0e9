package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.patch;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HEAD, If-None-Match and Range pass the same gate as GET, and HEAD never buys. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class HeadAndConditionalReadTest {

    @Test
    void headNeverCharges() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");

        as(reader)
                .head("/v1/articles/" + slug)
                .then()
                .statusCode(402)
                .header("Cache-Control", "no-store")
                .header("Link", containsString("rel=\"preview\""))
                .body(emptyString());

        assertEquals("1.00", balance(reader));
        assertEquals(1, entries(reader));
    }

    @Test
    void headOfAnOwnedArticleIs200() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");
        String etag = read(reader, slug).header("ETag");

        as(reader)
                .head("/v1/articles/" + slug)
                .then()
                .statusCode(200)
                .header("ETag", etag)
                .header("Credit-Charged", "0 EUR")
                .header("Credit-Balance", "0.95 EUR")
                .header("Cache-Control", "private, no-cache")
                .body(emptyString());
    }

    @Test
    void headOfAFreeArticleIs200() {
        given().head("/v1/articles/" + article("0")).then().statusCode(200).header("ETag", notNullValue());
    }

    @Test
    void headIsRefusedAsGetIs() {
        given().head("/v1/articles/" + article("0.05")).then().statusCode(402).body(emptyString());
        given().head("/v1/articles/" + newSlug()).then().statusCode(404).body(emptyString());
        as("nonsense").head("/v1/articles/" + newSlug()).then().statusCode(401).body(emptyString());
    }

    @Test
    void ownersCopyRevalidates() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");
        String etag = read(reader, slug).header("ETag");

        as(reader)
                .header("If-None-Match", etag)
                .get("/v1/articles/" + slug)
                .then()
                .statusCode(304)
                .header("ETag", etag)
                .header("Credit-Charged", "0 EUR")
                .header("Credit-Balance", "0.95 EUR")
                .header("Cache-Control", "private, no-cache")
                .header("Vary", containsString("Authorization"))
                .body(emptyString());
    }

    @Test
    void etagIsStrong() {
        String etag = read(wallet("1.00"), article("0.05")).header("ETag");

        assertTrue(etag.matches("\"[^\"]+\""), etag);
    }

    @Test
    void changedArticleIsSentAgain() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");
        String etag = read(reader, slug).header("ETag");
        patch(slug, Map.of("body", "Another text.")).then().statusCode(200);

        as(reader)
                .header("If-None-Match", etag)
                .get("/v1/articles/" + slug)
                .then()
                .statusCode(200)
                .header("ETag", not(etag))
                .header("Credit-Charged", "0 EUR")
                .body("body", is("Another text."));
    }

    @Test
    void tagOfAnotherClientGivesNoAccess() {
        String slug = article("0.05");
        String etag = read(wallet("1.00"), slug).header("ETag");

        problem(given().header("If-None-Match", etag).get("/v1/articles/" + slug), 402, "payment_required");
        problem(as(wallet()).header("If-None-Match", etag).get("/v1/articles/" + slug), 402, "insufficient_credit");
        given().header("If-None-Match", etag)
                .head("/v1/articles/" + slug)
                .then()
                .statusCode(402);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "same"})
    void newPurchaseReturnsTheArticleDespiteACachedCopy(String ifNoneMatch) {
        String slug = article("0.05");
        String etag = read(wallet("1.00"), slug).header("ETag");
        Wallet reader = wallet("1.00");

        as(reader)
                .header("If-None-Match", ifNoneMatch.equals("same") ? etag : ifNoneMatch)
                .get("/v1/articles/" + slug)
                .then()
                .statusCode(200)
                .header("Credit-Charged", "0.05 EUR")
                .body("slug", is(slug));
    }

    @Test
    void rangeIsGatedToo() {
        String slug = article("0.05");

        problem(given().header("Range", "bytes=0-9").get("/v1/articles/" + slug), 402, "payment_required");
    }

    @Test
    void rangeOfAnOwnedArticleReturnsTheWhole() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");
        read(reader, slug);

        as(reader)
                .header("Range", "bytes=0-9")
                .get("/v1/articles/" + slug)
                .then()
                .statusCode(200)
                .body("slug", is(slug));
    }

    @Test
    void eachFormHasItsOwnEtag() {
        String path = "/v1/articles/" + article("0");
        String json = given().accept("application/json").get(path).header("ETag");
        String markdown = given().accept("text/markdown").get(path).header("ETag");
        String html = given().accept("text/html").get(path).header("ETag");

        assertNotEquals(json, markdown);
        assertNotEquals(json, html);
        assertNotEquals(markdown, html);
        given().accept("text/html")
                .header("If-None-Match", json)
                .get(path)
                .then()
                .statusCode(200);
        given().accept("text/html")
                .header("If-None-Match", html)
                .get(path)
                .then()
                .statusCode(304);
    }

    @Test
    void weakenedTagStillRevalidates() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");
        String etag = read(reader, slug).header("ETag");

        as(reader)
                .header("If-None-Match", "\"other\", W/" + etag)
                .get("/v1/articles/" + slug)
                .then()
                .statusCode(304)
                .header("Credit-Charged", "0 EUR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html;q=0", "*/*;q=0", "application/pdf"})
    void unacceptableFormIsNotCharged(String accept) {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");

        problem(as(reader).header("Accept", accept).get("/v1/articles/" + slug), 406, "not_acceptable");

        assertEquals("1.00", balance(reader));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=%00", "x=LONG"})
    void refusedAddressIsNotCharged(String query) {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");

        int status = as(reader)
                .get("/v1/articles/" + slug + "?" + query.replace("LONG", "a".repeat(9_000)))
                .statusCode();

        assertTrue(status == 400 || status == 414, () -> "answered " + status);
        assertEquals("1.00", balance(reader));
    }
}
