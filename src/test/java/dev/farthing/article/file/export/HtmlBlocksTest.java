package dev.farthing.article.file.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.farthing.article.markdown.Markdown;
import dev.farthing.web.Problem;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTML of other tools survives being Markdown: nothing of it is read as Markdown's markup. */
class HtmlBlocksTest {
    /** Not tables: text beside their cells is moved by every parser, each time it is parsed. */
    private static final List<String> TAGS =
            List.of("p", "div", "pre", "ul", "li", "blockquote", "h2", "em", "code", "figure", "span", "strong");

    /** What would mean something in Markdown, in templates or in comments of editors. */
    private static final List<String> TEXTS = List.of(
            "word",
            " ",
            "\n",
            "\n\n",
            "    code",
            "\n# not a heading\n",
            "*",
            "_a_",
            "`",
            "```",
            "[a](b)",
            "[a]: b",
            "1. one",
            "- item\n",
            "> quote",
            "<!-- more -->",
            "&amp;",
            "&lt;b&gt;",
            "{{x}}",
            "{% x %}",
            "| a |\n|---|\n",
            "\t",
            "$x$",
            "===\n",
            "---\n",
            "\u65e5\u672c",
            "\\",
            "<br>",
            "&#10;&#10;");

    private static String rendered(String html) {
        return Markdown.render(HtmlBlocks.markdown(HtmlBlocks.parse(html))).html();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>a</p>\n\n<p>*b* _c_ # d</p>",
                "<div>\n\n    indented\n\n</div>",
                "<ul>\n<li>a\n\n</li>\n\n<li>b</li></ul>",
                "<p>{{x}} {% y %}</p>",
                "<table><tr><td>a</td>\n\n<td>b | c</td></tr></table>",
                "<blockquote><p>a</p>\n\n<pre>b\n\n\nc</pre></blockquote>"
            })
    void textIsNotReadAsMarkdown(String html) {
        Element expected = Jsoup.parseBodyFragment(html).body();
        Element actual = Jsoup.parseBodyFragment(rendered(html)).body();

        assertEquals(expected.text(), actual.text());
        assertEquals(
                expected.getAllElements().eachAttr("x").size()
                        + expected.select("p,li,td,pre").size(),
                actual.select("p,li,td,pre").size());
        assertEquals(0, actual.select("em,h1,h2,code").size());
    }

    @Property(tries = 300)
    void wordsAndPreformattedTextStay(@ForAll("html") String html) {
        Element expected = Jsoup.parseBodyFragment(html).body();
        Element actual = Jsoup.parseBodyFragment(rendered(html)).body();

        assertEquals(squeezed(expected.wholeText()), squeezed(actual.wholeText()));
        assertEquals(pres(expected), pres(actual));
        assertEquals(
                expected.select("h2,blockquote,figure,li").size(),
                actual.select("h2,blockquote,figure,li").size());
    }

    /** Spaces between blocks are not text. */
    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    /** The innermost ones: a parser drops the line end that a pre starts with. */
    private static List<String> pres(Element body) {
        return body.select("pre:not(:has(pre))").stream()
                .map(Element::wholeText)
                .map(text -> text.replaceFirst("^\\n+", ""))
                .toList();
    }

    @Provide
    Arbitrary<String> html() {
        Arbitrary<String> text = Arbitraries.of(TEXTS);
        Arbitrary<String> open = Arbitraries.of(TAGS).map(tag -> "<" + tag + ">");
        Arbitrary<String> close = Arbitraries.of(TAGS).map(tag -> "</" + tag + ">");
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(6, text),
                        net.jqwik.api.Tuple.of(3, open),
                        net.jqwik.api.Tuple.of(2, close))
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }

    @Test
    void codeStaysByteForByte() {
        String code = "if (a < b && c) {\n\n\tprint(\"{{x}}\");   \n\n\n# end\n}";
        String html = "<ul><li><pre><code class=\"language-c\">" + org.jsoup.nodes.Entities.escape(code)
                + "</code></pre></li></ul>";

        assertEquals(
                code,
                Jsoup.parseBodyFragment(rendered(html))
                        .select("pre code.language-c")
                        .first()
                        .wholeText());
    }

    @Test
    void markOfThePreviewStandsAlone() {
        assertEquals(
                "<p>a</p>\n\n<!--more-->\n\n<p>b</p>\n\n<!--members-only-->\n\n<p>c</p>\n",
                HtmlBlocks.markdown(
                                HtmlBlocks.parse(
                                        "<p>a</p><!-- more --><p>b</p><!--kg-card-begin: html--><!--members-only-->c<script>x()\n\n</script>"))
                        .replace("c<script></script>", "c"));
    }

    @Test
    void hugeHtmlIsRefusedInTime() {
        List<String> hostile = List.of(
                "<!---->".repeat(270_000),
                "<b>".repeat(100_000),
                "<div>".repeat(100_000),
                "a".repeat(3_000_000),
                "<p>" + "\n".repeat(1_000_000) + "x",
                "<p>" + " ".repeat(1_000_000) + "x\n",
                "<!--kg-gated-block:begin a-->".repeat(60_000));

        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> hostile.forEach(html -> {
                    try {
                        HtmlBlocks.markdown(HtmlBlocks.parse(html));
                    } catch (Problem refused) {
                        assertEquals("body", refused.field());
                    }
                    Warnings warnings = new Warnings();
                    try {
                        WordPressText.markdown(html, null, warnings);
                    } catch (Problem refused) {
                        assertEquals("body", refused.field());
                    }
                }));
        assertThrows(Problem.class, () -> HtmlBlocks.parse("<!---->".repeat(270_000)));
    }
}
