package dev.farthing.article.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.article.markdown.Warning;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontMatterTest {
    @Test
    void hugoYamlIsRead() {
        FrontMatter.Document document = FrontMatter.split("""
                ---
                title: "Small change: a history"
                date: 2026-01-05T10:00:00+01:00
                draft: false
                tags: [money, history]
                categories:
                  - essays
                version: 1.10
                params:
                  cover:
                    image: /img/a.png
                ---
                # Body
                """);

        assertEquals(
                ordered(
                        "title", "Small change: a history",
                        "date", "2026-01-05T10:00:00+01:00",
                        "draft", "false",
                        "tags", List.of("money", "history"),
                        "categories", List.of("essays"),
                        "version", "1.10",
                        "params", Map.of("cover", Map.of("image", "/img/a.png"))),
                document.values());
        assertEquals(
                List.of("title", "date", "draft", "tags", "categories", "version", "params"), keys(document.values()));
        assertEquals("# Body\n", document.body());
    }

    @Test
    void hugoTomlIsRead() {
        FrontMatter.Document document = FrontMatter.split("""
                +++
                title = 'Small change'
                date = 2026-01-05T10:00:00Z
                draft = true
                weight = 1_0
                price = 0.10
                tags = ["money", "history"]

                [params]
                rating = 5e-1
                +++
                Body
                """);

        assertEquals(
                ordered(
                        "title", "Small change",
                        "date", "2026-01-05T10:00:00Z",
                        "draft", "true",
                        "weight", "10",
                        "price", "0.10",
                        "tags", List.of("money", "history"),
                        "params", Map.of("rating", "0.5")),
                document.values());
        assertEquals("Body\n", document.body());
    }

    @Test
    void hugoJsonIsRead() {
        FrontMatter.Document document = FrontMatter.split("""
                {
                  "title": "Small change",
                  "price": 0.10,
                  "weight": 12345678901234567890,
                  "draft": false,
                  "tags": ["money"],
                  "cover": null
                }

                Body
                """);

        assertEquals(
                ordered(
                        "title", "Small change",
                        "price", "0.10",
                        "weight", "12345678901234567890",
                        "draft", "false",
                        "tags", List.of("money"),
                        "cover", null),
                document.values());
        assertEquals("\nBody\n", document.body());
    }

    @Test
    void jekyllFileBecomesAnArticle() {
        FrontMatterFields fields = fields("""
                ---
                layout: post
                title:  "Welcome to Jekyll!"
                date:   2026-01-05 10:00:00 +0100
                categories: jekyll update
                author: Jane Doe
                excerpt: >-
                  A folded
                  excerpt.
                permalink: /:categories/:title.html
                ---
                """);

        assertEquals("Welcome to Jekyll!", fields.title());
        assertEquals("A folded excerpt.", fields.summary());
        assertEquals("Jane Doe", fields.author());
        assertEquals(List.of("jekyll", "update"), fields.tags());
        assertEquals(Instant.parse("2026-01-05T09:00:00Z"), fields.publishedAt());
        assertEquals(false, fields.draft());
        assertNull(fields.price());
        assertEquals(ordered("layout", "post", "permalink", "/:categories/:title.html"), fields.metadata());
    }

    @Test
    void ghostExportBecomesAnArticle() {
        FrontMatterFields fields = fields("""
                ---
                title: Coming soon
                slug: coming-soon
                custom_excerpt: Things are being set up.
                feature_image: https://cdn.example/a.png
                status: published
                visibility: public
                published_at: 2026-01-05T10:00:00.123+00:00
                authors:
                  - name: Jane Doe
                    slug: jane
                  - slug: john
                tags:
                  - name: News
                    slug: news
                  - name: Getting Started
                ---
                """);

        assertEquals("Coming soon", fields.title());
        assertEquals("Things are being set up.", fields.summary());
        assertEquals("Jane Doe, john", fields.author());
        assertEquals(List.of("News", "Getting Started"), fields.tags());
        assertEquals(Instant.parse("2026-01-05T10:00:00.123Z"), fields.publishedAt());
        assertEquals(false, fields.draft());
        assertEquals(
                ordered("slug", "coming-soon", "feature_image", "https://cdn.example/a.png", "visibility", "public"),
                fields.metadata());
    }

    @Test
    void mdnPageBecomesAnArticle() {
        FrontMatter.Document document = FrontMatter.split("""
                ---
                title: 402 Payment Required
                slug: Web/HTTP/Reference/Status/402
                page-type: http-status-code
                browser-compat: http.status.402
                status:
                  - experimental
                spec-urls:
                sidebar: http
                ---

                The HTTP **`402 Payment Required`** status code.
                """);
        FrontMatterFields fields = of(document.values());

        assertEquals("402 Payment Required", fields.title());
        assertEquals(false, fields.draft());
        assertEquals(
                ordered(
                        "slug", "Web/HTTP/Reference/Status/402",
                        "page-type", "http-status-code",
                        "browser-compat", "http.status.402",
                        "status", List.of("experimental"),
                        "spec-urls", null,
                        "sidebar", "http"),
                fields.metadata());
        assertEquals("\nThe HTTP **`402 Payment Required`** status code.\n", document.body());
    }

    @Test
    void scalarsStayAsWritten() {
        assertEquals(
                ordered(
                        "price", "0.10",
                        "version", "1.10",
                        "octal", "010",
                        "bool", "yes",
                        "day", "2026-01-05",
                        "big", "1e999",
                        "quoted", "null",
                        "1", "one",
                        "tagged", "x",
                        "text", "a\nb\n"),
                FrontMatter.split(
                                "---\nprice: 0.10\nversion: 1.10\noctal: 010\nbool: yes\nday: 2026-01-05\nbig: 1e999\n"
                                        + "quoted: 'null'\n1: one\ntagged: !!python/object:os.system x\n"
                                        + "text: |\n  a\n  b\n---\n")
                        .values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:", "a: ~", "a: null", "a: # comment"})
    void emptyValuesAreNull(String line) {
        assertEquals(
                ordered("a", null),
                FrontMatter.split("---\n" + line + "\n---\n").values());
    }

    @Test
    void quotedEmptyValueIsAnEmptyString() {
        assertEquals(ordered("a", ""), FrontMatter.split("---\na: ''\n---\n").values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"---\n---\nBody", "---\n\n---\nBody", "---\n# comment\n---\nBody", "+++\n+++\nBody", "{}\nBody"})
    void emptyFrontMatterIsNone(String text) {
        assertEquals(new FrontMatter.Document(Map.of(), "Body"), FrontMatter.split(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# Title\n\n---\n\nText",
                "---",
                "---\n",
                "---\n\nA thematic break above, and nothing that ends it.",
                "----\na: b\n----\n",
                "--- a\nb: c\n---\n",
                "+++\nplain text",
                "{{HTTPSidebar}}\n\nText",
                "{% raw %}\n",
                "{: .lead}\nText",
                "{\"a\": 1} is JSON.",
                "{ or a brace",
            })
    void textWithoutFrontMatterIsAllBody(String text) {
        assertEquals(new FrontMatter.Document(Map.of(), text), FrontMatter.split(text));
    }

    @Test
    void thematicBreaksInTheBodyStay() {
        assertEquals(
                new FrontMatter.Document(Map.of("a", "b"), "\nText\n\n---\n\nMore\n"),
                FrontMatter.split("---\na: b\n---\n\nText\n\n---\n\nMore\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF---\na: b\n---\nBody",
                "---\r\na: b\r\n---\r\nBody",
                "---\ra: b\r---\rBody",
                "---  \na: b\n---\t\nBody",
                "---\na: b\n...\nBody",
                "\uFEFF+++\r\na = 'b'\r\n+++\r\nBody",
                "{\"a\":\"b\"}\r\nBody",
                "\uFEFF{\n\"a\":\"b\"}  \nBody",
            })
    void marksAndLineEndsOfAllEditorsAreAccepted(String text) {
        assertEquals(new FrontMatter.Document(Map.of("a", "b"), "Body"), FrontMatter.split(text));
    }

    @Test
    void bodyMayBeMissing() {
        assertEquals(new FrontMatter.Document(Map.of("a", "b"), ""), FrontMatter.split("---\na: b\n---"));
        assertEquals(new FrontMatter.Document(Map.of("a", "b"), ""), FrontMatter.split("{\"a\":\"b\"}"));
    }

    @Test
    void lastOfTwoEqualKeysWins() {
        assertEquals(
                ordered("a", "2", "b", "x"),
                FrontMatter.split("---\na: 1\nb: x\na: 2\n---\n").values());
        assertEquals(ordered("a", "2"), FrontMatter.split("{\"a\":1,\"a\":2}").values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "---\\na: b: c\\n---\\n|2: mapping values are not allowed here.",
                "---\\nok: 1\\n\\tb: 2\\n---\\n|3: found character '\\t(TAB)' that cannot start any token.",
                "---\\na: @home\\n---\\n|2: found character '@' that cannot start any token.",
                "---\\na: [1\\n---\\n|3: expected ',' or ']', but got <stream end>.",
                "---\\na: 1\\nb: *c\\n---\\n|3: an alias stands for nothing before it, or for itself.",
                "---\\na: &c [*c]\\n---\\n|2: an alias stands for nothing before it, or for itself.",
                "---\\n- a\\n---\\n|2: it is not a mapping of keys to values.",
                "---\\n? [a]\\n: b\\n---\\n|2: a key is empty, a list or a mapping.",
                "---\\na: 1\\n--- b\\n---\\n|3: a second document starts there.",
                "---\\na: 1\\nb: \u0001\\n---\\n|3: a control character stands there.",
                "---\\ntitle: x\\n\\nBody|1: it starts here, and no line of --- ends it.",
                "---\\n# comment\\n\\n\"title\" : x\\n|1: it starts here, and no line of --- ends it.",
                "+++\\ntitle = 'x'\\n|1: it starts here, and no line of +++ ends it.",
                "+++\\n[params]\\n|1: it starts here, and no line of +++ ends it.",
                "+++\\na = 1\\na = 2\\n+++\\n|4: Duplicate key.",
                "+++\\na = \"x\\nb = 1\\n+++\\n|2: Newline not permitted here.",
                "+++\\na = 1 b\\n+++\\n|2: column 7 holds what TOML does not allow there.",
                "{\"a\": 1,\\n\"b\": x}\\n|2: column 6 holds what JSON does not allow there.",
                "{\"a\": [1\\n|1: the JSON object that starts here has no end.",
                "{\"a\": \"x|1: the JSON object that starts here has no end.",
            })
    void unreadableFrontMatterIsRefusedWithItsLine(String text, String message) {
        Problem problem =
                refused(text.replace("\\n", "\n").replace("\\t(", "\t(").replace("\n\\t", "\n\t"));

        assertEquals(ProblemCode.INVALID_FRONT_MATTER, problem.code());
        assertEquals("The front matter cannot be read at line " + message, problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\na: \u0000\n---\n",
                "---\na: \uD800\n---\n",
                "---\na: \"\\0\"\n---\n",
                "---\na: \"\\uD800\"\n---\n",
                "---\n\"\\0\": a\n---\n",
                "+++\na = \"\\uDC00\"\n+++\n",
                "{\"a\": \"\\u0000\"}",
                "{\"\\ud800\": \"a\"}",
                "---\na: b\n---\nnull byte in the body: \u0000",
            })
    void textThatCannotBeStoredIsRefused(String text) {
        assertEquals(ProblemCode.INVALID_TEXT, refused(text).code());
    }

    @Test
    void errorNamesTheLineOfTextThatCannotBeStored() {
        assertEquals(
                "Line 3 holds a null byte or half of a surrogate pair, which cannot be stored.",
                refused("a\r\nb\n\uD83D\n").getMessage());
    }

    @Test
    void surrogatePairsAreAccepted() {
        assertEquals(
                Map.of("a", "😀"), FrontMatter.split("---\na: \"😀\"\n---\n").values());
    }

    @Test
    void frontMatterBeyond64KibibytesIsRefused() {
        String fits = "a: " + "x".repeat(64 * 1024 - 4) + "\n";

        assertEquals(64 * 1024, fits.length());
        assertEquals(
                List.of("a"), keys(FrontMatter.split("---\n" + fits + "---\n").values()));
        for (String text : List.of(
                "---\n" + fits + "\n---\n",
                "---\na: " + "é".repeat(40_000) + "\n---\n",
                "+++\na = '" + "x".repeat(70_000) + "'\n+++\n",
                "{\"a\":\"" + "x".repeat(70_000) + "\"}\n")) {
            assertEquals(
                    "The front matter cannot be read at line 1: it is longer than 64 KiB.",
                    refused(text).getMessage());
        }
    }

    @Test
    void nestingIsLimitedToTwentyLevels() {
        assertEquals(
                List.of("a"),
                keys(FrontMatter.split("---\na: " + "[".repeat(19) + "]".repeat(19) + "\n---\n")
                        .values()));
        for (String text : List.of(
                "---\na: " + "[".repeat(20) + "]".repeat(20) + "\n---\n",
                "---\na: " + "[".repeat(60_000) + "\n---\n",
                "---\n" + "? ".repeat(30_000) + "\n---\n",
                "---\na: &a [[[[[[[[[[[]]]]]]]]]]]\nb: [[[[[[[[[[*a]]]]]]]]]]\n---\n",
                "+++\na = " + "[".repeat(60_000) + "\n+++\n",
                "+++\n" + "a.".repeat(20) + "b = 1\n+++\n",
                "{\"a\":" + "[".repeat(60_000) + "]}")) {
            assertTrue(refused(text).getMessage().endsWith(": it is nested deeper than 20 levels."), text);
        }
    }

    @Test
    void aliasesAreCopies() {
        assertEquals(
                ordered("a", List.of("x", "y"), "b", List.of("x", "y"), "c", "z", "d", "z"),
                FrontMatter.split("---\na: &l [x, y]\nb: *l\nc: &s z\nd: *s\n---\n")
                        .values());
    }

    @Test
    void billionLaughsAreRefused() {
        StringBuilder text = new StringBuilder("---\na: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (char c = 'b'; c <= 'i'; c++) {
            text.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append(("*" + (char) (c - 1) + ", ").repeat(10))
                    .append("]\n");
        }

        Problem problem = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> refused(text + "---\n"));

        assertEquals(
                "The front matter cannot be read at line 6: its aliases unfold to more than 256 KiB.",
                problem.getMessage());
    }

    @Test
    void billionEmptyListsAreRefused() {
        StringBuilder text = new StringBuilder("---\na: &a [[], [], [], [], [], [], [], [], [], []]\n");
        for (char c = 'b'; c <= 'i'; c++) {
            String alias = "*" + (char) (c - 1) + ", ";
            text.append(c + ": &" + c + " [" + alias.repeat(10) + "]\n");
        }

        Problem problem = refused(text + "---\n");

        assertEquals(
                "The front matter cannot be read at line 7: its aliases unfold to more than 256 KiB.",
                problem.getMessage());
    }

    @Test
    void priceOfJsonMayHaveAnExponent() {
        assertEquals(
                new FrontMatterFields.PriceText("0.05", null),
                fields("{\"price\":5e-2}\n").price());
        assertEquals(
                new FrontMatterFields.PriceText("100000", "EUR"),
                fields("{\"price\":{\"amount\":1E5,\"currency\":\"EUR\"}}\n").price());
    }

    @Test
    void numbersStayAsWritten() {
        assertEquals(
                ordered("a", "1e999999999", "b", "5e-2", "c", "1e99999999999", "d", "1E5", "e", "-0", "f", "1.10"),
                FrontMatter.split("{\"a\":1e999999999,\"b\":5e-2,\"c\":1e99999999999,\"d\":1E5,\"e\":-0,\"f\":1.10}")
                        .values());
        assertEquals(
                Map.of("a", "1E+999999999"),
                FrontMatter.split("+++\na = 1e999999999\n+++\n").values());
    }

    @Test
    void canonicalFieldsAreRead() {
        FrontMatterFields fields = fields("""
                ---
                title: T
                summary: S
                author: A
                tags: [x]
                language: en
                publishedAt: 2026-01-05
                draft: false
                price: 0.05
                accessPeriod: P30D
                preview: 120
                slug: s
                ---
                """);

        assertEquals(
                new FrontMatterFields(
                        "T",
                        "S",
                        "A",
                        List.of("x"),
                        "en",
                        Instant.parse("2026-01-05T00:00:00Z"),
                        null,
                        false,
                        new FrontMatterFields.PriceText("0.05", null),
                        "P30D",
                        120,
                        Map.of("slug", "s"),
                        List.of()),
                fields);
    }

    @Test
    void absentFieldsAreNull() {
        assertEquals(
                new FrontMatterFields(
                        null, null, null, null, null, null, null, false, null, null, null, Map.of(), List.of()),
                of(Map.of()));
    }

    @Test
    void emptyValuesAreAbsentAndStay() {
        Map<String, Object> values =
                ordered("title", null, "summary", " ", "tags", List.of(), "price", "", "draft", null);

        assertEquals(
                new FrontMatterFields(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        null,
                        null,
                        values,
                        List.of(new Warning("price", "", "It is empty, so the file names no price."))),
                of(values));
    }

    @ParameterizedTest
    @CsvSource({
        "120,120",
        "'\" 40 \"',40",
        "0,0",
        "none,0",
        "None,0",
        "false,0",
        "100000,500",
        "true,",
        "/img/a.png,",
        "-5,",
        "20%,",
        "[5],"
    })
    void previewIsANumberOfWordsOrNone(String text, Integer words) {
        FrontMatterFields fields = fields("---\npreview: " + text + "\n---\n");

        assertEquals(words, fields.previewWords());
        assertEquals(words == null, fields.metadata().containsKey("preview"));
    }

    @Test
    void keysAreFoundInAnyCase() {
        FrontMatterFields fields = of(ordered("Title", "T", "TAGS", "a,b", "PubDate", "2026-01-05"));

        assertEquals("T", fields.title());
        assertEquals(List.of("a", "b"), fields.tags());
        assertEquals(Instant.parse("2026-01-05T00:00:00Z"), fields.publishedAt());
        assertEquals(Map.of(), fields.metadata());
    }

    @Test
    void firstSpellingWithAValueIsReadAndTheOthersStay() {
        FrontMatterFields fields =
                of(ordered("excerpt", "E", "description", " D ", "summary", "", "lang", "de", "locale", "de_AT"));

        assertEquals("D", fields.summary());
        assertEquals("de", fields.language());
        assertEquals(ordered("excerpt", "E", "summary", "", "locale", "de_AT"), fields.metadata());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "author: A B",
                "by: A B",
                "authors: [A B]",
                "author: {name: A B, url: x}",
                "authors:\n- name: A B"
            })
    void authorIsReadInEveryForm(String line) {
        FrontMatterFields fields = fields("---\n" + line + "\n---\n");

        assertEquals("A B", fields.author());
        assertEquals(Map.of(), fields.metadata());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tags: [a, b c, a, ' ', ]",
                "tags: a, b c,,a",
                "tags:\n- a\n- ' b c '\n-\n- a",
                "tag: [{name: a}, {slug: b c}]",
                "keywords: a, b c",
                "categories: [a, b c]",
                "tags: []\ncategories: [a, b c]",
            })
    void tagsAreReadInEveryForm(String lines) {
        assertEquals(List.of("a", "b c"), fields("---\n" + lines + "\n---\n").tags());
    }

    @Test
    void tagsWithoutACommaAreSeparatedBySpaces() {
        assertEquals(List.of("a", "b-c"), fields("---\ntags: a  b-c a\n---\n").tags());
    }

    @Test
    void categoriesStayWhereTagsAre() {
        FrontMatterFields fields = fields("---\ntags: a\ncategories: b\nkeywords: c\n---\n");

        assertEquals(List.of("a"), fields.tags());
        assertEquals(ordered("categories", "b", "keywords", "c"), fields.metadata());
    }

    @Test
    void categoriesOfAnotherTypeStay() {
        FrontMatterFields fields = fields("---\ncategories: {a: [b]}\n---\n");

        assertNull(fields.tags());
        assertEquals(Map.of("categories", Map.of("a", List.of("b"))), fields.metadata());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-05|2026-01-05T00:00:00Z",
                "2026-01-05 10:00|2026-01-05T10:00:00Z",
                "2026-01-05 10:00:30|2026-01-05T10:00:30Z",
                "2026-01-05 10:00:30 +0100|2026-01-05T09:00:30Z",
                "2026-01-05 10:00:30 -05:00|2026-01-05T15:00:30Z",
                "2026-01-05 10:00:30 UTC|2026-01-05T10:00:30Z",
                "2026-01-05T10:00:30|2026-01-05T10:00:30Z",
                "2026-01-05T10:00:30Z|2026-01-05T10:00:30Z",
                "2026-01-05t10:00:30z|2026-01-05T10:00:30Z",
                "2026-01-05T10:00:30+02|2026-01-05T08:00:30Z",
                "2026-01-05T10:00:30.5Z|2026-01-05T10:00:30.500Z",
                "2026-01-05T10:00:30.123456789987654321+01:00|2026-01-05T09:00:30.123456789Z",
                "2024-02-29|2024-02-29T00:00:00Z",
                "Jan 5, 2026|2026-01-05T00:00:00Z",
                "January 5, 2026|2026-01-05T00:00:00Z",
                "Sept. 15, 2025|2025-09-15T00:00:00Z",
                "may 31 2025|2025-05-31T00:00:00Z",
            })
    void datesAreReadAsWritten(String written, String expected) {
        for (String key :
                List.of("publishedAt", "published_at", "date", "date_published", "pubDate", "pubdate", "created")) {
            FrontMatterFields fields = of(Map.of(key, written));

            assertEquals(Instant.parse(expected), fields.publishedAt(), key);
            assertEquals(Map.of(), fields.metadata());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "2026",
                "2026-13-01",
                "2025-02-29",
                "2026-01-05 25:00",
                "2026-01-05T10:00:00+19:00",
                "1/5/2026",
                "Janvier 5, 2026",
                "Jan 32, 2026",
                "2026-01-05T",
                "2026-01-05 noon",
            })
    void unreadableDateIsRefusedUnderOurNameAndLeftUnderOthers(String written) {
        Problem problem = assertThrows(Problem.class, () -> of(Map.of("publishedAt", written)));

        assertEquals(ProblemCode.INVALID_FRONT_MATTER, problem.code());
        assertEquals("publishedAt", problem.field());
        assertEquals(
                "The front matter's \"publishedAt\" must be a date such as 2026-01-05 or 2026-01-05T10:00:00Z.",
                problem.getMessage());

        FrontMatterFields fields = of(ordered("date", written, "created", "2026-01-05"));

        assertEquals(Instant.parse("2026-01-05T00:00:00Z"), fields.publishedAt());
        assertEquals(Map.of("date", written), fields.metadata());
    }

    @ParameterizedTest
    @CsvSource({
        "draft,true,true",
        "draft,Yes,true",
        "draft,false,false",
        "published,false,true",
        "published,true,false",
        "status,draft,true",
        "status,Published,false",
    })
    void draftIsReadInEveryForm(String key, String value, boolean draft) {
        FrontMatterFields fields = of(Map.of(key, value));

        assertEquals(draft, fields.draft());
        assertEquals(Map.of(), fields.metadata());
    }

    @Test
    void draftFlagOutweighsOtherFields() {
        assertEquals(
                true,
                of(ordered("draft", "false", "published", "true", "status", "draft"))
                        .draft());
    }

    @ParameterizedTest
    @CsvSource({
        "0.05,0.05,",
        "0.050,0.050,",
        "10,10,",
        "-1,-1,",
        "0.05 EUR,0.05,EUR",
        "EUR 0.05,0.05,EUR",
        "eur0.05,0.05,EUR",
        "€0.05,0.05,EUR",
        "0.05 €,0.05,EUR",
        "$1.50,1.50,USD",
        "£2,2,GBP",
        "1.2345678901,1.2345678901,",
    })
    void priceIsPartedIntoAmountAndCurrency(String written, String amount, String currency) {
        FrontMatterFields fields = of(Map.of("price", written));

        assertEquals(new FrontMatterFields.PriceText(amount, currency), fields.price());
        assertEquals(Map.of(), fields.metadata());
    }

    @Test
    void priceMayBeAMap() {
        assertEquals(
                new FrontMatterFields.PriceText("0.10", "EUR"),
                fields("---\nprice: {amount: 0.10, currency: EUR}\n---\n").price());
        assertEquals(
                new FrontMatterFields.PriceText("0.10", null),
                fields("+++\n[price]\namount = 0.10\n+++\n").price());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "price: cheap",
                "price: 0,05",
                "price: 1e3",
                "price: .5",
                "price: EUR 1 EUR",
                "price: 5 EURO",
                "price: [1]",
                "price: {value: 1}",
                "price: {amount: [1]}",
                "price: {amount: EUR 1, currency: EUR}",
            })
    void unreadablePriceIsRefused(String line) {
        Problem problem = assertThrows(Problem.class, () -> fields("---\n" + line + "\n---\n"));

        assertEquals(ProblemCode.INVALID_FRONT_MATTER, problem.code());
        assertEquals("price", problem.field());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: {a: b}|title|a text",
                "title: [a]|title|a text",
                "description: [a]|description|a text",
                "lang: {a: b}|lang|a text",
                "access_period: [a]|access_period|a text",
                "author: {email: a}|author|a text or a list of texts",
                "authors: [[a]]|authors|a text or a list of texts",
                "tags: {a: b}|tags|a text or a list of texts",
                "tags: [[a]]|tags|a text or a list of texts",
                "draft: maybe|draft|true or false",
                "draft: [true]|draft|true or false",
                "publishedAt: [2026-01-05]|publishedAt|a date such as 2026-01-05 or 2026-01-05T10:00:00Z",
                "price: cheap|price|an amount such as 0.05, EUR 0.05 or {amount: 0.05, currency: EUR}",
            })
    void valueOfAnImpossibleKindIsRefusedByItsKey(String line, String key, String wanted) {
        Problem problem = assertThrows(Problem.class, () -> fields("---\n" + line + "\n---\n"));

        assertEquals(ProblemCode.INVALID_FRONT_MATTER, problem.code());
        assertEquals(key, problem.field());
        assertEquals("The front matter's \"" + key + "\" must be " + wanted + ".", problem.getMessage());
    }

    @Test
    void accessPeriodIsReadAsWritten() {
        assertEquals("P30D", fields("---\naccess_period: P30D\n---\n").accessPeriod());
        assertEquals("30 days", fields("---\naccessPeriod: 30 days\n---\n").accessPeriod());
    }

    @Test
    void metadataCannotBeChanged() {
        Map<String, Object> metadata = fields("---\na: [b]\n---\n").metadata();

        assertThrows(UnsupportedOperationException.class, () -> metadata.put("c", "d"));
    }

    private static FrontMatterFields fields(String text) {
        return of(FrontMatter.split(text).values());
    }

    private static FrontMatterFields of(Map<String, Object> values) {
        return FrontMatterFields.of(values, ZoneOffset.UTC, Instant.parse("2026-06-01T00:00:00Z"));
    }

    private static Problem refused(String text) {
        return assertThrows(Problem.class, () -> FrontMatter.split(text));
    }

    private static List<String> keys(Map<String, Object> values) {
        return List.copyOf(values.keySet());
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        assertEquals(keysAndValues.length / 2, map.size(), () -> Arrays.toString(keysAndValues));
        return map;
    }
}
