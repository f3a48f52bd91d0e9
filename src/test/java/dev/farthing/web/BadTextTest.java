package dev.farthing.web;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.change;
import static dev.farthing.support.Calls.putMarkdown;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Request;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Null bytes, lone surrogates and invalid UTF-8 wherever text is accepted. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BadTextTest {

    private static void assertNothingStored(String slug) {
        problem(asAdmin().get("/v1/articles/" + slug), 404, "article_not_found");
    }

    private static byte[] around(String before, String hex, String after) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(HexFormat.of().parseHex(hex));
        bytes.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud800x"})
    void escapesThatCannotBeStoredAreRefusedInEveryField(String escape) {
        for (String field : new String[] {"title", "summary", "body", "author"}) {
            String slug = newSlug();
            String body =
                    "{\"title\":\"t\",\"body\":\"b\",\"price\":{\"amount\":\"0\",\"currency\":\"EUR\"},\"FIELD\":\"a"
                            + escape + "\"}";
            String once = body.replace("\"" + field + "\":\"" + field.charAt(0) + "\",", "");

            problem(
                    asAdmin()
                            .contentType(ContentType.JSON)
                            .body(once.replace("FIELD", field))
                            .put("/v1/articles/" + slug),
                    400,
                    "invalid_text",
                    field);
            assertNothingStored(slug);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"tags\":[\"a\\u0000\"]', tags",
        "'\"metadata\":{\"a\":{\"b\":[\"\\u0000\"]}}', metadata",
        "'\"metadata\":{\"\\u0000\":1}', metadata"
    })
    void escapesInsideOfListsAndMetadataAreRefusedToo(String member, String field) {
        String slug = newSlug();

        problem(
                asAdmin()
                        .contentType(ContentType.JSON)
                        .body("{\"title\":\"t\",\"body\":\"b\",\"price\":{\"amount\":\"0\",\"currency\":\"EUR\"},"
                                + member + "}")
                        .put("/v1/articles/" + slug),
                400,
                "invalid_text",
                field);

        assertNothingStored(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800"})
    void namesReasonsAndLabelsRefuseThemToo(String escape) {
        Wallet reader = wallet();

        problem(
                given().contentType(ContentType.JSON)
                        .body("{\"name\":\"a" + escape + "\"}")
                        .post("/v1/clients"),
                400,
                "invalid_text",
                "name");
        problem(change(reader, "{\"name\":\"a" + escape + "\"}"), 400, "invalid_text", "name");
        problem(
                as(reader)
                        .contentType(ContentType.JSON)
                        .body("{\"label\":\"a" + escape + "\"}")
                        .post("/v1/me/keys"),
                400,
                "invalid_text",
                "label");
        problem(
                as(reader)
                        .contentType(ContentType.JSON)
                        .body("{\"article\":\"a" + escape + "\"}")
                        .post("/v1/me/purchases"),
                400,
                "invalid_text",
                "article");
        problem(
                asAdmin()
                        .contentType(ContentType.JSON)
                        .header("Idempotency-Key", "k")
                        .body("{\"amount\":{\"amount\":\"1\",\"currency\":\"EUR\"},\"reason\":\"a" + escape + "\"}")
                        .post("/v1/clients/" + reader.id() + "/credits"),
                400,
                "invalid_text",
                "reason");

        assertEquals(0, entries(reader));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/articles/a%00b",
                "/v1/articles/a%00b/preview",
                "/v1/articles/%00",
                "/v1/articles?q=%00",
                "/v1/articles?tag=a%00",
                "/v1/articles?author=%00a",
                "/v1/articles?cursor=%00",
                "/v1/articles?a%00=b",
            })
    void nullBytesInTheAddressAreRefused(String path) {
        problem(given().get(path), 400, "invalid_text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/articles/%FF", "/v1/articles?q=%FF", "/v1/articles?q=%C0%80", "/v1/articles/%ED%A0%80"})
    void addressWithInvalidUtf8IsRefusedOrFindsNothing(String path) {
        int status = given().get(path).statusCode();

        assertTrue(status == 200 || status == 400 || status == 404, "status " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/articles/%",
                "/v1/articles/%zz",
                "/v1/articles?q=%",
                "/v1/articles?q=%zz",
                "/v1/articles?q=%E4%"
            })
    void brokenEscapesInTheAddressAreNoFault(String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        String answer;
        try (Socket socket =
                new Socket("localhost", URI.create(Request.baseUrl()).getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        assertTrue(answer.matches("(?s)HTTP/1.1 (200|400|404) .*"), answer);
    }

    @Test
    void nullByteInMarkdownIsRefused() {
        String slug = newSlug();

        problem(putMarkdown(slug, "Some\0text."), 400, "invalid_text", "body");
        problem(putMarkdown(slug, "---\ntitle: a\0b\n---\nText."), 400, "invalid_text");
        problem(putMarkdown(slug, "---\ntitle: \"a\\0b\"\n---\nText."), 400, "invalid_text");
        problem(putMarkdown(slug, "---\nextra: \"a\\uD800b\"\n---\nText."), 400, "invalid_text");

        assertNothingStored(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c3", "c080", "eda080", "f4908080", "e4f6fc"})
    void invalidUtf8IsRefused(String hex) {
        String slug = newSlug();

        problem(
                asAdmin()
                        .contentType("text/markdown")
                        .body(around("Some ", hex, " text."))
                        .put("/v1/articles/" + slug),
                400,
                "invalid_text",
                "body");
        asAdmin()
                .contentType("application/json")
                .body(around(
                        "{\"title\":\"t", hex, "\",\"body\":\"b\",\"price\":{\"amount\":\"0\",\"currency\":\"EUR\"}}"))
                .put("/v1/articles/" + slug)
                .then()
                .statusCode(400);
        given().contentType("application/json")
                .body(around("{\"name\":\"", hex, "\"}"))
                .post("/v1/clients")
                .then()
                .statusCode(400);

        assertNothingStored(slug);
    }

    @Test
    void charactersBeyondTheBasicPlaneAreAccepted() {
        String slug = newSlug();
        putMarkdown(slug, "Small change 😀 is \u0001 text.").then().statusCode(201);

        given().get("/v1/articles/" + slug).then().statusCode(200).body("body", is("Small change 😀 is \u0001 text."));
    }
}
