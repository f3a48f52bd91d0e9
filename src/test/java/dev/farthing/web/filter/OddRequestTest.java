package dev.farthing.web.filter;

import static dev.farthing.support.Api.ADMIN_KEY;
import static dev.farthing.support.Api.ORIGIN;
import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Http2Caller;
import dev.farthing.support.Http2Caller.Frame;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.RawRequest;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client library sends. Each is refused like any other, also what Vert.x and Quarkus refuse themselves. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class OddRequestTest {
    private static final List<String> PATHS =
            List.of("/v1/articles", "/errors", "/v1/me", "/v1/nowhere", "/q/health", "/q/metrics");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/articles/%",
                "/v1/articles/%zz",
                "/v1/articles?q=%",
                "/v1/articles?q=%zz",
                "/v1/articles?%zz=1",
                "/v1/articles?q={a}",
                "/v1/articles/\u0001",
                "/v1/articles?q=\u0001",
                "/v1/articles/a b",
                "/errors%",
                "/errors?x=%",
                "/q/health%",
                "/q/metrics?x=%zz",
                "/q/openapi?format=%",
                "/top-up?%",
                "//"
            })
    void addressThatCannotBeReadIsAMalformedRequest(String path) {
        problem(RawRequest.of("GET " + path + " HTTP/1.1").host().send(), 400, "malformed_request");
    }

    @Test
    void browserGetsAPageForAnAddressThatCannotBeRead() {
        Response answer =
                RawRequest.of("GET /errors%").host().line("Accept: text/html").send();

        answer.then().statusCode(400).contentType("text/html").body(containsString("malformed_request"));
    }

    @Test
    void refusalOfHeadHasNoBody() {
        assertEquals("", RawRequest.of("HEAD /errors%").host().send().asString());
        assertEquals("", RawRequest.of("HEAD /errors").host().host().send().asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-A: a\u0001b",
                "X-A: a\u0000b",
                "X-A: a\rb",
                "X A: a",
                "no colon",
                "Content-Length: abc",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999999",
                "Content-Length: 1, 2"
            })
    void headerThatCannotBeReadIsAMalformedRequest(String header) {
        for (String path : PATHS) {
            problem(RawRequest.of("GET " + path).host().line(header).send(), 400, "malformed_request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 2", "Content-Length: 3", "Transfer-Encoding: chunked"})
    void bodyWithTwoLengthsIsAMalformedRequest(String length) {
        Response answer = RawRequest.of("POST /v1/clients")
                .host()
                .lines("Content-Type: application/json", length)
                .body("{}")
                .send();

        problem(answer, 400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "GET  HTTP/1.1",
                "GET /errors HTTP/9.9",
                "GET /errors HTTP/2.0",
                "\u0016\u0003\u0001 HTTP/1.1"
            })
    void requestLineThatCannotBeReadIsAMalformedRequest(String line) {
        problem(
                RawRequest.of(line + (line.contains("HTTP/") ? "" : " HTTP/x"))
                        .host()
                        .send(),
                400,
                "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a,b",
                "a@b",
                "evil.example/x",
                "[::1",
                "evil.example:",
                "evil.example:99999",
                "a\u00e9",
                "a%41",
                "a{b}"
            })
    void hostThatIsNoneIsAMalformedRequest(String host) {
        for (String path : PATHS) {
            Response answer = RawRequest.of("GET " + path).line("Host: " + host).send();

            problem(answer, 400, "malformed_request", "Host");
        }
    }

    @Test
    void requestWithoutAHostIsAMalformedRequestUnlessItIsHttp10() {
        for (String path : PATHS) {
            problem(RawRequest.of("GET " + path).send(), 400, "malformed_request", "Host");
        }
        assertEquals(200, RawRequest.of("GET /errors HTTP/1.0").send().statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost",
                "Host: evil.example",
                "Authorization: Bearer x",
                "Content-Type: application/json",
                "Origin: " + ORIGIN,
                "Idempotency-Key: k",
                "If-Match: \"1\"",
                "Range: bytes=0-1"
            })
    void headerThatSaysOneThingIsSentOnceOnEveryPath(String header) {
        String name = header.substring(0, header.indexOf(':'));
        String[] twice = name.equals("Host") ? new String[] {header} : new String[] {header, header};
        for (String path : PATHS) {
            Response answer = RawRequest.of("GET " + path).host().lines(twice).send();

            problem(answer, 400, "invalid_parameter", name);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoKeysAreRefusedWhicheverIsFirst(boolean adminFirst) {
        Wallet reader = wallet("1.00");
        String slug = article("0.05");
        String first = "Authorization: Bearer " + (adminFirst ? ADMIN_KEY : reader.key());
        String second = "Authorization: Bearer " + (adminFirst ? reader.key() : ADMIN_KEY);
        for (String path : List.of("/v1/me", "/v1/articles/" + slug, "/v1/articles", "/errors", "/q/health")) {
            Response answer =
                    RawRequest.of("GET " + path).host().lines(first, second).send();

            problem(answer, 400, "invalid_parameter", "Authorization");
        }
        assertEquals("1.00", balance(reader));
    }

    @ParameterizedTest
    @CsvSource({"9000, 414, uri_too_long", "40000, 414, uri_too_long"})
    void addressIsTooLongOnEveryPath(int length, int status, String code) {
        for (String path : PATHS) {
            problem(
                    RawRequest.of("GET " + path + "?x=" + "x".repeat(length))
                            .host()
                            .send(),
                    status,
                    code);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 70_000})
    void headersAreTooLargeOnEveryPath(int length) {
        for (String path : PATHS) {
            Response answer = RawRequest.of("GET " + path)
                    .host()
                    .line("X-A: " + "x".repeat(length))
                    .send();

            problem(answer, 431, "headers_too_large");
        }
    }

    /** A proxy has requests of many callers on one connection, which Netty closes beyond its own limit. */
    @ParameterizedTest
    @CsvSource({"120, items", "155, items", "162, headers_too_large", "450, headers_too_large"})
    void headersHaveTheSameLimitOverHttp2(int headers, String answer) throws Exception {
        try (Http2Caller caller = new Http2Caller(65_535)) {
            int stream = caller.get("/v1/articles?limit=1", headers);

            Frame frame = caller.read();
            while (frame.type() != Http2Caller.DATA) {
                assertNotEquals(Http2Caller.GO_AWAY, frame.type());
                frame = caller.read();
            }
            assertEquals(stream, frame.stream());
            assertTrue(new String(frame.payload(), UTF_8).contains('"' + answer + '"'));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "null", "%", "", "http://farthing.test", "https://farthing.test.evil"})
    void foreignOriginIsRefusedWithAProblem(String origin) {
        for (String path : PATHS) {
            Response answer = RawRequest.of("GET " + path)
                    .host()
                    .line("Origin: " + origin)
                    .send();

            problem(answer, 403, "foreign_origin", "Origin");
            assertEquals(List.of(), answer.headers("Access-Control-Allow-Origin"));
        }
        Response preflight = RawRequest.of("OPTIONS /v1/articles")
                .host()
                .lines("Origin: " + origin, "Access-Control-Request-Method: GET")
                .send();
        problem(preflight, 403, "foreign_origin", "Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://farthing.test", ORIGIN, "http://localhost", "http://127.0.0.1:4711"})
    void ownAndConfiguredOriginsPass(String origin) {
        Response answer = RawRequest.of("POST /top-up?x=1")
                .host()
                .lines("Origin: " + origin, "Content-Type: application/x-www-form-urlencoded")
                .body("")
                .send();

        problem(answer, 400, "invalid_link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND", "FOO", "get", "CHECKOUT"})
    void unknownMethodIsNotAllowedAnywhere(String method) {
        for (String path : PATHS) {
            problem(RawRequest.of(method + " " + path).host().send(), 405, "method_not_allowed");
            Response fromApp = RawRequest.of(method + " " + path)
                    .host()
                    .line("Origin: " + ORIGIN)
                    .send();
            problem(fromApp, 405, "method_not_allowed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void healthAndMetricsAreOnlyRead(String method) {
        for (String path : List.of("/q/health", "/q/health/live", "/q/metrics", "/q/openapi", "/q/nowhere")) {
            Response answer = RawRequest.of(method + " " + path).host().send();

            problem(answer, 405, "method_not_allowed").header("Allow", "GET, HEAD, OPTIONS");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "x",
                "v1/articles",
                "/",
                "/..;/",
                "/..",
                "/%2e%2e/",
                "/q",
                "/q/",
                "/q/nowhere",
                "/favicon.ico"
            })
    void whatIsOutsideOfAllResourcesIsNotFound(String target) {
        problem(RawRequest.of("GET " + target).host().send(), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "json", "application/", ";", "/", "text/;x", "\"", "application/json\"/x"})
    void contentTypeThatCannotBeReadIsUnsupported(String type) {
        for (String call : List.of(
                "POST /v1/clients",
                "POST /v1/webhooks/sandbox",
                "POST /top-up",
                "POST /sandbox/checkout/none",
                "PUT /v1/articles/odd",
                "PATCH /v1/me")) {
            String[] parts = call.split(" ");

            problem(
                    asAdmin().header("Content-Type", type).body("{}").request(parts[0], parts[1]),
                    415,
                    "unsupported_media_type");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "number=%, number",
        "number=%zz, number",
        "%=1, body",
        "number=1&number=2, number",
        "number=%C3%28, number"
    })
    void formThatCannotBeDecodedNamesTheField(String form, String field) {
        problem(form("Content-Type: application/x-www-form-urlencoded", form), 400, "invalid_field", field);
        problem(form("Content-Type: application/x-www-form-urlencoded;charset=x", form), 400, "invalid_field", field);
    }

    @Test
    void formHasAMaximumOfFieldsAndBytes() {
        String type = "Content-Type: application/x-www-form-urlencoded";

        problem(form(type, "a=b&".repeat(1_001)), 400, "invalid_field", "body");
        problem(form(type, "number=" + "4".repeat(70_000)), 413, "body_too_large");
    }

    private static Response form(String type, String form) {
        return RawRequest.of("POST /sandbox/checkout/none")
                .host()
                .line(type)
                .body(form)
                .send();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Checksum: a", "X-A: b\r\nX-C: d"})
    void trailersAreIgnored(String trailers) {
        Response answer = RawRequest.of("POST /v1/clients")
                .host()
                .lines("Content-Type: application/json", "Transfer-Encoding: chunked", "Trailer: X-Checksum")
                .rest("8\r\n{\"name\":\r\n7\r\n\"hans\"}\r\n0\r\n" + trailers + "\r\n\r\n")
                .send();

        answer.then().statusCode(201);
    }

    @Test
    void whatCallersChooseIsNotALabelOfAMetric() {
        RawRequest.of("BREW /errors").host().send();
        RawRequest.of("GET /chosen-by-caller%").host().send();
        RawRequest.of("GET /chosen-by-caller").host().host().send();
        RawRequest.of("GET /chosen-by-caller?" + "x".repeat(9_000)).host().send();
        RawRequest.of("GET /chosen-by-caller")
                .host()
                .line("Origin: https://evil.example")
                .send();
        RawRequest.of("GET /chosen-by-caller/%00").host().send();

        given().get("/q/metrics")
                .then()
                .body(containsString("method=\"OTHER\""))
                .body(not(containsString("BREW")))
                .body(not(containsString("chosen-by-caller")));
    }

    /** The HTTP server closes the connection; it asks nobody. */
    @Test
    void chunkWithoutASizeEndsTheConnectionWithoutAnAnswer() {
        Response answer = RawRequest.of("POST /v1/clients")
                .host()
                .lines("Content-Type: application/json", "Transfer-Encoding: chunked")
                .rest("zz\r\n{}\r\n0\r\n\r\n")
                .send();

        assertTrue(answer.statusCode() == 0 || answer.statusCode() == 400, answer::toString);
    }
}
