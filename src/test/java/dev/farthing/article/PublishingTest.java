package dev.farthing.article;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Calls.archive;
import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.patch;
import static dev.farthing.support.Calls.published;
import static dev.farthing.support.Calls.put;
import static dev.farthing.support.Calls.staff;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Request;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Articles as JSON: created, replaced, patched, archived. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PublishingTest {

    @Test
    void newArticleIsCreated() {
        String slug = newSlug();

        put(slug, draft("0.05"))
                .then()
                .statusCode(201)
                .header("Location", endsWith("/v1/articles/" + slug))
                .header("ETag", notNullValue())
                .body("slug", is(slug))
                .body("title", is("A title"))
                .body("summary", is(""))
                .body("price", is(Map.of("amount", "0.05", "currency", "EUR")))
                .body("tags", is(List.of()))
                .body("author", nullValue())
                .body("language", is("en"))
                .body("status", is("PUBLISHED"))
                .body("publishedAt", notNullValue())
                .body("accessPeriod", nullValue())
                .body("wordCount", is(2))
                .body("metadata", is(Map.of()))
                .body("body", is("Some *text*."))
                .body("bodyHtml", containsString("<p>Some <em>text</em>.</p>"));
    }

    @Test
    void publisherMayPublish() {
        String slug = newSlug();

        as(staff("PUBLISHER"))
                .contentType(ContentType.JSON)
                .body(draft("0"))
                .put("/v1/articles/" + slug)
                .then()
                .statusCode(201);

        given().get("/v1/articles/" + slug).then().statusCode(200);
    }

    @Test
    void secondPutReplacesTheWholeArticle() {
        Map<String, Object> first = draft("0.05", "summary", "In short.");
        first.put("author", "Ada");
        first.put("tags", List.of("a"));
        first.put("accessPeriod", "P7D");
        String slug = published(first);

        put(slug, draft("0.10", "title", "Another"))
                .then()
                .statusCode(200)
                .body("title", is("Another"))
                .body("price.amount", is("0.10"))
                .body("summary", is(""))
                .body("author", nullValue())
                .body("tags", is(List.of()))
                .body("accessPeriod", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"title", "body", "price"})
    void requiredFieldIsNamedWhenItIsMissing(String field) {
        Map<String, Object> draft = draft("0.05");
        draft.remove(field);
        String slug = newSlug();

        problem(put(slug, draft), 400, "invalid_field", field);

        problem(asAdmin().get("/v1/articles/" + slug), 404, "article_not_found");
    }

    @Test
    void replacementWithTheCurrentTagSucceeds() {
        String slug = newSlug();
        String etag = put(slug, draft("0.05")).header("ETag");

        Response second = conditional("If-Match", etag).put("/v1/articles/" + slug);

        second.then().statusCode(200).header("ETag", not(etag));
    }

    @Test
    void ifMatchAcceptsTheTagOfAnyForm() {
        String slug = published(draft("0"));
        String etag =
                given().accept("text/markdown").get("/v1/articles/" + slug).header("ETag");

        conditional("If-Match", etag).put("/v1/articles/" + slug).then().statusCode(200);
    }

    @Test
    void staleTagIsRefused() {
        String slug = newSlug();
        String etag = put(slug, draft("0.05")).header("ETag");
        patch(slug, Map.of("title", "Changed between")).then().statusCode(200);

        problem(conditional("If-Match", etag).put("/v1/articles/" + slug), 412, "precondition_failed", "If-Match");
        problem(
                asAdmin()
                        .contentType(ContentType.JSON)
                        .header("If-Match", etag)
                        .body("{\"title\":\"Mine\"}")
                        .patch("/v1/articles/" + slug),
                412,
                "precondition_failed");
        problem(asAdmin().header("If-Match", etag).delete("/v1/articles/" + slug), 412, "precondition_failed");

        asAdmin().get("/v1/articles/" + slug).then().body("title", is("Changed between"));
    }

    @Test
    void ifMatchOnAMissingArticleIsRefused() {
        String slug = newSlug();

        problem(conditional("If-Match", "*").put("/v1/articles/" + slug), 412, "precondition_failed");

        problem(asAdmin().get("/v1/articles/" + slug), 404, "article_not_found");
    }

    @Test
    void ifNoneMatchCreatesOnly() {
        String slug = newSlug();
        conditional("If-None-Match", "*").put("/v1/articles/" + slug).then().statusCode(201);

        problem(conditional("If-None-Match", "*").put("/v1/articles/" + slug), 412, "precondition_failed");
    }

    @Test
    void patchChangesOnlyTheFieldsItNames() {
        Map<String, Object> draft = draft("0.05", "summary", "In short.");
        draft.put("author", "Ada");
        String slug = published(draft);

        patch(slug, Map.of("price", eur("0.07"), "tags", List.of("new")))
                .then()
                .statusCode(200)
                .body("price.amount", is("0.07"))
                .body("tags", is(List.of("new")))
                .body("title", is("A title"))
                .body("summary", is("In short."))
                .body("author", is("Ada"))
                .body("body", is("Some *text*."));
    }

    @Test
    void patchWithNullClears() {
        Map<String, Object> draft = draft("0.05", "summary", "In short.");
        draft.put("author", "Ada");
        draft.put("accessPeriod", "P7D");
        draft.put("expiresAt", "2999-01-01T00:00:00Z");
        draft.put("tags", List.of("a"));
        draft.put("metadata", Map.of("a", 1));
        String slug = published(draft);

        patch(
                        slug,
                        "{\"summary\":null,\"author\":null,\"accessPeriod\":null,\"expiresAt\":null,\"tags\":null,\"metadata\":null}")
                .then()
                .statusCode(200)
                .body("summary", is(""))
                .body("author", nullValue())
                .body("accessPeriod", nullValue())
                .body("expiresAt", nullValue())
                .body("tags", is(List.of()))
                .body("metadata", is(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "2999-01-05T10:00:00.1234567+01:00, 2999-01-05T09:00:00.123456Z",
        "2999-01-05, 2999-01-06T00:00:00Z",
        "9999-12-31, 9999-12-31T23:59:59.999999Z",
    })
    void dateAsAnEndIncludesItsDay(String given, String stored) {
        String slug = published(draft("0.05", "expiresAt", given));

        given().get("/v1/articles/" + slug + "/preview")
                .then()
                .statusCode(200)
                .body("expiresAt", is(stored))
                .body("jsonLd.expires", is(stored));
        patch(slug, Map.of("title", "Another"))
                .then()
                .statusCode(200)
                .body("expiresAt", is(stored))
                .body("warnings", is(List.of()));
    }

    @Test
    void replacementWithoutAnEndHasNone() {
        String slug = published(draft("0.05", "expiresAt", "2026-01-05"));

        put(slug, draft("0.05")).then().statusCode(200).body("expiresAt", nullValue());
    }

    @Test
    void endThatKeepsAnArticleOffSaleIsAWarning() {
        put(newSlug(), draft("0.05", "expiresAt", "2026-01-05"))
                .then()
                .statusCode(201)
                .body("status", is("PUBLISHED"))
                .body("warnings.field", is(List.of("expiresAt")))
                .body("warnings.value", is(List.of("2026-01-06T00:00:00Z")))
                .body("warnings[0].why", containsString("before it is published"));

        patch(article("0.05"), Map.of("publishedAt", "2026-01-01", "expiresAt", "2026-01-05"))
                .then()
                .statusCode(200)
                .body("warnings[0].why", containsString("It has ended"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "body", "price", "status", "language", "publishedAt"})
    void requiredFieldCannotBeCleared(String field) {
        problem(patch(article("0.05"), "{\"" + field + "\":null}"), 400, "invalid_field", field);
    }

    @Test
    void mergePatchTypeIsAccepted() {
        asAdmin()
                .contentType("application/merge-patch+json")
                .body("{\"title\":\"Another\"}")
                .patch("/v1/articles/" + article("0.05"))
                .then()
                .statusCode(200)
                .body("title", is("Another"));
    }

    @Test
    void patchOfAMissingArticleIs404() {
        problem(patch(newSlug(), Map.of("title", "t")), 404, "article_not_found");
        problem(archive(newSlug()), 404, "article_not_found");
    }

    @Test
    void archivedArticleIsOffSaleUntilItIsPublishedAgain() {
        String slug = article("0");
        archive(slug).then().statusCode(204);
        archive(slug).then().statusCode(204);
        problem(given().get("/v1/articles/" + slug), 404, "article_not_found");

        patch(slug, Map.of("status", "PUBLISHED")).then().statusCode(200);

        given().get("/v1/articles/" + slug).then().statusCode(200);
    }

    @Test
    void titleIsTrimmed() {
        put(newSlug(), draft("0", "title", " \u00A0A\n title\t"))
                .then()
                .statusCode(201)
                .body("title", is("A title"));
        problem(put(newSlug(), draft("0", "title", "\u00A0")), 400, "invalid_field", "title");
    }

    @Test
    void repeatedTagsCountOnce() {
        put(newSlug(), draft("0", "tags", List.of("a", "b", "a")))
                .then()
                .statusCode(201)
                .body("tags", is(List.of("a", "b")));
    }

    @ParameterizedTest
    @CsvSource({"PT1S", "PT12H", "P7D", "P1M", "P1Y2M3DT4H5M6S", "P2W"})
    void accessPeriodIsAnyDuration(String period) {
        String slug = published(draft("0.05", "accessPeriod", period));

        asAdmin().get("/v1/articles/" + slug).then().body("accessPeriod", is(period));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z9", "a.b_c~d-e", "2026-11-23-ein-tag"})
    void slugAllowsTheCharactersOfAPathSegment(String start) {
        String slug = start + newSlug();

        put(slug, draft("0")).then().statusCode(201);

        given().get("/v1/articles/" + slug).then().statusCode(200).body("slug", is(slug));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-a", ".a", "_a", "a%20b", "%C3%A4", "a%2Fb", "a%3Cb", "%F0%9F%98%80"})
    void invalidSlugIsRefused(String slug) {
        problem(
                asAdmin().contentType(ContentType.JSON).body(draft("0")).put("/v1/articles/" + slug),
                400,
                "invalid_parameter",
                "slug");
    }

    private static Request conditional(String header, String value) {
        return asAdmin().contentType(ContentType.JSON).header(header, value).body(draft("0.05"));
    }

    @Test
    void numbersOfMetadataStayAsWritten() {
        String numbers =
                "{\"a\":1.10,\"b\":1E5,\"c\":1e400,\"d\":12345678901234567890,\"e\":-0,\"f\":[-0.0,{\"g\":1e-400}]}";
        String slug = newSlug();
        String content =
                "{\"title\":\"T\",\"body\":\"B\",\"price\":{\"amount\":\"0\",\"currency\":\"EUR\"},\"metadata\":%s}";

        put(slug, content.formatted(numbers)).then().statusCode(201);

        given().get("/v1/articles/" + slug).then().statusCode(200).body(containsString("\"metadata\":" + numbers));
        String others = numbers.replace("1.10", "1.100");
        patch(slug, "{\"metadata\":" + others + "}")
                .then()
                .statusCode(200)
                .body(containsString("\"metadata\":" + others));
    }
}
