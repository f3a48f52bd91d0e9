package dev.farthing.web;

import static dev.farthing.support.Api.ADMIN_KEY;
import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.putMarkdown;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Request;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong addresses, parameters, headers and sizes. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BadRequestTest {

    @ParameterizedTest
    @ValueSource(strings = {"/v1/articles", "/v1/clients", "/v1/reports/revenue"})
    void limitIsFromOneToAHundred(String path) {
        for (String limit :
                new String[] {"100000", "101", "0", "-1", "abc", "1.5", "1e1", "99999999999999", "\u0661"}) {
            problem(asAdmin().queryParam("limit", limit).get(path), 400, "invalid_parameter", "limit");
        }
        asAdmin().queryParam("limit", 1).get(path).then().statusCode(200);
        asAdmin().queryParam("limit", 100).get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/me/entries", "/v1/me/purchases"})
    void limitOfAStatementIsFromOneToAHundred(String path) {
        Wallet reader = wallet();

        for (String limit : new String[] {"100000", "0", "-1", "abc"}) {
            problem(as(reader).queryParam("limit", limit).get(path), 400, "invalid_parameter", "limit");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/articles", "/v1/clients", "/v1/reports/revenue"})
    void inventedCursorIsRefused(String path) {
        String forged = Base64.getUrlEncoder().encodeToString("clients,nonsense".getBytes(StandardCharsets.UTF_8));
        String many = Base64.getUrlEncoder()
                .encodeToString("articles-publishedAt,not-a-time,x".getBytes(StandardCharsets.UTF_8));

        for (String cursor : new String[] {"nonsense", "%%%", "AAAA", "\u00e9", "x".repeat(6_001), forged, many}) {
            problem(asAdmin().queryParam("cursor", cursor).get(path), 400, "invalid_cursor", "cursor");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-publishedAt, 'not a time'", "-publishedAt, 2026-01-01", "-publishedAt, +999999999-01-01T00:00:00Z",
        "-publishedAt, -999999999-01-01T00:00:00Z", "price, 1.5", "price, 99999999999999999999"
    })
    void forgedCursorIsRefused(String sort, String key) {
        problem(
                given().queryParam("sort", sort)
                        .queryParam("cursor", cursor(sort, key))
                        .get("/v1/articles"),
                400,
                "invalid_cursor",
                "cursor");
    }

    /** A cursor of the article list in the service's format. */
    private static String cursor(String sort, String key) {
        String text = "articles" + sort + "," + URLEncoder.encode(key, StandardCharsets.UTF_8)
                + ",01900000-0000-7000-8000-000000000000";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"price, \u0661", "price, +1", "relevance, 1e999", "relevance, 1f", "relevance, 0x1p3", "relevance, NaN"
    })
    void numberInJavaSyntaxIsNotAServerError(String sort, String key) {
        int status = given().queryParam("sort", sort)
                .queryParam("q", "coins")
                .queryParam("cursor", cursor(sort, key))
                .get("/v1/articles")
                .statusCode();

        assertTrue(status == 200 || status == 400, "status " + status);
    }

    @Test
    void cursorOfAnotherOrderIsRefused() {
        article("0");
        article("0");
        String cursor = given().get("/v1/articles?limit=1&sort=title").path("next");

        problem(
                given().queryParam("cursor", cursor).queryParam("sort", "price").get("/v1/articles"),
                400,
                "invalid_cursor",
                "cursor");
        problem(asAdmin().queryParam("cursor", cursor).get("/v1/clients"), 400, "invalid_cursor", "cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"popularity", "TITLE", "--title", "title;drop", "relevance"})
    void unknownSortIsRefused(String sort) {
        problem(given().queryParam("sort", sort).get("/v1/articles"), 400, "invalid_parameter", "sort");
    }

    @Test
    void searchHasAtMost400Characters() {
        given().queryParam("q", "x".repeat(400)).get("/v1/articles").then().statusCode(200);

        problem(given().queryParam("q", "x".repeat(401)).get("/v1/articles"), 400, "invalid_parameter", "q");
    }

    @Test
    void addressHasAMaximumLength() {
        problem(given().get("/v1/articles/" + "x".repeat(10_000)), 414, "uri_too_long");
        problem(given().queryParam("tag", "x".repeat(10_000)).get("/v1/articles"), 414, "uri_too_long");
    }

    @Test
    void headersHaveAMaximumSize() {
        problem(given().header("X-Long", "x".repeat(20_000)).get("/v1/articles"), 431, "headers_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "\"1", "W/\"1\"", "\"\"", "1", ",", "\"x\",\"y\""})
    void invalidIfMatchIsRefused(String ifMatch) {
        String slug = article("0.05");
        String before = asAdmin().get("/v1/articles/" + slug).asString();

        problem(
                asAdmin()
                        .header("If-Match", ifMatch)
                        .contentType(ContentType.JSON)
                        .body(draft("0.50"))
                        .put("/v1/articles/" + slug),
                412,
                "precondition_failed",
                "If-Match");

        assertEquals(before, asAdmin().get("/v1/articles/" + slug).asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "text/", "/", "text/html;q=high", ";;;", "*/html", "a/b/c"})
    void malformedAcceptIsNotAServerError(String accept) {
        for (String path : new String[] {"/v1/articles", "/v1/articles/" + article("0"), "/v1/articles/" + newSlug()}) {
            int status = given().header("Accept", accept).get(path).statusCode();

            assertTrue(status == 200 || status == 400 || status == 404 || status == 406, path + ": " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "image/png", "application/xml"})
    void listIsJsonOnly(String accept) {
        problem(given().accept(accept).get("/v1/articles"), 406, "not_acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/html", "image/png", "multipart/form-data; boundary=x"})
    void otherContentTypeIsRefused(String type) {
        String slug = newSlug();

        problem(
                asAdmin()
                        .header("Content-Type", type)
                        .body("x".getBytes(StandardCharsets.UTF_8))
                        .put("/v1/articles/" + slug),
                415,
                "unsupported_media_type");
        problem(
                given().header("Content-Type", type)
                        .body("x".getBytes(StandardCharsets.UTF_8))
                        .post("/v1/clients"),
                415,
                "unsupported_media_type");
        problem(
                as(wallet())
                        .header("Content-Type", type)
                        .body("x".getBytes(StandardCharsets.UTF_8))
                        .patch("/v1/me"),
                415,
                "unsupported_media_type");

        problem(asAdmin().get("/v1/articles/" + slug), 404, "article_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "json", "application/", ";"})
    void malformedContentTypeIsNotAServerError(String type) {
        int status = given().header("Content-Type", type)
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post("/v1/clients")
                .statusCode();

        assertTrue(status == 400 || status == 415, "status " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v1", "/v1/nowhere", "/v1/articles/a/b/c", "/v1/me/nothing", "/v2/articles", "/errors/x"})
    void unknownPathIs404(String path) {
        problem(given().get(path), 404, "not_found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT    | /v1/articles            | GET, HEAD, OPTIONS, POST",
                "DELETE | /v1/articles            | GET, HEAD, OPTIONS, POST",
                "POST   | /v1/articles/of-no-name | DELETE, GET, HEAD, OPTIONS, PATCH, PUT",
                "PUT    | /v1/me                  | GET, HEAD, OPTIONS, PATCH",
                "DELETE | /v1/me/entries          | GET, HEAD, OPTIONS",
                "PUT    | /v1/clients             | GET, HEAD, OPTIONS, POST",
                "PATCH  | /v1/top-ups/tiers       | GET, HEAD, OPTIONS",
                "GET    | /merchant/transfers     | OPTIONS, POST",
                "POST   | /errors                 | GET, HEAD, OPTIONS"
            })
    void wrongMethodIs405AndSaysWhichAreRight(String method, String path, String allow) {
        problem(given().request(method, path), 405, "method_not_allowed").header("Allow", allow);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bodyOfThreeMegabytesIsRefused(boolean chunked) throws IOException, InterruptedException {
        byte[] body = "x".repeat(3_000_000).getBytes(StandardCharsets.UTF_8);
        String slug = newSlug();
        HttpRequest request = HttpRequest.newBuilder(URI.create(Request.baseUrl() + "/v1/articles/" + slug))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + ADMIN_KEY)
                .header("Content-Type", "text/markdown")
                .PUT(
                        chunked
                                ? HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertEquals(413, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"code\":\"body_too_large\""), answer.body());
        problem(asAdmin().get("/v1/articles/" + slug), 404, "article_not_found");
    }

    @Test
    void articleHasAtMostHalfAMillionCharacters() {
        String slug = newSlug();
        putMarkdown(slug, "A line of words.\n\n".repeat(29_000)).then().statusCode(201);

        problem(putMarkdown(slug, "A line of words.\n\n".repeat(30_000)), 400, "invalid_field", "body");
    }
}
