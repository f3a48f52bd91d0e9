package dev.farthing.article;

import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.patch;
import static dev.farthing.support.Calls.put;
import static dev.farthing.support.Calls.putMarkdown;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Request;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Markdown files are published unchanged, as their tools write them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class MarkdownPublishingTest {

    @Test
    void frontMatterSetsTheSameFieldsAsJson() {
        putMarkdown(newSlug(), """
                        ---
                        title: "Small change: a history"
                        summary: In short.
                        author: Ada
                        tags: [money, history]
                        language: de
                        date: 2026-01-05T10:00:00Z
                        price: 0.05 EUR
                        accessPeriod: P7D
                        ---
                        # One

                        Two *three*.
                        """)
                .then()
                .statusCode(201)
                .body("title", is("Small change: a history"))
                .body("summary", is("In short."))
                .body("author", is("Ada"))
                .body("tags", is(List.of("money", "history")))
                .body("language", is("de"))
                .body("publishedAt", is("2026-01-05T10:00:00Z"))
                .body("price", is(Map.of("amount", "0.05", "currency", "EUR")))
                .body("accessPeriod", is("P7D"))
                .body("status", is("PUBLISHED"))
                .body("metadata", is(Map.of()))
                .body("body", is("# One\n\nTwo *three*.\n"))
                .body("bodyHtml", containsString("<em>three</em>"));
    }

    @Test
    void jekyllFileIsAcceptedUnchanged() {
        putMarkdown(newSlug(), """
                        ---
                        layout: post
                        title:  "Welcome to Jekyll!"
                        date:   2026-01-05 10:00:00 +0100
                        categories: jekyll update
                        permalink: /:categories/:title.html
                        published: true
                        ---
                        You'll find this post in your `_posts` directory.
                        {% highlight ruby %}puts 1{% endhighlight %}
                        """)
                .then()
                .statusCode(201)
                .body("title", is("Welcome to Jekyll!"))
                .body("publishedAt", is("2026-01-05T09:00:00Z"))
                .body("tags", is(List.of("jekyll", "update")))
                .body("metadata.layout", is("post"))
                .body("metadata.permalink", is("/:categories/:title.html"));
    }

    @Test
    void hugoTomlFileIsAcceptedUnchanged() {
        putMarkdown(newSlug(), """
                        +++
                        title = 'From Hugo'
                        date = 2026-01-05T10:00:00+01:00
                        draft = false
                        tags = ['go', 'web']
                        weight = 10
                        [params]
                          cover = 'a.jpg'
                        +++
                        Text.
                        """)
                .then()
                .statusCode(201)
                .body("title", is("From Hugo"))
                .body("publishedAt", is("2026-01-05T09:00:00Z"))
                .body("tags", is(List.of("go", "web")))
                .body("metadata.params.cover", is("a.jpg"))
                .body("status", is("PUBLISHED"))
                .body("body", is("Text.\n"));
    }

    @Test
    void jsonFrontMatterIsAccepted() {
        putMarkdown(newSlug(), """
                        {
                          "title": "From JSON",
                          "tags": ["a"],
                          "price": "0.02"
                        }

                        Text.
                        """)
                .then()
                .statusCode(201)
                .body("title", is("From JSON"))
                .body("tags", is(List.of("a")))
                .body("price.amount", is("0.02"));
    }

    @Test
    void mdnFileIsAcceptedUnchanged() {
        putMarkdown(newSlug(), """
                        ---
                        title: 402 Payment Required
                        slug: Web/HTTP/Reference/Status/402
                        page-type: http-status-code
                        status:
                          - experimental
                        browser-compat: http.status.402
                        spec-urls: https://httpwg.org/specs/rfc9110.html#status.402
                        sidebar: http
                        ---

                        The HTTP **`402 Payment Required`** status code is a nonstandard response.

                        {{SeeCompatTable}}
                        """)
                .then()
                .statusCode(201)
                .body("title", is("402 Payment Required"))
                .body("status", is("PUBLISHED"))
                .body("metadata.slug", is("Web/HTTP/Reference/Status/402"))
                .body("metadata.status", is(List.of("experimental")))
                .body("metadata.page-type", is("http-status-code"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"summary", "description", "excerpt"})
    void summaryHasThreeNames(String key) {
        putMarkdown(newSlug(), "---\ntitle: t\n" + key + ": In short.\n---\nText.\n")
                .then()
                .statusCode(201)
                .body("summary", is("In short."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft: true", "published: false", "status: draft"})
    void draftStaysADraft(String line) {
        putMarkdown(newSlug(), "---\ntitle: t\n" + line + "\n---\nText.\n")
                .then()
                .statusCode(201)
                .body("status", is("DRAFT"));
    }

    @Test
    void fileWithoutFrontMatterIsNamedByItsHeading() {
        putMarkdown(newSlug(), "# The *heading*\n\nText.\n")
                .then()
                .statusCode(201)
                .body("title", is("The heading"))
                .body("price.amount", is("0.00"))
                .body("body", is("# The *heading*\n\nText.\n"));
    }

    @Test
    void fileWithoutAnyTitleIsNamedByItsSlug() {
        putMarkdown("on-small-change.md", "Text.\n").then().body("title", is("On small change"));
    }

    @ParameterizedTest
    @CsvSource({"0.05 EUR, 0.05", "EUR 0.05, 0.05", "€0.05, 0.05", "0.10, 0.10", "0, 0.00", "'{amount: 0.005}', 0.005"})
    void commonSpellingsOfAPriceAreAccepted(String price, String amount) {
        putMarkdown(newSlug(), "---\nprice: " + price + "\n---\nText.\n")
                .then()
                .statusCode(201)
                .body("price.amount", is(amount))
                .body("metadata.price", nullValue());
    }

    @Test
    void queryMaySetThePriceOfNewFiles() {
        asAdmin()
                .contentType("text/markdown")
                .body("Text.")
                .put("/v1/articles/" + newSlug() + "?price=0.03")
                .then()
                .statusCode(201)
                .body("price.amount", is("0.03"));
    }

    @ParameterizedTest
    @CsvSource({"de_AT, No language here, de-AT", "de, '---\nlang: fr\n---\nText', fr"})
    void queryMayNameTheLanguageOfFilesThatNameNone(String language, String file, String stored) {
        asAdmin()
                .contentType("text/markdown")
                .queryParam("language", language)
                .body(file.getBytes(StandardCharsets.UTF_8))
                .put("/v1/articles/" + newSlug())
                .then()
                .statusCode(201)
                .body("language", is(stored));
    }

    @Test
    void unknownLanguageOfTheQueryIsRefused() {
        asAdmin()
                .contentType("text/markdown")
                .queryParam("language", "german!")
                .body("Text".getBytes(StandardCharsets.UTF_8))
                .put("/v1/articles/" + newSlug())
                .then()
                .statusCode(400)
                .body("error.code", is("invalid_parameter"));
    }

    @Test
    void fileWithoutAPriceLeavesThePriceAsItIs() {
        String slug = newSlug();
        putMarkdown(slug, "---\nprice: 0.05 EUR\n---\nText.\n").then().statusCode(201);
        patch(slug, Map.of("price", eur("0.08"))).then().statusCode(200);

        putMarkdown(slug, "Another text.\n")
                .then()
                .statusCode(200)
                .body("price.amount", is("0.08"))
                .body("body", is("Another text.\n"));
    }

    @Test
    void windowsFileIsAccepted() {
        putMarkdown(newSlug(), "\uFEFF---\r\ntitle: From Windows\r\n---\r\nText.\r\n")
                .then()
                .statusCode(201)
                .body("title", is("From Windows"))
                .body("bodyHtml", containsString("<p>Text.</p>"));
    }

    @Test
    void curlUploadPublishesAFileWithoutAContentType() throws Exception {
        String slug = newSlug();
        HttpRequest request = HttpRequest.newBuilder(URI.create(Request.baseUrl() + "/v1/articles/" + slug))
                .header("Authorization", "Bearer " + dev.farthing.support.Api.ADMIN_KEY)
                .PUT(HttpRequest.BodyPublishers.ofString("---\ntitle: From curl\n---\nText.\n"))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        Assertions.assertEquals(201, answer.statusCode(), answer.body());
        asAdmin().get("/v1/articles/" + slug).then().body("title", is("From curl"));
    }

    @Test
    void numbersOfTheFrontMatterKeepTheirDigits() {
        putMarkdown(newSlug(), "---\nversion: 1.10\ncode: 007\n---\nText.\n")
                .then()
                .statusCode(201)
                .body("metadata.version", is("1.10"))
                .body("metadata.code", is("007"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: [unclosed                   | 400 | invalid_front_matter |",
                "title: t\\n  bad: indent\\n x: y   | 400 | invalid_front_matter |",
                "price: lots                        | 400 | invalid_front_matter | price",
                "price: -0.05 EUR                   | 400 | invalid_amount       | price.amount",
                "price: 0.0000001 EUR               | 400 | invalid_amount       | price.amount",
                "price: 5 USD                       | 400 | wrong_currency       | price.currency",
                "publishedAt: someday               | 400 | invalid_front_matter | publishedAt",
                "draft: perhaps                     | 400 | invalid_front_matter | draft",
                "accessPeriod: a while              | 400 | invalid_field        | accessPeriod",
                "accessPeriod: PT0S                 | 400 | invalid_field        | accessPeriod",
            })
    void badFrontMatterIsRefusedByItsKeyAndNothingIsStored(String lines, int status, String code, String field) {
        String slug = newSlug();

        problem(putMarkdown(slug, "---\n" + lines.replace("\\n", "\n") + "\n---\nText.\n"), status, code, field)
                .body("detail", not(containsString("snakeyaml")));

        problem(asAdmin().get("/v1/articles/" + slug), 404, "article_not_found");
    }

    @Test
    void invalidLanguageIsKeptAsMetadata() {
        putMarkdown(newSlug(), "---\nlanguage: en_US.UTF-8\n---\nText.\n")
                .then()
                .statusCode(201)
                .body("language", is("en"))
                .body("metadata.language", is("en_US.UTF-8"));
    }

    @Test
    void frontMatterWithoutAnEndIsRefused() {
        problem(putMarkdown(newSlug(), "---\ntitle: t\n\nText.\n"), 400, "invalid_front_matter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n"})
    void emptyFileIsRefused(String file) {
        String slug = newSlug();

        problem(putMarkdown(slug, file), 400, "invalid_field", "body");

        problem(asAdmin().get("/v1/articles/" + slug), 404, "article_not_found");
    }

    @Test
    void fileOfFrontMatterAloneIsKeptAsADraft() {
        putMarkdown(newSlug(), "---\ntitle: An index\n---\n")
                .then()
                .statusCode(201)
                .body("title", is("An index"))
                .body("status", is("DRAFT"));
    }

    @Test
    void titleAndSummaryOfAFileBecomePlainText() {
        String slug = newSlug();
        putMarkdown(slug, """
                        ---
                        title: "The `Accept` header &mdash; **all** of [it](https://a.example)"
                        description: "Why <em>this</em> _is_ {{HTTPHeader('Accept')}}so, 5 * 3 &lt; 16."
                        price: 0.05
                        ---
                        Text.
                        """)
                .then()
                .statusCode(201)
                .body("title", is("The Accept header — all of it"))
                .body("summary", is("Why this is so, 5 * 3 < 16."))
                .body("warnings", empty());
        given().get("/v1/articles/" + slug + "/preview").then().body("title", is("The Accept header — all of it"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<video>: The Video Embed element", "__init__", "a < b", "C*", "snake_case"})
    void titleThatOnlyLooksLikeMarkupStays(String title) {
        putMarkdown(newSlug(), "---\ntitle: \"" + title + "\"\n---\nText.\n")
                .then()
                .body("title", is(title));
    }

    @Test
    void headingIsATitleAsItReads() {
        putMarkdown(newSlug(), "# The `&lt;b>` *element* \\*\n\nText.\n")
                .then()
                .body("title", is("The &lt;b> element *"));
    }

    @Test
    void titleAndSummaryInJsonArePlainTextAlready() {
        Map<String, Object> draft = draft("0.05", "summary", "**Not** _Markdown_ &amp; `so`");
        draft.put("title", "`a` &lt; <b>b</b>");

        put(newSlug(), draft)
                .then()
                .statusCode(201)
                .body("title", is("`a` &lt; <b>b</b>"))
                .body("summary", is("**Not** _Markdown_ &amp; `so`"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n---\ntitle: Secret plan\ndraft: true\nprice: 2.00\n---\nNot ready.",
                " \uFEFF---\r\ntitle: Secret plan\r\nDraft: True\r\nextra: {price: 2.00}\r\n---\r\nNot ready.",
                "\n+++\ntitle = ' Secret plan '\ndraft = true\n[extra]\nprice = '2.00'\n+++\nNot ready.",
                "\n {\"title\": \" Secret plan\\n\", \"draft\": true, \"price\": 2e0}\nNot ready.",
                "Title: Secret plan\nStatus: draft\nPrice: 2.00\n\nNot ready.",
            })
    void nothingBeforeFrontMatterPutsADraftOnSale(String file) {
        String slug = newSlug();

        asAdmin()
                .contentType("text/markdown")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .put("/v1/articles/" + slug + "?price=0.05")
                .then()
                .statusCode(201)
                .body("status", is("DRAFT"))
                .body("title", is("Secret plan"))
                .body("price.amount", is("2.00"))
                .body("body", is("Not ready."));

        problem(given().get("/v1/articles/" + slug), 404, "article_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\ntitle: t\ndraft: true\n\nText.\n",
                "# Heading\n\n---\ndraft: true\n---\nText.\n",
                "{ title: \"t\", draft: true }\nText.\n",
                "----\ndraft: true\n----\nText.\n",
            })
    void fenceOfKeysIsNeverText(String file) {
        String slug = newSlug();

        problem(putMarkdown(slug, file), 400, "invalid_front_matter").body("detail", containsString("line "));

        problem(asAdmin().get("/v1/articles/" + slug), 404, "article_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date: 2020-01-01\\npublishDate: 2999-01-01",
                "expiryDate: 2021-01-01",
                "params: {unpublishDate: 2021-01-01}",
                "publishDate: some day",
                "expiryDate: some day",
                "status: scheduled",
            })
    void articleIsOnSaleNeitherBeforeNorAfterItsTime(String lines) {
        String slug = newSlug();

        putMarkdown(slug, "---\nprice: 0.05\n" + lines.replace("\\n", "\n") + "\n---\nText.\n")
                .then()
                .statusCode(201);

        problem(given().get("/v1/articles/" + slug), 404, "article_not_found");
        problem(given().get("/v1/articles/" + slug + "/preview"), 404, "article_not_found");
        asAdmin().get("/v1/articles/" + slug).then().statusCode(200);
    }

    @Test
    void latestPublicationAndEarliestEndCount() {
        putMarkdown(
                        newSlug(),
                        "---\ndate: 2020-01-01\npublishDate: 2021-01-01\nexpiryDate: 2998-01-01\nexpires: 2999-01-01\n---\nText.")
                .then()
                .statusCode(201)
                .body("status", is("PUBLISHED"))
                .body("publishedAt", is("2021-01-01T00:00:00Z"))
                .body("expiresAt", is("2998-01-02T00:00:00Z"))
                .body("warnings", is(List.of()));
    }

    @Test
    void dateThatCannotBeReadIsAWarning() {
        putMarkdown(newSlug(), "---\ndate: 05/06/2020\nlastmod: last week\n---\nText.\n")
                .then()
                .statusCode(201)
                .body("status", is("PUBLISHED"))
                .body("metadata", is(Map.of("date", "05/06/2020", "lastmod", "last week")))
                .body("warnings.field", is(List.of("lastmod", "date")))
                .body("warnings.value", is(List.of("last week", "05/06/2020")))
                .body("warnings[1].why", containsString("day or with the month"));
    }

    @Test
    void jekyllsNameHasTheDate() {
        String name = "2020-05-06-" + newSlug();

        putMarkdown(name, "Text.\n")
                .then()
                .statusCode(201)
                .body("publishedAt", is("2020-05-06T00:00:00Z"))
                .body("title", not(containsString("2020")));
        putMarkdown(name, "---\ndate: 2021-01-01\n---\nText.\n").then().body("publishedAt", is("2021-01-01T00:00:00Z"));
    }

    @Test
    void whatIsCutOrLeftOutIsAWarning() {
        putMarkdown(
                        newSlug(),
                        "---\ntitle: " + "t".repeat(400) + "\nlanguage: en_US.UTF-8\ntags: [" + "x".repeat(61)
                                + ", b]\n---\nText.\n")
                .then()
                .statusCode(201)
                .body("warnings.field", is(List.of("title", "tags", "language")))
                .body("warnings[0].value", is("t".repeat(80) + "…"));
    }

    @Test
    void fileWithTooManyTagsKeepsTheFirst() {
        StringBuilder tags = new StringBuilder();
        for (int i = 1; i <= 31; i++) {
            tags.append("t").append(i).append(", ");
        }

        putMarkdown(newSlug(), "---\ntags: " + tags + "\n---\nText.\n")
                .then()
                .statusCode(201)
                .body("tags.size()", is(30))
                .body("warnings.value", is(List.of("t31")))
                .body("warnings.why", is(List.of("Only 30 tags of 31 are used.")));
    }
}
