package dev.farthing.article;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.patch;
import static dev.farthing.support.Calls.published;
import static dev.farthing.support.Calls.putMarkdown;
import static dev.farthing.support.Calls.refund;
import static dev.farthing.support.Calls.staff;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Request;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A search tells who has not bought an article which words its text has, and nothing of their order or number. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PaidTextSearchTest {
    private static final List<String> SENTENCE = List.of("nine", "grey", "herons", "guard", "seven", "silent", "ponds");

    private final String tag = "Tag" + UUID.randomUUID();
    private final String slug = newSlug();

    /** A title, a summary and a first paragraph that all may read, and a text that is sold. */
    private void publishSentence(String price) {
        putMarkdown(slug, """
                ---
                title: A field guide
                summary: Birds of the lowlands
                author: Ida Brook
                tags: [%s, wading birds]
                price: "%s"
                language: en
                ---
                Walk out before dawn.

                Soon %s.

                They leave by noon, and nobody has seen where they spend the hot hours of the day.
                """.formatted(tag, price, String.join(" ", SENTENCE)))
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "heron",
                "grey",
                "ponds nine",
                "birds heron",
                "moon or heron",
                "grey-nine",
                "\"herons\"",
                "\"field guide\"",
                "\"birds of the lowlands\"",
                "\"out before dawn\"",
                "\"ida brook\"",
                "\"wading birds\"",
                "herons \"field guide\"",
                "guide -moon"
            })
    void strangersFindAPaidTextByItsWordsAndByWhatIsFree(String q) {
        publishSentence("0.05");

        assertFound(true, q, Request::given);
        assertFound(true, q, asking(wallet("1.00")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"grey herons\"",
                "\"nine grey\" guide",
                "\"dawn soon\"",
                "\"herons guard\" or moon",
                "herons -guide",
                "-field"
            })
    void strangersFindNothingByOrderOrByExclusionsOfWhatIsFree(String q) {
        publishSentence("0.05");

        assertFound(false, q, Request::given);
        assertFound(false, q, asking(wallet("1.00")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"guide -herons", "-herons", "guide -\"grey herons\"", "-grey-herons", "grey -herons"})
    void wordsOfAPaidTextExcludeNothingForStrangers(String q) {
        publishSentence("0.05");

        assertFound(true, q, Request::given);
        assertFound(true, q, asking(wallet("1.00")));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    "grey herons",          true
                    "seven silent ponds",   true
                    herons,                 true
                    "field guide",          true
                    moon or "nine grey",    true
                    grey -"herons grey",    true
                    "herons grey",          false
                    guide -herons,          false
                    -"grey herons",         false
                    -field,                 false
                    """, quoteCharacter = '`')
    void ownersStaffAndReadersOfFreeArticlesFindAll(String q, boolean found) {
        publishSentence("0.05");
        Wallet owner = wallet("1.00");
        read(owner, slug);

        assertFound(found, q, asking(owner));
        assertFound(found, q, Api::asAdmin);
        assertFound(found, q, asking(staff("PUBLISHER")));

        patch(slug, Map.of("price", eur("0")));
        assertFound(found, q, Request::given);
        assertFound(found, q, asking(wallet()));
    }

    @Test
    void staffFindsByPhrasesOnItsShelvesToo() {
        publishSentence("0.05");

        Supplier<Request> onTheShelf = () -> asAdmin().queryParam("status", "published");
        assertFound(true, "\"grey herons\"", onTheShelf);
        assertFound(false, "guide -herons", onTheShelf);
    }

    @Test
    void ownersFindNoPhraseOfAnArticleThatTheyDoNotOwn() {
        publishSentence("0.05");
        Wallet other = wallet("1.00");
        read(other, published(Map.of("title", "Another", "body", "Grey herons.", "price", eur("0.05"))));

        assertFound(false, "\"grey herons\"", asking(other));
    }

    @Test
    void refundedOrPricedArticleIsNoLongerFoundByItsPhrases() {
        publishSentence("0");
        assertFound(true, "\"grey herons\"", Request::given);

        patch(slug, Map.of("price", eur("0.05")));
        assertFound(false, "\"grey herons\"", Request::given);

        Wallet owner = wallet("1.00");
        read(owner, slug);
        assertFound(true, "\"grey herons\"", asking(owner));
        refund(owner, slug);
        assertFound(false, "\"grey herons\"", asking(owner));
    }

    /** Each pair of words, in every form of asking, is answered as the same pair in the other order. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"%s %s\"",
                "%s-%s",
                "%s.%s",
                "%s_%s",
                "%s/%s",
                "%s\u00b7%s",
                "%s\u00ad%s",
                "%s\u1734%s",
                "%s&%s",
                "%s<->%s",
                "'%s %s'",
                "guide -\"%s %s\"",
                "guide -%s-%s",
                "\"%s %s\" or moon",
                "\"%s guide %s\"",
                "%s:*%s"
            })
    void sentenceOfAPaidTextCannotBeRebuilt(String form) {
        publishSentence("0.05");

        List<Boolean> forth = new ArrayList<>();
        List<Boolean> back = new ArrayList<>();
        for (int i = 1; i < SENTENCE.size(); i++) {
            forth.add(isFound(form.formatted(SENTENCE.get(i - 1), SENTENCE.get(i)), "relevance", Request::given));
            back.add(isFound(form.formatted(SENTENCE.get(i), SENTENCE.get(i - 1)), "relevance", Request::given));
        }

        assertEquals(back, forth);
    }

    @Test
    void relevanceTellsNothingOfOrderOrNumberOfWordsInAPaidText() {
        String text = "Lead.\n\nherons %s guard";
        String far = withText(text.formatted("and many other birds that"));
        String near = withText(text.formatted(""));
        String often = withText("Lead.\n\n" + "herons guard ".repeat(9));
        String last = withText(text.formatted("and"));

        assertEquals(List.of(last, often, near, far), slugs("herons guard", "relevance", Request::given));
        assertEquals(List.of(last, often, near, far), slugs("herons or guard", "relevance", Request::given));
        assertEquals(List.of(last, often, near, far), slugs("herons", "relevance", Request::given));
    }

    private static Supplier<Request> asking(Wallet wallet) {
        return () -> as(wallet);
    }

    private String withText(String body) {
        return published(
                Map.of("title", "A title", "body", body, "price", eur("0.05"), "tags", List.of(tag), "language", "en"));
    }

    private void assertFound(boolean found, String q, Supplier<Request> caller) {
        assertEquals(found, isFound(q, "relevance", caller), () -> q + " by relevance");
        assertEquals(found, isFound(q, "price", caller), () -> q + " by price");
    }

    private boolean isFound(String q, String sort, Supplier<Request> caller) {
        return !slugs(q, sort, caller).isEmpty();
    }

    private List<String> slugs(String q, String sort, Supplier<Request> caller) {
        return caller.get()
                .queryParam("q", q)
                .queryParam("tag", tag)
                .queryParam("sort", sort)
                .get("/v1/articles")
                .then()
                .statusCode(200)
                .extract()
                .path("items.slug");
    }
}
