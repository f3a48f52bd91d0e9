package dev.farthing.web.filter;

import static dev.farthing.support.Api.ADMIN_KEY;
import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.http.Request.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Request;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are compressed, and that they are the same otherwise. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CompressionTest {
    private static final String TEXT = "# Half a penny\n\n" + "A farthing is a fourth of a penny. ".repeat(3_000);
    private static final String GZIP = "gzip, deflate, br";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @ParameterizedTest
    @EnumSource(Version.class)
    void readsAreCompressedAndElseTheSame(Version version) throws Exception {
        Wallet reader = wallet("1.00");
        String path = "/v1/articles/" + published("0.05");
        HttpResponse<byte[]> paid = call(version, "GET", path, reader.key(), "Accept-Encoding", GZIP);
        HttpResponse<byte[]> plain = call(version, "GET", path, reader.key(), "Accept-Encoding", "identity");

        assertEquals("gzip", header(paid, "Content-Encoding"));
        assertTrue(paid.body().length < TEXT.length() / 10, () -> paid.body().length + " bytes");
        assertArrayEquals(plain.body(), unzipped(paid));
        assertEquals("0.05 EUR", header(paid, "Credit-Charged"));
        assertEquals("0.95 EUR", header(paid, "Credit-Balance"));
        assertEquals(header(plain, "ETag").replaceFirst("\"$", "-gzip\""), header(paid, "ETag"));
        for (HttpResponse<byte[]> answer : List.of(paid, plain)) {
            assertEquals("private, no-cache", header(answer, "Cache-Control"));
            assertEquals("Authorization, Accept, Origin, Accept-Encoding", header(answer, "Vary"));
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void headAndRevalidationAgreeWithTheRead(Version version) throws Exception {
        Wallet reader = wallet("1.00");
        String path = "/v1/articles/" + published("0.05");
        HttpResponse<byte[]> read = call(version, "GET", path, reader.key(), "Accept-Encoding", GZIP);
        HttpResponse<byte[]> head = call(version, "HEAD", path, reader.key(), "Accept-Encoding", GZIP);
        HttpResponse<byte[]> same = call(
                version, "GET", path, reader.key(), "Accept-Encoding", GZIP, "If-None-Match", header(read, "ETag"));

        for (String name : List.of("Content-Encoding", "ETag", "Vary", "Content-Type")) {
            assertEquals(header(read, name), header(head, name), name);
        }
        assertEquals("none", header(head, "Content-Length"));
        assertEquals(304, same.statusCode());
        assertEquals(header(read, "ETag"), header(same, "ETag"));
        assertEquals(header(read, "Vary"), header(same, "Vary"));
        assertEquals("none", header(same, "Content-Encoding"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | gzip",
                ",gzip, | gzip",
                "x-gzip | gzip",
                "* | gzip",
                "br;q=1, gzip;q=0.1 | gzip",
                "gzip;q=0 | none",
                "gzip;q=0, * | none",
                "identity | none",
                "br, zstd | none",
                "deflate | none",
                "gzip;q=x | none",
                "GZIP | none"
            })
    void codingIsTheCallersChoice(String accepted, String coding) throws Exception {
        for (Version version : Version.values()) {
            HttpResponse<byte[]> answer = call(version, "GET", "/errors", ADMIN_KEY, "Accept-Encoding", accepted);
            String sent = header(answer, "Content-Encoding").replace("identity", "none");

            assertEquals(coding, sent, version.toString());
            String text = new String(coding.equals("gzip") ? unzipped(answer) : answer.body());
            assertTrue(text.contains("insufficient_credit"), version.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/articles/{slug}, text/markdown, 200",
        "/v1/articles/{slug}, text/html, 200",
        "/v1/articles/{paid}, application/json, 402",
        "/v1/articles/{paid}, text/html, 402",
        "/v1/articles/{slug}/preview, application/json, 200",
        "/v1/articles, application/json, 200",
        "/v1/acts, text/csv, 200",
        "/errors, text/html, 200",
        "/errors, application/json, 200",
        "/q/openapi, application/json, 200",
        "/q/openapi, application/yaml, 200"
    })
    void everyKindOfTextIsCompressed(String path, String type, int status) throws Exception {
        String resolved = path.replace("{slug}", published("0.00")).replace("{paid}", published("0.05"));
        String key = path.endsWith("acts") ? ADMIN_KEY : wallet().key();
        for (Version version : Version.values()) {
            HttpResponse<byte[]> answer =
                    call(version, "GET", resolved, key, "Accept-Encoding", "gzip", "Accept", type);

            assertEquals(status, answer.statusCode());
            assertEquals("gzip", header(answer, "Content-Encoding"), version.toString());
            assertTrue(header(answer, "Vary").contains("Accept-Encoding"));
            assertTrue(unzipped(answer).length > answer.body().length);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void answersWithSecretsAndShortOnesAreNot(Version version) throws Exception {
        String client = "{\"name\":\"" + "x".repeat(200) + "\"}";
        String batch = "{\"count\":200,\"amount\":{\"amount\":\"1.00\",\"currency\":\"EUR\"},\"label\":\"x\"}";
        String link = given().get("/v1/articles/" + published("0.05"))
                .then()
                .statusCode(402)
                .extract()
                .path("topUpUrl");
        List<HttpResponse<byte[]>> answers = List.of(
                post(version, "/v1/clients", client),
                post(version, "/v1/voucher-batches", batch),
                call(version, "GET", link.substring(link.indexOf("/top-up")), ADMIN_KEY, "Accept", "text/html"),
                call(version, "GET", "/v1/me", wallet().key(), "Accept-Encoding", "gzip"));

        for (HttpResponse<byte[]> answer : answers) {
            assertTrue(answer.statusCode() < 300, () -> answer + new String(answer.body()));
            assertEquals("none", header(answer, "Content-Encoding").replace("identity", "none"), answer::toString);
            assertTrue(answer.body()[0] == '{' || answer.body()[0] == '<', answer::toString);
        }
    }

    @Test
    void refusalsInFrontOfEveryEndpointAreReadable() throws Exception {
        for (Version version : Version.values()) {
            HttpResponse<byte[]> foreign = call(
                    version,
                    "GET",
                    "/v1/articles",
                    ADMIN_KEY,
                    "Accept-Encoding",
                    "gzip",
                    "Origin",
                    "https://evil.test");
            HttpResponse<byte[]> absent = call(version, "GET", "/nowhere", ADMIN_KEY, "Accept-Encoding", "gzip");

            assertTrue(new String(foreign.body()).contains("foreign_origin"));
            assertEquals(403, foreign.statusCode());
            assertEquals(404, absent.statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s-gzip", "%s--gzip", "%s-br", "%s;br", "%s-zstd", "%s", "x\", \"%s-br"})
    void tagsThatACompressorMarkedStillMatch(String marked) {
        String path = "/v1/articles/" + article("0.00");
        String tag = given().get(path).header("ETag").replace("\"", "");
        String sent = "\"" + marked.formatted(tag) + "\"";

        for (String condition : List.of(sent, "W/" + sent.replace(", ", ", W/"), "," + sent + ",,")) {
            given().header("If-None-Match", condition).get(path).then().statusCode(304);
        }
        asAdmin()
                .contentType("application/json")
                .header("If-Match", "," + sent)
                .body(Map.of("price", eur("0.10")))
                .patch(path)
                .then()
                .statusCode(200);
        asAdmin()
                .contentType("application/json")
                .header("If-Match", sent)
                .body(Map.of("price", eur("0.20")))
                .patch(path)
                .then()
                .statusCode(412);
    }

    @Test
    void writingOnlyWhereTheVersionIsNotTheNamedOneIsRefusedAtThatVersion() {
        String path = "/v1/articles/" + article("0.00");
        String tag = given().get(path).header("ETag");

        asAdmin()
                .header("If-None-Match", "\"x\", W/" + tag)
                .body(TEXT)
                .put(path)
                .then()
                .statusCode(412);
        asAdmin().header("If-None-Match", "\"x\"").body(TEXT).put(path).then().statusCode(200);
    }

    private static String published(String price) {
        String slug = newSlug();
        asAdmin()
                .body(TEXT)
                .put("/v1/articles/" + slug + "?price=" + price)
                .then()
                .statusCode(201);
        return slug;
    }

    private static HttpResponse<byte[]> call(Version version, String method, String path, String key, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(Request.baseUrl() + path))
                .version(version)
                .header("Authorization", "Bearer " + key)
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> post(Version version, String path, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(Request.baseUrl() + path))
                .version(version)
                .header("Authorization", "Bearer " + ADMIN_KEY)
                .header("Content-Type", "application/json")
                .header("Accept-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    private static byte[] unzipped(HttpResponse<byte[]> answer) throws IOException {
        try (GZIPInputStream zipped = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return zipped.readAllBytes();
        }
    }
}
