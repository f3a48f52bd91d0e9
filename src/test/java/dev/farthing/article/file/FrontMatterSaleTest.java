package dev.farthing.article.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.article.file.FrontMatterFields.PriceText;
import dev.farthing.article.markdown.Warning;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file holds back is not on sale, not before its time, not after its end, and not at another price. */
class FrontMatterSaleTest {
    private static FrontMatterFields fields(String lines) {
        return FrontMatterFields.of(
                FrontMatter.split("---\n" + lines.replace("\\n", "\n") + "\n---\n")
                        .values(),
                ZoneId.of("Europe/Berlin"),
                Instant.parse("2026-06-01T00:00:00Z"));
    }

    private static List<String> warned(FrontMatterFields fields) {
        return fields.warnings().stream().map(Warning::field).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "draft: true",
                "Draft: True",
                "DRAFT: yes",
                "draft: on",
                "draft: 1",
                "draft: \"true\"",
                "draft: ' TRUE '",
                "\u200Bdraft: true",
                "isDraft: true",
                "is_draft: true",
                "draft: false\\nDraft: true",
                "params: {draft: true}",
                "extra: {draft: true}",
                "a: &a {draft: true}\n<<: *a",
                "published: false",
                "published: no",
                "published: 0",
                "publish: false",
                "isPublished: false",
                "private: true",
                "public: false",
                "unlisted: true",
                "hidden: true",
                "hide: true",
                "visible: false",
                "listed: false",
                "headless: true",
                "render: false",
                "render: never",
                "_build: {render: never}",
                "build: {render: false}",
                "build: {render: link}",
                "build: {list: never}",
                "sitemap: false",
                "sitemap: {disable: true}",
                "noindex: true",
                "permalink: false",
                "permalink: {build: false}",
                "eleventyExcludeFromCollections: true",
                "status: draft",
                "status: Draft",
                "status: private",
                "status: pending",
                "status: hidden",
                "status: trash",
                "status: auto-draft",
                "status: In Review",
                "status: [draft]",
                "params: {status: Draft}",
                "status: {a: b}",
                "post_status: draft",
                "status: scheduled",
                "status: future\\ndate: 2026-05-01",
                "status: scheduled\\npublished_at: 2026-05-01T10:00:00Z",
                "visibility: private",
                "visibility: internal",
                "password: secret",
                "embargo: true",
                "scheduled: true",
                "expires: true",
                "publishDate: next spring",
                "published_at: soon",
                "published: soon",
                "pubDate: 05/06/2020",
                "post_date_gmt: 0000-00-00 00:00:00",
                "expiryDate: next spring",
                "expires_at: [2021-01-01]",
                "date: 2020-01-01\\npublishDate: TBD",
                "date: 05/06/2031",
                "date: May 2031",
                "date: 2031",
                "date: 2031-13-45",
                "date: [2031-01-01]",
                "date: 6. Mai 2026",
                "<<: [{draft: true}]",
                "archived: true",
                "deleted: yes",
                "internal: true",
                "embargoed: true",
                "do_not_publish: true",
                "online: false",
                "live: false",
                "approved: no",
                "state: draft",
                "workflow_state: pending",
                "publish_status: Draft",
                "robots: noindex, nofollow",
            })
    void heldBackIsADraft(String lines) {
        assertTrue(fields(lines).draft());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: x",
                "draft: false",
                "draft: n",
                "draft: 0",
                "draft:",
                "published: true",
                "published: 2020-01-01",
                "publish: true",
                "private: false",
                "hide: [toc, navigation]",
                "hide: toc",
                "eleventyExcludeFromCollections: [posts]",
                "render: true",
                "build: {render: always, list: local}",
                "build: 17",
                "sitemap: {priority: 0.5}",
                "sitemap: true",
                "permalink: /a/:title/",
                "status: published",
                "status: publish",
                "status: [experimental]",
                "status: deprecated",
                "status: []",
                "params: {status: seedling}",
                "visibility: public",
                "visibility: paid",
                "status: scheduled\\npublished_at: 2031-01-01T10:00:00Z",
                "date: soon",
                "date: 05/06/2020",
                "date: May 2020",
                "archived: 2031-01-01",
                "state: Bavaria",
                "relationship_status: it is complicated",
                "robots: index, follow",
                "live: https://example.org",
                "active: true",
                "lastmod: soon",
                "created: soon",
                "embargo: false",
                "expires: never",
                "expiryDate: false",
                "expiryDate: 0001-01-01T00:00:00Z",
                "publishDate: 0001-01-01T00:00:00Z",
            })
    void othersAreOnSale(String lines) {
        assertFalse(fields(lines).draft());
    }

    @ParameterizedTest
    @CsvSource({"private, maybe", "unlisted, [true]", "hidden, 2", "public, sometimes", "render, {a: b}", "is_draft, ?"
    })
    void unreadableWordsOfASaleAreRefused(String key, String value) {
        Problem problem = assertThrows(Problem.class, () -> fields(key + ": \"" + value + "\""));

        assertEquals(ProblemCode.INVALID_FRONT_MATTER, problem.code());
        assertEquals(key, problem.field());
        assertEquals("The front matter's \"" + key + "\" must be true or false.", problem.getMessage());
    }

    @Test
    void keyThatHoldsBackInPassingIsNamed() {
        assertEquals(List.of("build"), warned(fields("build: {list: never}")));
        assertEquals(List.of("status"), warned(fields("status: seedling")));
        assertEquals(List.of("params.publishDate"), warned(fields("params: {publishDate: soon}")));
        assertEquals(List.of(), warned(fields("draft: true")));
        assertEquals(List.of("jekyll.published"), warned(fields("jekyll: {published: false}")));
        assertEquals(List.of("article_price"), warned(fields("article_price: 2.00")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date: 2020-01-01\\npublishDate: 2031-01-01|2030-12-31T23:00:00Z",
                "publishDate: 2020-01-01\\ndate: 2031-01-01|2030-12-31T23:00:00Z",
                "date: 2020-01-01\\nDate: 2031-01-01|2030-12-31T23:00:00Z",
                "date: 2020-01-01\\nparams: {publishDate: 2031-01-01}|2030-12-31T23:00:00Z",
                "date: 2020-01-01\\nextra:\\n  embargo_until: 2031-01-01|2030-12-31T23:00:00Z",
                "date: 2020-01-01\\npublish_from: 2031-01-01|2030-12-31T23:00:00Z",
                "date: 2020-01-01\\nhideUntil: 2031-01-01|2030-12-31T23:00:00Z",
                "date: 2020-01-01\\nvalid_from: 2031-01-01|2030-12-31T23:00:00Z",
                "date: 2020-01-01\\nlastmod: 2031-01-01|2019-12-31T23:00:00Z",
                "date: 2020-01-01\\nupdated: 2031-01-01|2019-12-31T23:00:00Z",
                "date: 2020-01-01\\nlast_update: {date: 2031-01-01}|2019-12-31T23:00:00Z",
                "created: 2031-01-01\\ndate: 2020-01-01|2019-12-31T23:00:00Z",
                "created: 2020-01-01|2019-12-31T23:00:00Z",
                "lastmod: 2020-01-01|",
                "published: 2020-01-01|2019-12-31T23:00:00Z",
                "pubdate: 2020-01-01|2019-12-31T23:00:00Z",
                "pubDatetime: 2020-01-01T10:00:00Z|2020-01-01T10:00:00Z",
                "published_at: 2020-01-01T10:00:00Z|2020-01-01T10:00:00Z",
                "published: true\\ndate: 2020-01-01T10:00:00Z|2020-01-01T10:00:00Z",
                "post_date: 2020-01-01 10:00:00|2020-01-01T09:00:00Z",
                "date: 2020-01-01\\npublishDate: 0001-01-01T00:00:00Z|2019-12-31T23:00:00Z",
                "date: soon|",
            })
    void latestPublicationCounts(String lines, Instant expected) {
        assertEquals(expected, fields(lines).publishedAt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expiryDate: 2021-01-01|2021-01-01T23:00:00Z",
                "expirydate: 2021-01-01T10:00:00Z|2021-01-01T10:00:00Z",
                "unpublishdate: 2021-01-01T10:00:00Z|2021-01-01T10:00:00Z",
                "expiresAt: 2021-01-01T10:00:00Z|2021-01-01T10:00:00Z",
                "expires: 2021-01-01T10:00:00Z|2021-01-01T10:00:00Z",
                "publish_end_date: 2021-01-01T10:00:00Z|2021-01-01T10:00:00Z",
                "unpublish: 2021-01-01T10:00:00Z|2021-01-01T10:00:00Z",
                "valid_through: 2021-01-01T10:00:00Z|2021-01-01T10:00:00Z",
                "archived_at: 2021-01-01T10:00:00Z|2021-01-01T10:00:00Z",
                "expiryDate: 2031-01-01\\nunpublishDate: 2021-01-01|2021-01-01T23:00:00Z",
                "expiryDate: 2031-01-01\\nExpiryDate: 2021-01-01|2021-01-01T23:00:00Z",
                "expiryDate: 2031-01-01\\nextra: {expires: 2021-01-01}|2021-01-01T23:00:00Z",
                "expiryDate: never|",
                "expiryDate: 0001-01-01T00:00:00Z|",
                "expiryDate: 9999-12-31|9999-12-31T23:00:00Z",
            })
    void earliestEndCounts(String lines, Instant expected) {
        assertEquals(expected, fields(lines).expiresAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"date", "lastmod", "updated", "publishDate", "expiryDate", "modified", "created"})
    void dateThatCannotBeReadIsAWarning(String key) {
        Warning warning = fields(key + ": next Tuesday").warnings().get(0);

        assertEquals(key, warning.field());
        assertEquals("next Tuesday", warning.value());
        assertTrue(warning.why().startsWith("This is no date such as 2026-01-05."), warning.why());
    }

    @Test
    void endOfOurOwnMustBeADate() {
        assertEquals(
                "expiresAt",
                assertThrows(Problem.class, () -> fields("expiresAt: soon")).field());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "price: 2.00",
                "Price: 2.00",
                "PRICE: '2.00'",
                "params: {price: 2.00}",
                "extra: {price: \"2.00\"}",
                "meta: {Price: 2.00}",
                "price: 2.00\\nextra: {price: 2}",
                "price: 2.00\\nprice_range: $$",
                "price: 2.00 €",
                "custom: {price: 2.00}",
            })
    void priceIsReadWhereverToolsPutIt(String lines) {
        assertEquals("2", fields(lines).price().amount().replace(".00", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"price_eur: 2.00", "priceEUR: 2.00", "extra: {price-eur: 2.00 EUR}"})
    void priceMayHaveItsCurrencyInItsName(String lines) {
        assertEquals(new PriceText("2.00", "EUR"), fields(lines).price());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Price: cheap|Price",
                "extra: {price: cheap}|extra.price",
                "price: 1.00\\nPrice: 2.00|Price",
                "price: 1.00\\nextra: {price: 2.00}|extra.price",
                "price_eur: 2.00 USD|price_eur",
                "price_cents: 200|price_cents",
                "prices: [1, 2]|prices",
                "pricing: 2.00|pricing",
            })
    void priceThatCannotBeReadIsRefused(String lines, String key) {
        assertEquals(key, assertThrows(Problem.class, () -> fields(lines)).field());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cost", "preis", "price_range", "prcie"})
    void whatMayBeAPriceIsAWarning(String key) {
        FrontMatterFields fields = fields(key + ": 2.00");

        assertNull(fields.price());
        assertEquals(List.of(key), warned(fields));
    }

    @Test
    void paidPostWithoutAPriceIsAWarning() {
        assertEquals(List.of("visibility"), warned(fields("visibility: paid")));
        assertEquals(List.of(), warned(fields("visibility: paid\\nprice: 1.00")));
        assertEquals(List.of("price"), warned(fields("price: ''")));
    }

    @Test
    void priceOfSomethingElseIsAWarning() {
        assertEquals(List.of("products.price"), warned(fields("products: [{name: a, price: 9.99}]")));
        assertEquals(List.of("params.shop.price"), warned(fields("params: {shop: {price: 2.00}}")));
        assertEquals(List.of("cascade.draft"), warned(fields("cascade: {draft: true}")));
        assertEquals(List.of(), warned(fields("price: {amount: 2.00}")));
    }

    @Test
    void tagsOfZolaAreRead() {
        assertEquals(
                List.of("a", "b"),
                fields("taxonomies: {tags: [a, b], categories: [c]}").tags());
        assertEquals("Ada", fields("extra: {author: Ada}").author());
        assertNull(fields("params: {author: {email: x}}").author());
    }

    @ParameterizedTest
    @ValueSource(strings = {"title: '  A title\u00A0'", "title: |\\n  A\\n  title\\n", "title: \"\u200BA\\ttitle\""})
    void titleIsTrimmed(String lines) {
        assertEquals("A title", fields(lines).title());
    }

    @Test
    void warningsAreBounded() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            lines.append("date")
                    .append("_".repeat(i))
                    .append(": ")
                    .append("x".repeat(500))
                    .append('\n');
        }

        List<Warning> warnings = fields(lines.toString()).warnings();

        assertEquals(20, warnings.size());
        assertEquals(81, warnings.get(0).value().length());
    }
}
