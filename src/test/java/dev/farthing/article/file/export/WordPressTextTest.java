package dev.farthing.article.file.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.farthing.article.markdown.Warning;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPressTextTest {
    private final Warnings warnings = new Warnings();

    private String markdown(String content) {
        return WordPressText.markdown(content, "https://walks.example/blog", warnings);
    }

    private List<String> leftOut() {
        return warnings.list().stream().map(Warning::value).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a\\n\\nb|<p>a</p>\\n\\n<p>b</p>\\n",
                "a\\nb|<p>a<br>b</p>\\n",
                "a<br />\\nb|<p>a<br>b</p>\\n",
                "<h2>a</h2>\\nb|<h2>a</h2>\\n\\n<p>b</p>\\n",
                "<ul>\\n<li>a</li>\\n<li>b</li>\\n</ul>|<ul> <li>a</li> <li>b</li> </ul>\\n",
                "<em>a</em> b\\n\\n<strong>c</strong>|<p><em>a</em> b</p>\\n\\n<p><strong>c</strong></p>\\n",
                "<p>a\\nb</p>|<p>a<br>b</p>\\n",
                "<pre>a\\n\\nb</pre>|<pre>a&#10;&#10;b</pre>\\n",
                "<!-- wp:paragraph -->\\n<p>a\\nb</p>\\n<!-- /wp:paragraph -->|<p>a b</p>\\n",
                "<a href='/x'>a</a> <img src=\"b.png\">|<p><a href=\"https://walks.example/x\">a</a> <img src=\"https://walks.example/blog/b.png\"></p>\\n",
                "https://video.example/1|<p><a href=\"https://video.example/1\">https://video.example/1</a></p>\\n"
            })
    void contentBecomesTheParagraphsThatWordPressShows(String content, String expected) {
        assertEquals(expected.replace("\\n", "\n"), markdown(content.replace("\\n", "\n")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a [gallery ids=\"1,2\"] b|<p>a  b</p>|[gallery]",
                "[caption id=\"x\"]<b>c</b> d[/caption]|<p><b>c</b> d</p>|[caption]",
                "[contact-form-7 id=\"5\"]|''|[contact-form-7]",
                "a [sic] [1] […] b|<p>a [sic] [1] […] b</p>|''",
                "[[gallery]]|<p>[gallery]</p>|''",
                "<pre>[gallery]</pre>|<pre>[gallery]</pre>|''",
                "<code>[gallery]</code>|<p><code>[gallery]</code></p>|''",
                "[code]<b>[/code]|<pre><code>&lt;b&gt;</code></pre>|''",
                "[sourcecode language=\"java\"]a &lt; b[/sourcecode]|<pre><code class=\"language-java\">a &lt; b</code></pre>|''",
                "[code lang=js]a[gallery][/code]|<pre><code class=\"language-js\">a[gallery]</code></pre>|''",
                "<a title=\"[gallery]\">a</a>|<p><a title=\"[gallery]\">a</a></p>|''"
            })
    void shortcodesGoAndTheirTextStays(String content, String expected, String leftOut) {
        assertEquals(expected.isEmpty() ? "" : expected + "\n", markdown(content));
        assertEquals(leftOut.isEmpty() ? List.of() : List.of(leftOut), leftOut());
    }

    @Test
    void blocksThatWordPressMakesAreNamed() {
        assertEquals(
                "<p>a</p>\n",
                markdown("<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --><!-- wp:latest-posts {\"n\":3} /-->"));
        assertEquals(List.of("wp:latest-posts"), leftOut());
    }

    @Test
    void hostileShortcodesTakeNoTime() {
        List<String> hostile = List.of(
                "[code]".repeat(300_000),
                "[a=".repeat(300_000),
                "[[".repeat(500_000),
                "[code][/code]".repeat(100_000),
                "<!--".repeat(300_000),
                "<pre".repeat(300_000),
                "[/x]".repeat(300_000));

        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> hostile.forEach(text -> WordPressShortcodes.replace(text, new Warnings())));
    }
}
