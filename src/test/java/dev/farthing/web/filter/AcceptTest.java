package dev.farthing.web.filter;

import static dev.farthing.support.Api.ADMIN_KEY;
import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.RawRequest;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accept as RFC 9110 reads it, alike on every path. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AcceptTest {
    private String reader;

    @BeforeEach
    void openAWallet() {
        reader = wallet("1.00").key();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", ",", ", ,", "|", ",|  "})
    void emptyAcceptIsTreatedAsAbsent(String accept) {
        for (String path : paths()) {
            assertSame(path, new String[0], lines(accept));
        }
        assertSame("POST /sandbox/checkout/none", new String[0], lines(accept));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "|text/html; text/html",
                "text/html|; text/html",
                ",text/html; text/html",
                "text/html,,*/*; text/html,*/*",
                "application/json|text/html; application/json,text/html",
                "text/csv|; text/csv",
                "application/xml|application/json; application/xml,application/json",
                "application/json|other; application/json",
                "/,text/html,a/b/c; text/html",
                "other,/; other"
            })
    void severalLinesAreOneListAndEmptyElementsAreIgnored(String accept, String same) {
        for (String path : paths()) {
            assertSame(path, lines(same), lines(accept));
        }
        assertSame("POST /sandbox/checkout/none", lines(same), lines(accept));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", ",de", "de,,en;q=0.5,", " , tr", "de|,tr|", "*,", "x_y,,;"})
    void emptyElementsInAcceptLanguageAreIgnored(String accept) {
        String[] headers = Stream.of(accept.split("\\|", -1))
                .map(value -> "Accept-Language: " + value)
                .toArray(String[]::new);

        Response answer = RawRequest.of("POST /v1/clients")
                .host()
                .line("Content-Type: application/json")
                .lines(headers)
                .body("{\"name\":\"\"}")
                .send();

        problem(answer, 400, "invalid_field", "name");
    }

    @Test
    void pageIsAnsweredAlsoWhereNoFilterHasRun() {
        Response answer = RawRequest.of("GET /v1/articles/%zz")
                .host()
                .line("Accept: , Text/HTML,*/*")
                .send();

        answer.then().statusCode(400).contentType("text/html");
    }

    private static List<String> paths() {
        String slug = article("0.05");
        return List.of(
                "/errors",
                "/v1/articles",
                "/v1/articles/" + slug,
                "/v1/articles/" + slug + "/preview",
                "/v1/articles/" + newSlug(),
                "/v1/me/entries",
                "/v1/me/purchases",
                "/v1/acts",
                "/v1/reports/revenue",
                "/top-up?x=1",
                "/top-up/return",
                "/v1/nowhere",
                "/q/health",
                "/q/openapi",
                "/q/metrics",
                "/q/nowhere");
    }

    private void assertSame(String path, String[] expected, String[] accept) {
        String key = path.startsWith("/v1/acts") || path.startsWith("/v1/reports") ? ADMIN_KEY : reader;
        Response same = send(path, key, expected);
        Response answer = send(path, key, accept);

        assertTrue(answer.statusCode() < 500, () -> path + ": " + answer);
        assertEquals(same.statusCode(), answer.statusCode(), path);
        assertEquals(same.contentType(), answer.contentType(), path);
    }

    private static Response send(String path, String key, String... headers) {
        RawRequest request = path.startsWith("POST ")
                ? RawRequest.of(path)
                        .line("Content-Type: application/x-www-form-urlencoded")
                        .body("number=1")
                : RawRequest.of("GET " + path);
        return request.host()
                .line("Authorization: Bearer " + key)
                .lines(headers)
                .send();
    }

    private static String[] lines(String accept) {
        return List.of(accept.split("\\|", -1)).stream()
                .map(value -> "Accept: " + value)
                .toArray(String[]::new);
    }
}
