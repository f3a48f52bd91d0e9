package dev.farthing.web.filter;

import static dev.farthing.support.Api.ADMIN_KEY;
import static dev.farthing.support.Api.ORIGIN;
import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Payments.begin;
import static dev.farthing.support.Payments.path;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Payments;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.RawRequest;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer carries, whoever makes it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AnswerHeadersTest {
    private static final String BASE = "https://farthing.test";
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; ";

    private Wallet reader;

    @BeforeEach
    void openAWallet() {
        reader = wallet("1.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8443", "evil.example:080", "[::1]:9", "evil_host"})
    void addressesOfAnswersAreOnTheBaseUrlWhateverTheHost(String host) {
        String slug = newSlug();

        assertLocation("/v1/me", created("POST /v1/clients", host, "{\"name\":\"x\"}"));
        assertLocation("/v1/me/keys", created("POST /v1/me/keys", host, "{\"label\":\"x\"}"));
        assertLocation("/v1/me/keys", created("POST /v1/clients/" + reader.id() + "/keys", host, "{\"label\":\"x\"}"));
        assertLocation("/v1/articles/" + slug, created("PUT /v1/articles/" + slug, host, draft()));
        assertLocation("/v1/articles/" + slug, created("PATCH /v1/articles/" + slug, host, "{\"title\":\"New\"}"));
        Response topUp = created("POST /v1/top-ups", host, "{\"amount\":{\"amount\":\"5.00\",\"currency\":\"EUR\"}}");
        assertLocation("/v1/top-ups/" + topUp.path("id"), topUp);
        Response batch = created(
                "POST /v1/voucher-batches",
                host,
                "{\"count\":1,\"amount\":{\"amount\":\"5.00\",\"currency\":\"EUR\"}}");
        assertLocation("/v1/voucher-batches/" + batch.path("id"), batch);
    }

    @Test
    void addressesInBodiesAndLinksAreOnTheBaseUrlToo() {
        Response refused = RawRequest.of("GET /v1/articles/" + article("0.05"))
                .lines("Host: evil.example", "X-Forwarded-Host: evil2.example", "Forwarded: host=evil3.example")
                .send();

        refused.then().statusCode(402).header("Link", containsString("<" + BASE + "/top-up?"));
        assertNoneIsForeign(refused);
    }

    @Test
    void http10WithoutAHostGetsTheBaseUrlAsWell() {
        Response answer = RawRequest.of("POST /v1/clients HTTP/1.0")
                .line("Content-Type: application/json")
                .body("{\"name\":\"x\"}")
                .send();

        assertLocation("/v1/me", answer);
    }

    @Test
    void redirectsToOtherServicesStay() {
        Response begun = begin(
                wallet(), UUID.randomUUID().toString(), Map.of("amount", eur("5.00"), "returnTo", ORIGIN + "/a?b=c#d"));

        Response paid = Payments.pay(begun.path("checkoutUrl"), Payments.GOOD_CARD);

        assertEquals(ORIGIN + "/a?b=c&topUp=" + begun.path("id") + "#d", paid.header("Location"));
    }

    @Test
    void redirectsOfQuarkusNameNoHost() {
        Response answer =
                RawRequest.of("GET /q/swagger-ui").line("Host: evil.example").send();

        assertEquals("/q/swagger-ui/", answer.header("Location"));
        assertNoneIsForeign(answer);
    }

    @Test
    void everyPageForbidsScriptsFramesAndForms() {
        String slug = article("0.05");
        String free = article("0");
        for (String path : List.of(
                "/errors",
                "/v1/articles/" + slug,
                "/v1/articles/" + slug + "/preview",
                "/v1/articles/" + newSlug(),
                "/v1/nowhere",
                "/v1/me",
                "/top-up?x=1",
                "/top-up/return",
                "/q/nowhere")) {
            assertSecure(given().accept("text/html").get(path), POLICY + "form-action 'none'");
        }
        assertSecure(
                given().accept("text/html").get("/v1/articles/" + free),
                POLICY + "img-src *; media-src *; form-action 'none'");
        assertSecure(RawRequest.of("GET /%").host().line("Accept: text/html").send(), POLICY + "form-action 'none'");
    }

    @Test
    void formsLeadToTheCheckoutAndBack() {
        String checkout = path(
                begin(wallet(), UUID.randomUUID().toString(), Map.of("amount", eur("5.00"), "returnTo", ORIGIN + "/a"))
                        .path("checkoutUrl"));
        String link = path(given().get("/v1/articles/" + article("0.05")).path("topUpUrl"));

        assertSecure(
                given().accept("text/html").get(checkout), POLICY + "form-action 'self' https://reader.example:443");
        assertSecure(
                given().accept("text/html").formParam("number", "1").post(checkout),
                POLICY + "form-action 'self' https://reader.example:443");
        assertSecure(given().accept("text/html").get(link), POLICY + "form-action 'self' https:");
        assertSecure(given().accept("text/html").post(link), POLICY + "form-action 'none'");
    }

    @Test
    void pagesOfQuarkusAreNotFramedEither() {
        assertSecure(
                given().get("/q/swagger-ui/"),
                "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/articles", "/v1/nowhere", "/errors", "/q/health", "/q/metrics", "/q/openapi", "/q/nowhere"})
    void noAnswerIsSniffed(String path) {
        given().accept("*/*").get(path).then().header("X-Content-Type-Options", "nosniff");
        asAdmin().accept("text/csv").get(path).then().header("X-Content-Type-Options", "nosniff");
    }

    private Response created(String call, String host, String body) {
        String key = call.contains("/v1/me") || call.contains("/v1/top-ups") ? reader.key() : ADMIN_KEY;
        return RawRequest.of(call)
                .lines(
                        "Host: " + host,
                        "X-Forwarded-Host: evil2.example",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Prefix: /evil",
                        "Forwarded: host=evil3.example;proto=https",
                        "Authorization: Bearer " + key,
                        "Idempotency-Key: " + UUID.randomUUID(),
                        "Content-Type: application/json")
                .body(body)
                .send();
    }

    private static String draft() {
        return "{\"title\":\"x\",\"body\":\"y\",\"price\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}";
    }

    private static void assertLocation(String path, Response answer) {
        assertTrue(answer.statusCode() == 201 || answer.statusCode() == 200, answer::toString);
        assertEquals(List.of(BASE + path), answer.headers("Location"));
        assertNoneIsForeign(answer);
    }

    private static void assertNoneIsForeign(Response answer) {
        assertFalse(answer.toString().contains("evil"), answer::toString);
    }

    private static void assertSecure(Response answer, String policy) {
        answer.then()
                .contentType("text/html")
                .header("Content-Security-Policy", policy)
                .header("Referrer-Policy", "same-origin")
                .header("X-Content-Type-Options", "nosniff");
    }
}
