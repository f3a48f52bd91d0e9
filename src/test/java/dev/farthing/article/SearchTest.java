package dev.farthing.article;

import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.patch;
import static dev.farthing.support.Calls.published;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Full-text search. Each test uses a tag of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SearchTest {
    private final String tag = "tag-" + UUID.randomUUID();

    private Map<String, Object> tagged(String title, String price, String publishedAt) {
        Map<String, Object> draft = draft(price, "title", title);
        draft.put("tags", List.of(tag));
        draft.put("publishedAt", publishedAt);
        return draft;
    }

    @Test
    void searchFindsTitleSummaryAndText() {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        String inTitle = published(draft("0", "title", "About " + word));
        String inSummary = published(draft("0", "summary", "About " + word));
        String inBody = published(draft("0", "body", "About " + word));
        published(draft("0", "body", "About nothing"));

        given().queryParam("q", word)
                .get("/v1/articles")
                .then()
                .statusCode(200)
                .body("items.slug", is(List.of(inTitle, inSummary, inBody)));
    }

    @Test
    void searchUsesTheLanguageOfTheArticle() {
        Map<String, Object> english = tagged("The running of ledgers", "0", "2026-01-01T00:00:00Z");
        Map<String, Object> german = tagged("Von den Häusern", "0", "2026-01-01T00:00:00Z");
        german.put("language", "de");
        String ledgers = published(english);
        String houses = published(german);

        search("run ledger").then().body("items.slug", is(List.of(ledgers)));
        search("haus").then().body("items.slug", is(List.of(houses)));
        search("-running").then().body("items.slug", is(List.of(houses)));
        search("\"running of ledgers\"").then().body("items.slug", is(List.of(ledgers)));
    }

    @ParameterizedTest
    @CsvSource({
        "en, The running of ledgers, run",
        "en-GB, Colours and ledgers, ledger",
        "DE, Von den Häusern, haus",
        "fr, Les chevaux du roi, cheval",
        "es-MX, Las casas blancas, casa",
        "it, Le case bianche, casa",
        "pt-BR, As cidades, cidade",
        "nl, De boeken, boek",
        "sv, De gamla husen, hus",
        "nb, De gamle husene, hus",
        "da, De gamle huse, hus",
        "ru, О книгах, книга",
        "hu, A könyvekről, könyv",
        "xx, Case bianche, bianche"
    })
    void searchFindsAnArticleInItsLanguage(String language, String title, String q) {
        Map<String, Object> draft = tagged(title, "0", "2026-01-01T00:00:00Z");
        draft.put("language", language);
        String slug = published(draft);

        search(q).then().body("items.slug", is(List.of(slug)));
    }

    /** Each text once free and once for sale: its words are found by all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ja | 東京で寿司を食べる。 | 東京; 寿司; 食べる; 京; "東京"; 東京で寿司
                    ja | コーヒーとｶﾀｶﾅ | コーヒー; カタカナ; ｶﾀｶﾅ
                    zh | 我们在北京大学学习中文。 | 北京; 大学; 北京大学; 中文; 我们
                    ko | 서울에서 김치를 먹었다 | 서울; 김치; 김치를
                    th | ฉันรักกรุงเทพมาก | กรุงเทพ; รัก
                    lo | ຂ້ອຍຢູ່ວຽງຈັນ | ວຽງຈັນ
                    km | ខ្ញុំនៅភ្នំពេញ | ភ្នំពេញ
                    my | ရန်ကုန်မြို့ | ရန်ကုန်
                    en | The iPhone用ケース by 東京 Ltd. | ケース; iphone; 東京
                    de | Alle E-Mail-Adressen | E-Mail; Adressen; e-mail-adressen; email; Mail; Adresse
                    de | Ein Häuschen in der Straße | hauschen; haeuschen; strasse; STRASSE; Straße
                    en | About node.js, snake_case, AT&T and re-read it | node.js; node; js; snake; snake_case; AT&T; reread; re-read
                    fr | C'est l'été au café | été; l'été; ete; cafe; café; CAFÉ; l’été
                    en | A cafe in Sao Paulo | café; são paulo; SÃO
                    da | En Ærø og smørrebrød | aero; smorrebrod; Ærø
                    tr | Işık ve İstanbul | ışık; isik; istanbul; İSTANBUL
                    vi | Phở ở Việt Nam | pho; viet nam; việt
                    pl | Łódź | lodz; łódź
                    ar | كَتَبَ الدَّرْسَ | كتب; الدرس
                    el | ΟΔΥΣΣΕΥΣ και Αθήνα | οδυσσευς; αθηνα
                    ru | Ёлка | елка; ёлка
                    en | Tips for C#, C++17, F# and .NET | C#; c++; C++; F#; .NET; net; C
                    en | On ASP.NET and Notepad++ | .net; asp.net; notepad++; notepad
                    en | It cost 1,000,000 or 2.5 | 1000000; 1,000,000; 1.000.000; 2.5
                    en | ＦＵＬＬ ｗｉｄｔｈ ﬁne Farthing™ | full width; fine; farthing
                    en | To be or not to be | "to be or not to be"; to be
                    """)
    void wordsAreFoundHoweverTheyAreWritten(String language, String text, String queries) {
        for (String price : List.of("0", "0.05")) {
            Map<String, Object> draft = tagged("Title", price, "2026-01-01T00:00:00Z");
            draft.put("language", language);
            draft.put("body", "Lead.\n\n" + text);
            String slug = published(draft);

            for (String q : queries.split("; ")) {
                boolean phrase = q.contains(" ") && q.startsWith("\"");
                assertEquals(!phrase || price.equals("0"), slugs(search(q)).contains(slug), q + " at " + price);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ja | 東へ行き、京へ帰る | 東京
                    ja | 京東 | 東京
                    en | The C language | C++
                    en | The C language | C#
                    en | Net weight | .NET
                    hi | कि | की
                    ja | かき | がき
                    """)
    void otherWordsAreNotFound(String language, String text, String q) {
        Map<String, Object> draft = tagged("Title", "0", "2026-01-01T00:00:00Z");
        draft.put("language", language);
        draft.put("body", "Lead.\n\n" + text);
        published(draft);

        assertEquals(List.of(), slugs(search(q)));
    }

    @Test
    void articleInAnotherLanguageIsFoundByItsOtherStems() {
        String slug = published(tagged("Von den Häusern", "0", "2026-01-01T00:00:00Z"));
        assertEquals(List.of(), slugs(search("haus")));

        patch(slug, Map.of("language", "de")).then().statusCode(200);

        assertEquals(List.of(slug), slugs(search("haus")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", "a & | ! <->", ":*", "((", "%", "\\", "und; drop table article", "the", " "})
    void searchAcceptsAnyText(String q) {
        search(q).then().statusCode(200);
    }

    /** PostgreSQL's own parser takes 4 to 30 seconds for each. */
    @ParameterizedTest
    @CsvSource({"./, 50000", "<!--, 25000", "a_, 20000", "a/, 50000", "a., 50000"})
    void textThatLooksLikeAddressesIsFoundByItsWords(String piece, int times) {
        Map<String, Object> draft = tagged("Coins", "0.05", "2026-01-01T00:00:00Z");
        draft.put("body", "Ledgers.\n\n" + piece.repeat(times));

        String slug = published(draft);

        search("coins ledgers").then().body("items.slug", is(List.of(slug)));
    }

    @Test
    void searchPagesByRelevance() {
        for (int i = 1; i <= 5; i++) {
            published(tagged("Coins ".repeat(i), "0", "2026-01-01T00:00:00Z"));
        }
        List<String> whole = slugs(search("coins"));

        assertEquals(5, whole.size());
        assertEquals(whole, walk("relevance", 2));
    }

    @Test
    void searchRanksTheNewestThousandButFindsAllInOtherOrders() {
        String oldest = published(tagged("Coins, coins, coins", "0", "2000-01-01T00:00:00Z"));
        TestDatabase.shared().execute("""
                insert into article (id, slug, title, summary, lead, body, body_html, html_version, price_micros, tags,
                                     language, status, published_at, word_count, metadata, version, created_at, updated_at,
                                     labels, free_words)
                select gen_random_uuid(), '%1$s-' || i, 'A coin', '', '', '', '', 1, 0, array['%1$s'], 'en', 'PUBLISHED',
                       timestamptz '2001-01-01 00:00:00Z' + i * interval '1 minute', 1, '{}', 1, now(), now(),
                       array['tag:%1$s'], '''coin/en'':2A'
                from generate_series(1, 1000) i""".formatted(tag));

        List<String> ranked = walk("relevance", 100);
        assertEquals(1000, Set.copyOf(ranked).size());
        assertFalse(ranked.contains(oldest));
        List<String> all = walk("-publishedAt", 100);
        assertEquals(1001, Set.copyOf(all).size());
        assertEquals(oldest, all.get(1000));
    }

    /** The word is common at one end and rare elsewhere, so both search plans are used; twenty articles share each price. */
    @ParameterizedTest
    @ValueSource(strings = {"-publishedAt", "publishedAt", "title", "-title", "price", "-price"})
    void sortedSearchFindsEachMatchOnce(String sort) {
        TestDatabase.shared().execute("""
                insert into article (id, slug, title, summary, lead, body, body_html, html_version, price_micros, tags,
                                     language, status, published_at, word_count, metadata, version, created_at, updated_at,
                                     labels, title_key, free_words)
                select cast(left(md5('%1$s'), 20) || lpad(to_hex(i), 12, '0') as uuid), '%1$s-' || i,
                       to_char(i, 'FM0000') || case when i > 250 or i %% 90 = 1 then ' coins' else ' notes' end, '', '', '', '', 1,
                       i / 20, array['%1$s'], case i %% 2 when 0 then 'en' else 'ja' end, 'PUBLISHED',
                       timestamptz '2001-01-01 00:00:00Z' + i * interval '1 minute', 1, '{}', 1, now(), now(),
                       array['tag:%1$s'], to_char(i, 'FM0000'),
                       case when i <= 250 and i %% 90 <> 1 then '' when i %% 2 = 0 then '''coin/en'':1A' else '''coins'':1A' end
                from generate_series(1, 280) i""".formatted(tag));
        List<String> expected = new ArrayList<>();
        for (int i = 280; i >= 1; i--) {
            if (i > 250 || i % 90 == 1) {
                expected.add(tag + "-" + i);
            }
        }
        if (!sort.startsWith("-")) {
            Collections.reverse(expected);
        }

        assertEquals(expected, walk(sort, 4));
    }

    /** Slugs of all pages of matches for "coins". */
    private List<String> walk(String sort, int limit) {
        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            Response page = (cursor == null ? given() : given().queryParam("cursor", cursor))
                    .queryParam("q", "coins")
                    .queryParam("tag", tag)
                    .queryParam("sort", sort)
                    .queryParam("limit", limit)
                    .get("/v1/articles");
            walked.addAll(slugs(page));
            cursor = page.path("next");
        } while (cursor != null && walked.size() < 2000);
        return walked;
    }

    private Response search(String q) {
        return given().queryParam("q", q).queryParam("tag", tag).get("/v1/articles");
    }

    private static List<String> slugs(Response page) {
        return page.then().statusCode(200).extract().path("items.slug");
    }
}
