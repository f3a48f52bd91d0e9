package dev.farthing.article.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    /** Generous for a slow build machine; a quadratic text without a limit takes minutes at these sizes. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void paragraphsEmphasisAndCodeAreRendered() {
        assertEquals(
                "<p>A <em>b</em> <strong>c</strong> <code>d&lt;</code> <del>e</del><br>\nf</p>\n",
                Markdown.toHtml("A *b* **c** `d<` ~~e~~  \nf\n"));
    }

    @Test
    void emptyTextIsEmptyHtml() {
        assertEquals(
                new Markdown.Rendered("", "", new Opening(List.of(), false, 0, 0), 0, null, List.of()),
                Markdown.render(""));
    }

    @Test
    void tablesKeepTheirAlignment() {
        assertEquals("""
                <table>
                <thead>
                <tr>
                <th align="left">a</th>
                <th align="right">b</th>
                <th>c</th>
                </tr>
                </thead>
                <tbody>
                <tr>
                <td align="left">1</td>
                <td align="right">2</td>
                <td>3</td>
                </tr>
                </tbody>
                </table>
                """, Markdown.toHtml("|a|b|c|\n|:-|-:|-|\n|1|2|3|\n"));
    }

    @Test
    void codeKeepsItsLanguage() {
        assertEquals(
                "<pre><code class=\"language-js-nolint\">let a = '&lt;b&gt;';\n</code></pre>\n",
                Markdown.toHtml("```js-nolint example-good\nlet a = '<b>';\n```\n"));
    }

    @Test
    void otherClassesDoNotSurvive() {
        assertEquals(
                "<p><code>a</code> <span>b</span></p>\n",
                Markdown.toHtml("<code class=\"language-x btn\">a</code> <span class=\"modal\">b</span>\n"));
    }

    @Test
    void headingsGetIdsLikeThoseOfGitHubWithAPrefix() {
        assertEquals("""
                <h1 id="md-what-is-new">What is new?</h1>
                <h2 id="md-c-and-snake_case">C++ and <code>snake_case</code></h2>
                <h2 id="md-日本語">日本語</h2>
                <h2 id="md-section">!</h2>
                """, Markdown.toHtml("# What is new?\n## C++ and `snake_case`\n## 日本語\n## !\n"));
    }

    @Test
    void repeatedHeadingsGetDifferentIds() {
        assertEquals(
                "<h2 id=\"md-a\">a</h2>\n<h2 id=\"md-a-1\">a-1</h2>\n<h2 id=\"md-a-2\">a</h2>\n",
                Markdown.toHtml("## a\n## a-1\n## a\n"));
    }

    @Test
    void linksWithinTheArticleFollowTheIds() {
        assertEquals(
                "<p><a href=\"#md-see-also\">1</a> <a href=\"#md-see-also\">2</a> <a href=\"#md-café\">3</a> "
                        + "<a href=\"#comments\">4</a> <a href=\"#\">5</a></p>\n"
                        + "<h2 id=\"md-see-also\">See also</h2>\n<h2 id=\"md-café\">Café</h2>\n",
                Markdown.toHtml("[1](#see-also) [2](#See_also) [3](#caf%C3%A9) [4](#comments) [5](#)\n\n"
                        + "## See also\n## Café\n"));
    }

    @Test
    void idsOfTheAuthorCannotShadowThePage() {
        assertEquals(
                "<p><a id=\"md-location\">a</a> <a id=\"md-old\">b</a> <a href=\"#md-old\">c</a></p>\n",
                Markdown.toHtml("<a id=location>a</a> <a name=\"old\">b</a> [c](#old)\n"));
    }

    @Test
    void footnotesLinkThereAndBack() {
        assertEquals("""
                <p>Text<sup class="footnote-ref"><a href="#md-fn-a" id="md-fnref-a">1</a></sup>.</p>
                <section class="footnotes">
                <ol>
                <li id="md-fn-a">
                <p>Note. <a href="#md-fnref-a" class="footnote-backref" aria-label="Back to reference 1">↩</a></p>
                </li>
                </ol>
                </section>
                """, Markdown.toHtml("Text[^a].\n\n[^a]: Note.\n"));
    }

    @Test
    void headingNamedLikeAFootnoteDoesNotTakeItsId() {
        String html = Markdown.toHtml("# fn a\n\nText[^a].\n\n[^a]: Note.\n");

        assertTrue(html.startsWith("<h1 id=\"md-fn-a-1\">"), html);
        assertTrue(html.contains("<li id=\"md-fn-a\">"), html);
    }

    @Test
    void regularExpressionsAreNotFootnotes() {
        assertEquals("<p>The pattern ^[a-z]+$ matches.</p>\n", Markdown.toHtml("The pattern ^[a-z]+$ matches.\n"));
    }

    @Test
    void relativeLinksStayRelative() {
        assertEquals(
                "<p><a href=\"../b.md\">1</a> <a href=\"/c?d=e:f\">2</a> <a href=\"g/h:i\">3</a> "
                        + "<img src=\"img/j.png\" alt=\"4\" title=\"k\"></p>\n",
                Markdown.toHtml("[1](../b.md) [2](/c?d=e:f) [3](g/h:i) ![4](img/j.png \"k\")\n"));
    }

    @Test
    void linksElsewhereSurviveWithNoopener() {
        assertEquals(
                "<p><a href=\"https://a.example/?b=1&amp;c=2\" rel=\"noopener\">1</a> "
                        + "<a href=\"//d.example\" rel=\"noopener\">2</a> <a href=\"mailto:e@f.example\">3</a> "
                        + "<img src=\"http://g.example/h.png\" alt=\"4\"></p>\n",
                Markdown.toHtml("[1](https://a.example/?b=1&c=2) [2](//d.example) <a href=\"mailto:e@f.example\">3</a> "
                        + "![4](http://g.example/h.png)\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a](javascript:alert(1))",
                "[a](JaVaScRiPt:alert(1))",
                "[a](<java\tscript:alert(1)>)",
                "[a](&#106;avascript&colon;alert(1))",
                "[a](vbscript:msgbox)",
                "[a](data:text/html;base64,PHNjcmlwdD4=)",
                "[a](file:///etc/passwd)",
                "[a](x-unknown:y)",
                "[a]\n\n[a]: javascript:alert(1)",
                "<javascript:alert(1)>",
                "<a href=\"javascript:alert(1)\">a</a>",
                "<a href=\" javascript:alert(1)\">a</a>",
                "<a href=\"java&#x0A;script:alert(1)\">a</a>",
                "<a href=\"&#1;javascript:alert(1)\">a</a>",
                "<a href=\"java&Tab;script:alert(1)\">a</a>",
                "<a href='&#x6A&#x61&#x76&#x61script:alert(1)'>a</a>",
                "<a href=\"java\u200Bscript:alert(1)\">a</a>",
                "<A HREF=javascript:alert(1)>a</A>",
            })
    void linksThatRunDoNotSurvive(String markdown) {
        String html = Markdown.toHtml(markdown);

        assertFalse(html.contains("href"), html);
        assertTrue(html.contains("a"), html);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "![a](data:image/svg+xml;base64,AA)",
                "![a](javascript:alert(1))",
                "<img src=\"javascript:alert(1)\" alt=\"a\">",
                "<img src=\"mailto:b@c\" alt=\"a\">",
                "<img alt=\"a\" srcset=\"javascript:alert(1) 2x\" onerror=\"alert(1)\" style=\"x\">",
            })
    void imagesThatRunDoNotSurvive(String markdown) {
        assertEquals("<img alt=\"a\">", Markdown.toHtml(markdown).strip().replaceAll("</?p>", ""));
    }

    @Test
    void scriptsDoNotSurvive() {
        assertEquals(
                "<p>ab</p>",
                Markdown.toHtml("<script>alert(1)</script>\n\na<script>alert(2)</script>b\n\n<style>p{}</style>\n")
                        .strip());
    }

    @Test
    void eventHandlersAndStylesDoNotSurvive() {
        assertEquals(
                "<p align=\"center\">a</p>\n",
                Markdown.toHtml("<p align=center onclick=\"b()\" style=\"position:fixed\" data-c=d>a</p>\n"));
    }

    @Test
    void framesFormsAndObjectsLeaveTheirTextAndLinks() {
        assertEquals(
                "<a href=\"x\">x</a><div>a b</div> <div><a href=\"x\">x</a>c</div> <a href=\"x\">x</a>d",
                Markdown.toHtml("<iframe src=x></iframe><form action=x><input name=y>a <button>b</button></form> "
                                + "<object data=x>c</object> <embed src=x>d\n")
                        .strip());
    }

    @Test
    void elementsThatChangeThePageDoNotSurvive() {
        assertEquals(
                "a",
                Markdown.toHtml("<base href=//evil.example><meta http-equiv=refresh content=0><link rel=stylesheet>a\n")
                        .strip());
    }

    @Test
    void drawingsAndFormulasLeaveTheirText() {
        assertEquals(
                "<p>a y zb xc</p>",
                Markdown.toHtml("a <svg onload=x><title>y</title><text>z</text></svg>b <math><mi>x</mi></math>c\n")
                        .strip());
    }

    @Test
    void htmlInMarkdownSurvivesWhereItIsHarmless() {
        assertEquals(
                "<details open><summary>S</summary>\n<p><em>t</em> <kbd>k</kbd> H<sub>2</sub>O "
                        + "<abbr title=\"x\">y</abbr></p>\n</details>\n",
                Markdown.toHtml("<details open><summary>S</summary>\n\n*t* <kbd>k</kbd> H<sub>2</sub>O "
                        + "<abbr title=x>y</abbr>\n\n</details>\n"));
    }

    @Test
    void tagNamesWithoutBackticksKeepTheRestOfTheArticle() {
        assertEquals(
                "<p>Use the &lt;script&gt; tag, or &lt;title&gt;, or &lt;SELECT&gt;.</p>\n<p>More.</p>\n",
                Markdown.toHtml("Use the <script> tag, or <title>, or <SELECT>.\n\nMore.\n"));
    }

    @Test
    void sanitizedHtmlIsReadTheSameByBrowsers() {
        assertEquals(
                "<p>a</p><div><p>b</p></div>",
                Markdown.toHtml("<p>a<object><p>b").replaceAll("<p></p>|\n", ""));
    }

    @Test
    void mixturesOfPiecesRenderNothingThatRuns() {
        String[] pieces = {
            "a",
            "\n\n",
            "> ",
            "- ",
            "*",
            "`",
            "[",
            "](",
            ")",
            "<",
            ">",
            "</",
            "\"",
            "'",
            "=",
            "&colon;",
            "&#x6a;",
            "\t",
            "javascript:",
            "<a href=",
            "<a href=\"javascript:x\">",
            "</a>",
            "<img src=x onerror=y>",
            "<script>",
            "</script>",
            "<style>",
            "</style>",
            "<svg>",
            "</svg>",
            "<math>",
            "<mtext>",
            "<table>",
            "<td>",
            "</table>",
            "<p>",
            "</p>",
            "<title>",
            "</title>",
            "<textarea>",
            "</textarea>",
            "<noscript>",
            "</noscript>",
            "<template>",
            "<select>",
            "<iframe>",
            "</iframe>",
            "<plaintext>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<pre>",
            "<form>",
            "<body onload=x>",
            "<object>",
            "<annotation-xml encoding=\"text/html\">",
            "<desc>",
            " onclick=y",
            " id=y",
            "\0",
            "\u0001",
        };
        Set<String> allowed = Set.of("href", "src", "alt", "id", "align", "rel");
        Random random = new Random(402);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder markdown = new StringBuilder();
            for (int j = random.nextInt(30); j >= 0; j--) {
                markdown.append(pieces[random.nextInt(pieces.length)]);
            }
            String html = Markdown.toHtml(markdown.toString());
            for (Element element :
                    Jsoup.parseBodyFragment(html).body().children().select("*")) {
                assertTrue(new MarkdownSafelist().isSafeTag(element.normalName()), () -> markdown + " -> " + html);
                for (Attribute attribute : element.attributes()) {
                    String value = attribute
                            .getValue()
                            .replaceAll("[\\s\\p{Cntrl}]", "")
                            .toLowerCase(Locale.ROOT);
                    assertTrue(allowed.contains(attribute.getKey()), () -> markdown + " -> " + html);
                    assertFalse(value.startsWith("javascript:"), () -> markdown + " -> " + html);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ">", "> ", "- ", "1. ", "[", "![", "*", "_", "`", "~", "<", "<div>", "<b>", "<div>\n\n",
                        "<table><tr><td>",
                "\\", "&", "(", "]", "[^1]: ", "[a](", "[a](<", "<!--", "x <!--", "<?", "``a`", "***", "**a ", "|",
                        "# ",
            })
    void tenThousandOpeningsRenderInTime(String opening) {
        assertAnswered(opening.repeat(10_000));
    }

    @Test
    void nestingOfRenderedListsIsLimited() {
        String html = assertTimeoutPreemptively(SOON, () -> Markdown.toHtml("- ".repeat(5_000) + "a"));

        assertEquals(25, html.split("<ul>", -1).length - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 100_000})
    void deepEmphasisIsRefusedOrRendered(int depth) {
        assertAnswered("*".repeat(depth) + "x" + "*".repeat(depth));
        assertAnswered("![".repeat(depth) + "x" + "](u)".repeat(depth));
        assertAnswered("<a " + "b=\"c\" ".repeat(depth) + ">");
        assertAnswered("<a@" + "b.".repeat(depth) + ">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"# ", "[[", "> [!", "[a](#", "- [", "{#"})
    void lettersThatGrowInLowerCaseRenderInTime(String opening) {
        assertAnswered(opening + "İ".repeat(500_000));
    }

    private static void assertAnswered(String markdown) {
        assertTimeoutPreemptively(SOON, () -> {
            try {
                Markdown.render(markdown);
            } catch (Problem problem) {
                assertBodyRefused(problem);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "1\n", "[a](<", "x <!-- ", "[a]: b '\n"})
    void quadraticTextsAreRefusedAtOnce(String piece) {
        String markdown = piece.repeat(500_000 / piece.length());

        assertTimeoutPreemptively(
                SOON, () -> assertBodyRefused(assertThrows(Problem.class, () -> Markdown.render(markdown))));
    }

    @Test
    void tableOfQuadraticSizeIsRefused() {
        String table = "|a".repeat(10_000) + "\n" + "|-".repeat(10_000) + "\n" + "a|\n".repeat(10_000);

        Problem problem =
                assertTimeoutPreemptively(SOON, () -> assertThrows(Problem.class, () -> Markdown.toHtml(table)));

        assertBodyRefused(problem);
        assertEquals(
                "The Markdown cannot be rendered: it has more than 100000 paragraphs and table cells.",
                problem.getMessage());
    }

    @Test
    void referencesThatExpandToGigabytesAreRefused() {
        String markdown = "[a]: /" + "u".repeat(100_000) + "\n\n" + "[a]\n\n".repeat(10_000);

        assertBodyRefused(assertThrows(Problem.class, () -> Markdown.toHtml(markdown)));
    }

    @Test
    void textBeyondTheLimitIsRefused() {
        Problem problem = assertThrows(Problem.class, () -> Markdown.toHtml("a".repeat(MarkdownParser.MAX_CHARS + 1)));

        assertBodyRefused(problem);
        assertEquals("The Markdown cannot be rendered: it is longer than 524288 characters.", problem.getMessage());
    }

    @Test
    void textUpToTheLimitIsRendered() {
        String paragraph =
                "The quick brown fox, *jumps* over the [lazy](http://dog.example/) dog; `code` and so on.\n\n";
        String markdown = paragraph.repeat(MarkdownParser.MAX_CHARS / paragraph.length());

        assertEquals(13 * (MarkdownParser.MAX_CHARS / paragraph.length()), wordCount(markdown));
    }

    private static void assertBodyRefused(Problem problem) {
        assertEquals(ProblemCode.INVALID_FIELD, problem.code());
        assertEquals("body", problem.field());
        assertTrue(problem.getMessage().startsWith("The Markdown cannot be rendered: it"), problem.getMessage());
    }

    @Test
    void textThatCannotBeStoredIsReplacedInPlainText() {
        assertEquals(
                List.of("a \uFFFD b"),
                Markdown.render("a &#xD800; &#1;b\n").opening().paragraphs());
        assertEquals("a \uFFFD b", Markdown.firstHeading("# a &#xD800; &#1;b\n"));
    }

    @Test
    void wordsAreCountedAsRead() {
        assertEquals(
                11,
                wordCount("# Don't panic\n\nA well-known [link](http://x.example) — with `code`[^1].\n\n"
                        + "|a|b|\n|-|-|\n\n[^1]: Two words.\n"));
    }

    @Test
    void ideographsAndKanaAreWords() {
        assertEquals(7, wordCount("你好,世界 hello こん\n"));
    }

    @Test
    void hangulWordsAreSeparatedBySpaces() {
        assertEquals(2, wordCount("안녕하세요 세계\n"));
    }

    @Test
    void firstHeadingIsTheFirstOfLevelOne() {
        assertEquals("The C++ way", Markdown.firstHeading("## Not this\n\n# The *C++* `way`\n\n# Nor this\n"));
        assertEquals("Raw", Markdown.firstHeading("<h1 align=\"center\"><img src=\"a.png\"> Raw</h1>\n"));
        assertNull(Markdown.firstHeading("## Second level\n\n    # code\n"));
    }

    private static int wordCount(String markdown) {
        return Markdown.render(markdown).wordCount();
    }
}
