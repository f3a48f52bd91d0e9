package dev.farthing.web.fuzz;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Values that have broken services. */
final class Hostile {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t",
            "\r\n",
            "\0",
            "a\0b",
            "\u0001",
            "\u007f",
            "\u0085",
            "\ud800",
            "\udc00",
            "\udc00\ud800",
            "x".repeat(201),
            "x".repeat(501),
            "x".repeat(5_000),
            "word ".repeat(400),
            "ä".repeat(300),
            "\ud83d\ude00",
            "\ud83d\ude00".repeat(150),
            "\u202etxet",
            "\u200f\u0627\u0644\u0639\u0631\u0628\u064a\u0629",
            "\ufeff",
            "\ufffe",
            "\u0130\u00df",
            "a" + "\u0300".repeat(100),
            "null",
            "undefined",
            "true",
            "[]",
            "{}",
            "..",
            ".",
            "../../etc/passwd",
            "a/b",
            "/",
            "\\",
            "a;b=c",
            "%",
            "%2f",
            "%00",
            "%2e%2e",
            "%zz",
            "*",
            "_%",
            "'",
            "' or 1=1 --",
            "\"",
            "<script>alert(1)</script>",
            "${jndi:ldap://localhost/x}",
            "#{7*7}{{7*7}}",
            "%s%n%d",
            "{0}",
            "=1+1",
            "a\r\nX-Injected: b",
            "a,b",
            "-",
            "!",
            "& | ! ( )",
            "a:*",
            "\"unclosed",
            "a -b OR \"c d\"",
            "https://evil.example/",
            "//evil.example",
            "javascript:alert(1)",
            "https://reader.example@evil.example/",
            "https://reader.example/%zz",
            "https://reader.example/\u0000",
            "http://[::1",
            "https://farthing.test/x y",
            "en-US-x-private",
            "i-klingon",
            "self",
            "admin-key");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1",
            "+1",
            "01",
            "0.0000001",
            "0.000001",
            "1.",
            ".5",
            "1,5",
            "1e400",
            "1e-400",
            "1e999999999",
            "1E5",
            "0x10",
            "1_000",
            "\u0661",
            "\uff11",
            "NaN",
            "Infinity",
            "-Infinity",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "18446744073709551616",
            "9".repeat(40),
            "9".repeat(2_000),
            "1000000000",
            "1000000000.000001",
            "999999999999.999999");

    private static final List<String> TIMES = List.of(
            "294277-01-01T00:00:00Z",
            "+294277-01-01T00:00:00Z",
            "-294277-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "-1-01-01",
            "0000-01-01T00:00:00Z",
            "0000-01-01",
            "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00+18:00",
            "9999-12-31T23:59:59.999999999Z",
            "9999-12-31T23:59:59-18:00",
            "10000-01-01",
            "1969-12-31T23:59:59Z",
            "1582-10-10",
            "2026-02-30",
            "2026-13-01",
            "2026-06-30T23:59:60Z",
            "2026-11-28T24:00:00Z",
            "2026-11-28T10:00:00+25:00",
            "2026-11-28T10:00:00",
            "2026-11-28T10:00:00.1234567890Z",
            "2026-11-28T10:00:00Z[Europe/Berlin]",
            "now",
            "infinity",
            "-infinity",
            "PT0S",
            "PT-1H",
            "-P1D",
            "P1Y2M",
            "P30DT0.000000001S",
            "P99999999999D",
            "PT9223372036854775807S",
            "PT9223372036854775808S",
            "P106751991167300DT15H30M7.999999999S");

    private static final List<String> IDS = List.of(
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "a0eebc99-9c0b-1ef8-bb6d-6bb9bd380a11",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            "A0EEBC99-9C0B-7EF8-BB6D-6BB9BD380A11",
            "a0eebc999c0b7ef8bb6d6bb9bd380a11",
            "{a0eebc99-9c0b-7ef8-bb6d-6bb9bd380a11}",
            "urn:uuid:a0eebc99-9c0b-7ef8-bb6d-6bb9bd380a11",
            "1-1-1-1-1",
            "a0eebc99-9c0b-7ef8-bb6d-6bb9bd380a1",
            "sandbox_00000000000000000000000000000000",
            "sandbox_",
            "farthing_" + "0".repeat(72),
            "7ZK3MN",
            "7ZK3MN00123A4BC5DE6FG7H8J",
            "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ");

    private static final List<List<String>> ALL = List.of(TEXTS, NUMBERS, TIMES, IDS);

    private static final List<String> JSON_VALUES = List.of(
            "null",
            "true",
            "false",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "[{}]",
            "[1,\"a\",null]",
            "{\"\":0}",
            "{\"a\":1,\"a\":2}",
            "{\"amount\":0.05,\"currency\":\"EUR\"}",
            "{\"amount\":\"0.05\"}",
            "{\"amount\":\"0.05\",\"currency\":\"eur\"}",
            "{\"amount\":\"0.05\",\"currency\":null}",
            "{\"amount\":null,\"currency\":\"EUR\"}",
            "{\"amount\":\"1000000000\",\"currency\":\"EUR\"}",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"\\uD83D\\uDE00\"",
            "\"\\/\\b\\f\"",
            "\"\\x\"",
            "\"tab\there\"",
            "'single'",
            "bare",
            "01",
            "-",
            "1.",
            "--1",
            "[" + "1,".repeat(2_000) + "1]",
            "[".repeat(900) + "]".repeat(900),
            "{\"a\":".repeat(400) + "1" + "}".repeat(400));

    private static final List<String> BODIES = List.of(
            "",
            " ",
            "\ufeff{}",
            "null",
            "true",
            "7",
            "\"text\"",
            "[]",
            "[{}]",
            "{",
            "}",
            "{}",
            "{}{}",
            "{} trailing",
            "{\"\":1}",
            "{\"a\":1,}",
            "{\"a\":}",
            "{a:1}",
            "{'a':'b'}",
            "{\"a\":1/*c*/}",
            "// comment\n{}",
            "{\"a\":\"\0\"}",
            "{\"__proto__\":{},\"@class\":\"java.lang.Object\",\"@type\":\"x\"}",
            "<xml/>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
            "number=%",
            "number=%&exp=%zz&cvc=%",
            "number",
            "=",
            "&&&",
            "number=1&number=2",
            "number[]=1",
            "number=%00&exp=%ff&cvc=%c0%80",
            "a=1&".repeat(1_001),
            "a".repeat(3_000) + "=1",
            "---\n---\n",
            "---\ntitle: x\nprice: 0.05\n",
            "---\ntitle: x\nprice: NaN\n---\nText",
            "---\ntitle: &a [*a]\nprice: 0\n---\nText",
            "---\na: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n---\nText",
            "---\ntitle: !!java.lang.Runtime x\n---\nText",
            "+++\ntitle = \"x\"\nprice = 1e400\n+++\nText",
            "+++\ntitle = \"x\"\nprice = \"0\"\na = 9999999999999999999999\n+++\nText",
            "+++\ntitle = \"x\"\nprice = \"0\"\npublishedAt = 0000-01-01\n+++\nText",
            ";;;\n{\"title\":\"x\"}\n;;;\nText",
            "# Title\n\n![x](javascript:alert(1)) <script>alert(1)</script> [a]: <",
            "> ".repeat(300) + "deep",
            "* ".repeat(300) + "deep",
            "[".repeat(1_000),
            "[".repeat(10_000),
            "{\"a\":".repeat(10_000),
            "[".repeat(10_000) + "]".repeat(10_000),
            "\ud800");

    /** The rest of the lines is wrong for the most part, and right for some callers. */
    private static final List<String[]> HEADERS = headers(
            "Accept: ",
            "Accept: ,",
            "Accept: ;",
            "Accept: /",
            "Accept: */",
            "Accept: text",
            "Accept: text/html",
            "Accept: text/csv",
            "Accept: text/markdown",
            "Accept: application/json;q=0",
            "Accept: application/json;q=2",
            "Accept: application/json;q=abc",
            "Accept: application/problem+json",
            "Accept: application/xml",
            "Accept: text/html;q=0.5, application/json;q=0.5",
            "Accept: text/html;level=\"1",
            "Accept: */*;q=0",
            "Accept-Language: ",
            "Accept-Language: *;q=x",
            "Accept-Language: de-DE-1901-x-a, ;q=9",
            "Accept-Encoding: gzip;q=0, identity;q=0",
            "Accept-Charset: utf-7",
            "Content-Type: ",
            "Content-Type: /",
            "Content-Type: ;",
            "Content-Type: json",
            "Content-Type: text/plain",
            "Content-Type: application/json;charset=utf-16",
            "Content-Type: application/json;charset=nonsense",
            "Content-Type: application/json;charset=",
            "Content-Type: application/json; a=\"b",
            "Content-Type: application/merge-patch+json",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: application/x-www-form-urlencoded;charset=x",
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: text/markdown",
            "Content-Type: text/markdown;charset=latin1",
            "Content-Type: */*",
            "Content-Type: a/b/c",
            "Content-Encoding: gzip",
            "Content-Encoding: br",
            "Content-Encoding: identity, gzip",
            "Content-Encoding: nonsense",
            "Range: bytes=0-0",
            "Range: bytes=-1",
            "Range: bytes=9-1",
            "Range: bytes=0-0,1-1,2-2",
            "Range: junk",
            "If-Range: \"x\"",
            "If-Match: ",
            "If-Match: *",
            "If-Match: \"x\"",
            "If-Match: W/\"x\"",
            "If-Match: x",
            "If-Match: \"",
            "If-Match: ,",
            "If-Match: \"a\", \"b\", *",
            "If-None-Match: ",
            "If-None-Match: *",
            "If-None-Match: \"x\"",
            "If-None-Match: W/",
            "If-None-Match: \"",
            "If-None-Match: , ,",
            "If-Modified-Since: yesterday",
            "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
            "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
            "Idempotency-Key: ",
            "Idempotency-Key: \"quoted\"",
            "Idempotency-Key: k",
            "Idempotency-Key: a b",
            "Idempotency-Key: \u00e4\u00ff",
            "Idempotency-Key: " + "k".repeat(256),
            "Idempotency-Key: " + "k".repeat(5_000),
            "Authorization: ",
            "Authorization: Bearer",
            "Authorization: Bearer ",
            "Authorization: Basic YTpi",
            "Authorization: bearer x y",
            "Authorization: Bearer farthing_" + "0".repeat(72),
            "Authorization: Bearer \u00ff",
            "Host: evil.example",
            "Host: ",
            "Host: a b",
            "Host: localhost:99999",
            "Host: user@localhost",
            "Origin: null",
            "Origin: https://evil.example",
            "Origin: https://reader.example",
            "Origin: https://farthing.test",
            "Origin: nonsense",
            "Origin: ",
            "Access-Control-Request-Method: GET",
            "Access-Control-Request-Headers: authorization",
            "X-Forwarded-For: 10.0.0.1",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: gopher",
            "X-Forwarded-Prefix: /x",
            "Forwarded: for=\"_x\";host=evil.example;proto=ftp",
            "X-HTTP-Method-Override: DELETE",
            "X-Original-URL: /v1/clients",
            "Cookie: a=b; c",
            "Cookie: =",
            "User-Agent: ",
            "User-Agent: " + "u".repeat(2_000),
            "Referer: \u00e4",
            "traceparent: nonsense",
            "traceparent: 00-00000000000000000000000000000000-0000000000000000-00",
            "traceparent: ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "tracestate: =,=",
            "baggage: ;;=",
            "Expect: 200-maybe",
            "Connection: upgrade",
            "Upgrade: websocket",
            "TE: trailers",
            "Trailer: X-A",
            "Date: never",
            "Max-Forwards: -1",
            "Sandbox-Signature: t=1,v1=00",
            "X-Long: " + "l".repeat(10_000),
            "X-Long: " + "l".repeat(20_000),
            "X-\u0001: a",
            "X-Control: a\u0001b",
            "X-Null: a\0b",
            "X-Folded: a\r\n b",
            "No-Colon-In-Name : a");

    private static List<String[]> headers(String... lines) {
        return Arrays.stream(lines)
                .map(line -> new String[] {line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2)})
                .toList();
    }

    private final Random random;

    Hostile(Random random) {
        this.random = random;
    }

    String text() {
        return of(of(ALL));
    }

    /** Most often of the same kind as the value in whose place it is sent. */
    String inPlaceOf(Object value) {
        String text = String.valueOf(value);
        if (random.nextInt(4) == 0) {
            return text();
        }
        if (text.matches("\\d{4}-\\d\\d.*|PT?\\d.*")) {
            return of(TIMES);
        }
        if (text.matches("-?\\d[\\d.]*")) {
            return of(NUMBERS);
        }
        return text.matches(".*[0-9a-f-]{30,}") ? of(IDS) : text();
    }

    /** Unquoted, so that it need not be JSON. */
    Json.Raw json() {
        return new Json.Raw(random.nextInt(3) == 0 ? of(NUMBERS) : of(JSON_VALUES));
    }

    String body() {
        return of(BODIES);
    }

    String[] header() {
        return of(HEADERS);
    }

    /** Of the form of this service's cursors, with keys that it did not write. */
    String cursor(String real) {
        if (real == null || random.nextInt(4) == 0) {
            return random.nextBoolean() ? base64(text()) : text();
        }
        String[] parts = new String(Base64.getUrlDecoder().decode(real), StandardCharsets.UTF_8).split(",", -1);
        int changed = random.nextInt(parts.length);
        parts[changed] = changed > 0 && random.nextInt(4) == 0
                ? UUID.randomUUID().toString()
                : Target.encoded(inPlaceOf(URLDecoder.decode(parts[changed], StandardCharsets.UTF_8)))
                        .replace("%20", "+");
        return base64(String.join(",", parts));
    }

    <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
