package dev.farthing.article.file.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {
    private static final String RSS = "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\""
            + " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><wp:wxr_version>1.2</wp:wxr_version>";

    private static Export open(String text) {
        return open(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Export open(byte[] bytes) {
        return Export.open(ExportFile.of(bytes), null, ZoneId.of("Europe/Berlin"));
    }

    private static List<ExportedPost> posts(Export export) {
        List<ExportedPost> posts = new ArrayList<>();
        export.read(posts::add);
        return posts;
    }

    private static ExportedPost only(String text) {
        return posts(open(text)).get(0);
    }

    private static String item(String inner) {
        return RSS + "<item><wp:post_id>1</wp:post_id><wp:post_date_gmt>2020-01-01 00:00:00</wp:post_date_gmt>" + inner
                + "</item></channel></rss>";
    }

    private static String refusal(String text) {
        Problem problem = assertThrows(Problem.class, () -> open(text));
        assertEquals(ProblemCode.INVALID_EXPORT, problem.code());
        return problem.getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"db\":[{\"meta\":{\"version\":\"5.0\"},\"data\":{\"posts\":[%s]}}]}",
                "{\"meta\":{},\"data\":{\"posts\":[%s],\"tags\":[]}}",
                "{\"posts\":[%s],\"meta\":{\"pagination\":{\"page\":1}}}"
            })
    void shapesOfGhostAreRead(String shape) {
        ExportedPost post = only(
                shape.formatted(
                        "{\"id\":1,\"title\":\"T\",\"slug\":\"t\",\"html\":\"<p>x</p>\",\"page\":false,\"status\":\"published\",\"visibility\":\"public\","
                                + "\"published_at\":1610000000000,\"tags\":[{\"name\":\"a\"},{\"name\":\"#b\"}],\"authors\":[{\"name\":\"Ada\"}]}"));

        assertEquals("1", post.id());
        assertEquals("<p>x</p>\n", post.body());
        assertEquals(Instant.ofEpochMilli(1610000000000L), post.publishedAt());
        assertEquals(ExportedPost.State.PUBLISHED, post.state());
        assertEquals(List.of("a"), post.tags());
        assertEquals("Ada", post.author());
        assertTrue(post.forEveryone());
    }

    @Test
    void ghostsPartsForOtherReadersAreLeftOut() {
        String html =
                "<p>a</p><!--kg-gated-block:begin nonMember:false memberSegment:'status:free' --><p>m</p><!--kg-gated-block:end-->"
                        + "<!--kg-gated-block:begin nonMember:true memberSegment:'' --><p>v</p><!--kg-gated-block:end--><p>z</p>";
        String json = "{\"data\":{\"posts\":[{\"id\":1,\"visibility\":\"%s\",\"html\":\"" + html + "\"}]}}";

        assertEquals(
                "<p>a</p>\n\n<p>v</p>\n\n<p>z</p>\n",
                only(json.formatted("public")).body());
        assertEquals(
                "<p>a</p>\n\n<p>m</p>\n\n<p>z</p>\n",
                only(json.formatted("paid")).body());
        assertEquals(1, only(json.formatted("public")).warnings().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"members", "paid", "tiers", "label:vip", "something-new"})
    void onlyPublicPostsOfGhostAreForEveryone(String visibility) {
        Export export = open("{\"data\":{\"posts\":[{\"id\":1,\"visibility\":\"%s\",\"html\":\"x\"},{\"id\":2},"
                        .formatted(visibility)
                + "{\"id\":3,\"visibility\":\"public\"}]}}");

        assertEquals(2, export.priced());
        assertFalse(posts(export).get(0).forEveryone());
        assertFalse(posts(export).get(1).forEveryone(), "it does not say");
        assertTrue(posts(export).get(2).forEveryone());
    }

    @ParameterizedTest
    @CsvSource({
        "published, 2020-01-01T00:00:00Z, PUBLISHED", "published, '', PUBLISHED", "published, someday, DRAFT",
        "scheduled, 2099-01-01 00:00:00, PUBLISHED", "scheduled, '', DRAFT", "draft, 2020-01-01T00:00:00Z, DRAFT",
        "sent, 2020-01-01T00:00:00Z, DRAFT", "new-status, 2020-01-01T00:00:00Z, DRAFT"
    })
    void stateOfGhostThatIsNotCertainIsADraft(String status, String date, ExportedPost.State state) {
        assertEquals(
                state,
                only("{\"data\":{\"posts\":[{\"id\":1,\"html\":\"x\",\"status\":\"%s\",\"published_at\":\"%s\"}]}}"
                                .formatted(status, date))
                        .state());
    }

    @ParameterizedTest
    @CsvSource({
        "<wp:status>publish</wp:status>, PUBLISHED",
        "<wp:status>future</wp:status>, PUBLISHED",
        "<wp:status>draft</wp:status>, DRAFT",
        "<wp:status>pending</wp:status>, DRAFT",
        "<wp:status>private</wp:status>, DRAFT",
        "<wp:status>acf-disabled</wp:status>, DRAFT",
        "<wp:status>trash</wp:status>, TRASH",
        "<wp:status>publish</wp:status><wp:post_password>x</wp:post_password>, DRAFT",
        "<wp:status>publish</wp:status><wp:post_type>page</wp:post_type>, DRAFT"
    })
    void stateOfWordPressThatIsNotCertainIsADraft(String inner, ExportedPost.State state) {
        assertEquals(state, only(item(inner)).state());
    }

    @Test
    void datesOfWordPressAreUtcOrElseOfTheShop() {
        String local = RSS + "<item><wp:post_id>1</wp:post_id><wp:post_date>2020-07-01 02:00:00</wp:post_date>"
                + "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt></item></channel></rss>";

        assertEquals(Instant.parse("2020-01-01T00:00:00Z"), only(item("")).publishedAt());
        assertEquals(Instant.parse("2020-07-01T00:00:00Z"), only(local).publishedAt());
        assertNull(only(local.replace("2020-07-01", "0000-00-00")).publishedAt());
    }

    @Test
    void textOfWordPressMayComeInPieces() {
        ExportedPost post = only(
                item(
                        "<title>A &amp;amp; B&nbsp;C</title><content:encoded><![CDATA[<p>a]]]]><![CDATA[>b</p>]]>\u000B</content:encoded>"));

        assertEquals("A & B\u00a0C", post.title().replace(' ', '\u00a0').replace("A\u00a0&\u00a0B", "A & B"));
        assertEquals("<p>a]]&gt;b</p>\n", post.body());
    }

    @Test
    void xmlOfAnyEncodingIsRead() {
        String text = "<?xml version=\"1.0\" encoding=\"%s\"?>"
                + item("<title>\u00fcber</title>").replace("%", "%%");
        for (String charset : List.of("UTF-8", "UTF-16", "ISO-8859-1")) {
            assertEquals(
                    "\u00fcber",
                    posts(open(text.formatted(charset).getBytes(Charset.forName(charset))))
                            .get(0)
                            .title());
        }
    }

    @Test
    void xmlWithATypeIsRefused() {
        String bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
        String file = "<!DOCTYPE rss [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>";

        assertTrue(refusal(bomb + item("<title>&b;</title>")).contains("document type"));
        assertTrue(refusal(file + item("<title>&b;</title>")).contains("document type"));
        assertEquals("&b;", only(item("<title>&b;</title>")).title());
    }

    @Test
    void deepAndCutXmlIsRefused() {
        assertTrue(refusal(RSS + "<item>" + "<a>".repeat(100)).contains("deeper"));
        assertTrue(refusal(item("").replace("</rss>", "")).contains("line 1"));
        assertTrue(refusal(item("<a></b>")).contains("line 1"));
    }

    @Test
    void cutAndDeepJsonIsRefused() {
        assertTrue(refusal("{\"data\":{\"posts\":[{\"id\":1}]").contains("whole"));
        assertTrue(refusal("{\"data\":{\"posts\":[{\"id\":1}]}} {}").contains("after its end"));
        assertTrue(refusal("{\"data\":{\"posts\":[{\"id\":" + "[".repeat(1000)).contains("line 1"));
    }

    @ParameterizedTest
    @CsvSource({
        "PK\u0003\u0004xx, Medium",
        "<feed xmlns='http://www.w3.org/2005/Atom'/>, Blogger",
        "<rss><channel/></rss>, another feed",
        "{\"a\":1}, list of posts",
        "hello, no export",
        "<!DOCTYPE html><p>, HTML page",
        "'', no export"
    })
    void otherFilesAreRefusedInWords(String file, String word) {
        String refusal = refusal(file);

        assertTrue(refusal.contains(word), refusal);
        assertTrue(refusal.contains("Ghost") && refusal.contains("WordPress"), refusal);
    }

    @Test
    void movableTypeIsRefusedInWords() {
        assertTrue(refusal("TITLE: A\nAUTHOR: Ada\n-----\nBODY:\ntext\n-----\n--------\n")
                .contains("Movable Type"));
    }

    @Test
    void twoPassesSeeTheSamePosts() throws IOException {
        for (String name : List.of("ghost-export/bread.ghost.json", "wordpress-export/walks.wordpress.xml")) {
            Export export = open(Files.readAllBytes(Path.of("src/test/resources/publishing", name)));

            assertEquals(9, export.posts());
            assertEquals(9, posts(export).size());
            assertEquals(posts(export), posts(export));
        }
    }
}
