package dev.farthing.gate;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.putMarkdown;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Staff list articles that are not on sale; others do not. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ShelfForStaffTest {

    @Test
    void draftsAreListedForStaff() {
        String author = "author-" + UUID.randomUUID();
        String slug = newSlug();
        putMarkdown(slug, "---\ntitle: Not yet\nauthor: " + author + "\ndraft: true\n---\nText.\n");

        asAdmin()
                .get("/v1/articles?status=draft&author=" + author)
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, no-cache")
                .body("items.slug", contains(slug));
        given().get("/v1/articles?author=" + author).then().body("items", hasSize(0));
    }

    @Test
    void draftsAreSearchedByStaffInAnyOrder() {
        String author = "author-" + UUID.randomUUID();
        String first = newSlug();
        String second = newSlug();
        putMarkdown(first, "---\ntitle: Coins\nauthor: " + author + "\ndraft: true\n---\nText.\n");
        putMarkdown(second, "---\ntitle: Notes\nauthor: " + author + "\ndraft: true\n---\nAnd coins.\n");
        putMarkdown(newSlug(), "---\ntitle: Nothing\nauthor: " + author + "\ndraft: true\n---\nText.\n");

        String search = "/v1/articles?status=draft&q=coin&author=" + author;
        asAdmin().get(search).then().body("items.slug", contains(first, second));
        asAdmin().get(search + "&sort=-title").then().body("items.slug", contains(second, first));
    }

    @Test
    void archivedArticlesAreListedForStaff() {
        String author = "author-" + UUID.randomUUID();
        String slug = newSlug();
        putMarkdown(slug, "---\ntitle: Once\nauthor: " + author + "\n---\nText.\n");
        asAdmin().delete("/v1/articles/" + slug);

        asAdmin().get("/v1/articles?status=archived&author=" + author).then().body("items.slug", contains(slug));
    }

    @Test
    void scheduledArticlesAreListedForStaffOnly() {
        String author = "author-" + UUID.randomUUID();
        String slug = newSlug();
        putMarkdown(slug, "---\ntitle: Soon\nauthor: " + author + "\ndate: 2999-01-01\n---\nText.\n");

        asAdmin().get("/v1/articles?status=published&author=" + author).then().body("items.slug", contains(slug));
        given().get("/v1/articles?author=" + author).then().body("items", hasSize(0));
    }

    @Test
    void clientsAndVisitorsDoNotListByStatus() {
        problem(given().get("/v1/articles?status=draft"), 401, "authentication_required", "status");
        problem(as(wallet()).get("/v1/articles?status=draft"), 403, "forbidden", "status");
        problem(asAdmin().get("/v1/articles?status=lost"), 400, "invalid_parameter", "status");
    }

    @Test
    void textOfAPublishedArticleCannotBeEmptied() {
        String slug = newSlug();
        putMarkdown(slug, "---\ntitle: Full\n---\nText.\n");

        problem(putMarkdown(slug, "---\ntitle: Empty\n---\n"), 400, "invalid_field", "body");

        asAdmin().get("/v1/articles/" + slug).then().body("title", is("Full")).body("status", is("PUBLISHED"));
    }
}
