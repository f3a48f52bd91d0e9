package dev.farthing.gate;

import static dev.farthing.support.Api.ORIGIN;
import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Request;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that a browser shows to an app of another origin. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CorsTest {

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(200, "1.00", "0.05"),
                Arguments.of(402, "0.01", "0.05"),
                Arguments.of(401, "bad key", "0.05"),
                Arguments.of(402, null, "0.05"),
                Arguments.of(200, null, "0"));
    }

    private static Request from(String origin) {
        return given().header("Origin", origin);
    }

    private static Request with(String credit) {
        Request request = from(ORIGIN);
        if (credit == null) {
            return request;
        }
        String key = credit.equals("bad key") ? "nonsense" : wallet(credit).key();
        return request.header("Authorization", "Bearer " + key);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answerOfAnyStatusCanBeRead(int status, String credit, String price) {
        String slug = article(price);

        Response answer = with(credit).get("/v1/articles/" + slug);

        answer.then().statusCode(status).header("Access-Control-Allow-Origin", ORIGIN);
        assertThat(answer.headers("Access-Control-Allow-Origin"), is(List.of(ORIGIN)));
        assertThat(answer.header("Vary").toLowerCase(Locale.ROOT), containsString("origin"));
        assertExposed(answer);
    }

    @Test
    void otherAnswersThanArticlesCanBeReadToo() {
        from(ORIGIN)
                .get("/v1/articles/" + newSlug())
                .then()
                .statusCode(404)
                .header("Access-Control-Allow-Origin", ORIGIN);
        from(ORIGIN).get("/v1/nowhere").then().statusCode(404).header("Access-Control-Allow-Origin", ORIGIN);
        from(ORIGIN).get("/v1/articles?limit=0").then().statusCode(400).header("Access-Control-Allow-Origin", ORIGIN);
        from(ORIGIN)
                .contentType("application/json")
                .body("{")
                .post("/v1/clients")
                .then()
                .statusCode(400)
                .header("Access-Control-Allow-Origin", ORIGIN);
    }

    @Test
    void ownersCopyRevalidatesFromAnotherOrigin() {
        String slug = article("0");
        String etag = from(ORIGIN).get("/v1/articles/" + slug).header("ETag");

        from(ORIGIN)
                .header("If-None-Match", etag)
                .get("/v1/articles/" + slug)
                .then()
                .statusCode(304)
                .header("Access-Control-Allow-Origin", ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
    void preflightAllowsTheMethodsAndHeadersOfTheApi(String method) {
        Response answer = from(ORIGIN)
                .header("Access-Control-Request-Method", method)
                .header(
                        "Access-Control-Request-Headers",
                        "authorization,content-type,idempotency-key,if-match,if-none-match,access-control-expose-headers")
                .options("/v1/articles/" + newSlug());

        answer.then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", ORIGIN)
                .header("Access-Control-Max-Age", "86400")
                .header("Access-Control-Allow-Methods", containsString(method));
        assertThat(
                List.of(answer.header("Access-Control-Allow-Headers")
                        .toLowerCase(Locale.ROOT)
                        .split(",\\s*")),
                hasItems(
                        "authorization",
                        "content-type",
                        "idempotency-key",
                        "if-match",
                        "if-none-match",
                        "access-control-expose-headers"));
    }

    @Test
    void preflightNeedsNoKeyEvenWhereTheCallDoes() {
        from(ORIGIN)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .options("/v1/me")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://elsewhere.example", "http://reader.example", "https://reader.example.evil", "null"})
    void otherOriginsAreNotAllowed(String origin) {
        Response read = from(origin).get("/v1/articles/" + article("0"));
        Response preflight =
                from(origin).header("Access-Control-Request-Method", "GET").options("/v1/articles/" + newSlug());

        read.then().header("Access-Control-Allow-Origin", nullValue());
        preflight.then().header("Access-Control-Allow-Origin", nullValue());
    }

    private static void assertExposed(Response answer) {
        assertThat(
                List.of(answer.header("Access-Control-Expose-Headers").split(",\\s*")),
                hasItems(
                        "Credit-Charged",
                        "Credit-Balance",
                        "Link",
                        "ETag",
                        "Location",
                        "Retry-After",
                        "WWW-Authenticate",
                        "Idempotency-Replayed"));
    }
}
