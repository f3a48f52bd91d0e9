package dev.farthing.article.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.web.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The macros of Hugo, Jekyll, Hexo, Zola and MDN. */
class ShortcodesTest {
    private static final String CODE =
            "<b>a</b>\n\n# comment\n\tx = \"*y*\" & {{ z }} {{< w >}} [[v]]\n```\n  $a$ ~~~ \n";

    static List<String[]> codeMacros() {
        return List.of(
                new String[] {"{% highlight html %}", "{% endhighlight %}", "html"},
                new String[] {"{%- highlight html linenos -%}", "{%- endhighlight -%}", "html"},
                new String[] {"{%highlight html hl_lines=\"1 2\"%}", "{%endhighlight%}", "html"},
                new String[] {"{{< highlight go \"linenos=table,hl_lines=8\" >}}", "{{< /highlight >}}", "go"},
                new String[] {"{{<highlight c++>}}", "{{</highlight>}}", "c++"},
                new String[] {"{{% highlight bash %}}", "{{% /highlight %}}", "bash"},
                new String[] {"{{< code-toggle file=hugo >}}", "{{< /code-toggle >}}", ""},
                new String[] {"{{< code file=\"a.html\" lang=\"html\" >}}", "{{< /code >}}", "html"},
                new String[] {"{{% code %}}", "{{% /code %}}", ""},
                new String[] {"{% codeblock A title lang:js %}", "{% endcodeblock %}", "js"},
                new String[] {"{% code(lang=\"rust\") %}", "{% end %}", "rust"},
                new String[] {"{{< mermaid >}}", "{{< /mermaid >}}", "mermaid"});
    }

    @ParameterizedTest
    @MethodSource("codeMacros")
    void codeBecomesACodeBlockByteForByte(String open, String close, String language) {
        String html = Markdown.toHtml("Before.\n" + open + "\n" + CODE + close + "\nAfter *it*.\n");

        Document page = Jsoup.parseBodyFragment(html);
        assertEquals(CODE, page.select("pre > code").first().wholeText(), html);
        assertEquals(language, page.select("pre > code").attr("class").replace("language-", ""));
        assertEquals("Before.", page.body().child(0).text());
        assertEquals("<p>After <em>it</em>.</p>", page.body().child(2).outerHtml());
    }

    @ParameterizedTest
    @ValueSource(strings = {"- ", "* ", "1. ", "> ", "- - ", "> - ", "- > ", "  ", "   "})
    void codeInListsAndQuotesKeepsItsIndentation(String marks) {
        String within = marks.replaceAll("[^> ]", " ");
        String code = "if a:\n    b\n\n\tc";
        String macro = within + "{% highlight py %}\n" + (within + code.replace("\n", "\n" + within)) + "\n" + within
                + "{% endhighlight %}\n";

        String html = Markdown.toHtml(marks + "Text:\n" + macro + within + "more\n\nAfter.\n");

        Document page = Jsoup.parseBodyFragment(html);
        String expected = marks.isBlank() ? within + code.replace("\n", "\n" + within) : code;
        assertEquals(expected + "\n", page.select("pre > code").first().wholeText(), html);
        assertEquals("After.", page.body().lastElementChild().text());
        assertTrue(page.text().contains("more"), html);
    }

    @Test
    void codeThatIsNotIndentedLikeItsListIsTakenAsItIs() {
        assertEquals(
                "<ul>\n<li>a\n<pre><code class=\"language-rb\">def b\n  c\nend\n</code></pre>\n</li>\n<li>d</li>\n</ul>\n",
                Markdown.toHtml("- a\n  {% highlight rb %}\ndef b\n  c\nend\n  {% endhighlight %}\n- d\n"));
    }

    @Test
    void codeKeepsItsLinesWithWindowsLineEnds() {
        assertEquals(
                "<pre><code class=\"language-sh\">a\n\nb\n</code></pre>\n<p>c</p>\n",
                Markdown.toHtml("{% highlight sh %}\r\na\r\n\r\nb\r\n{% endhighlight %}\r\n\r\nc\r\n"));
    }

    @Test
    void codeInALineStaysInTheLine() {
        assertEquals(
                "<pre><code class=\"language-sh\">ls -l\n</code></pre>\n",
                Markdown.toHtml("{% highlight sh %}ls -l{% endhighlight %}"));
        assertEquals(
                "<p>a <code>*ls*</code> b <code>`l`</code> c</p>\n",
                Markdown.toHtml(
                        "a {% highlight sh %}*ls*{% endhighlight %} b {{< highlight sh >}}`l`{{< /highlight >}} c"));
        assertEquals("<p>{{ a }} <em>b</em> c</p>\n", Markdown.toHtml("{% raw %}{{ a }} *b*{% endraw %} c"));
    }

    @Test
    void codeBesideTextGetsLinesOfItsOwn() {
        assertEquals(
                "<p>See:</p>\n<pre><code>a\nb\n</code></pre>\n<p>and</p>\n",
                Markdown.toHtml("See: {% highlight %}a\nb{% endhighlight %} and\n"));
        assertEquals(
                "<div>\n<pre><code>a\n</code></pre>\n</div>\n",
                Markdown.toHtml("<div>\n{% highlight %}\na\n{% endhighlight %}\n</div>\n"));
    }

    @Test
    void rawMacrosShowWhatTheyHold() {
        assertEquals(
                "<pre><code class=\"language-liquid\">{% if a %}{{ b }}{% endif %}\n</code></pre>\n<p>{% c %}</p>\n",
                Markdown.toHtml("{% raw %}\n```liquid\n{% if a %}{{ b }}{% endif %}\n```\n\n{% c %}\n{% endraw %}\n"));
        assertEquals(
                "<pre><code class=\"language-html\">{{ a }}\n</code></pre>\n",
                Markdown.toHtml("{% highlight html %}{% raw %}\n{{ a }}\n{% endraw %}{% endhighlight %}\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% highlight html %}",
                "{{< highlight go >}}",
                "{{<highlight go>}}",
                "{% raw %}",
                "{% endhighlight %}",
                "{{< /highlight >}}",
                "{% comment %}",
            })
    void halfOfAPairStaysVisibleAndSwallowsNothing(String half) {
        Markdown.Rendered rendered = Markdown.render("Before.\n\n" + half + "\n\nAfter.\n\n# H\n");

        assertEquals("Before. " + half + " After. H", rendered.text());
        assertEquals(
                "Its other half is missing; it is shown as text.",
                rendered.warnings().get(0).why());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```\n{{< a >}} {% highlight x %} {{ b }}\n```",
                "~~~ liquid\n{% endhighlight %}\n~~~",
                "    {{< a >}}\n    {% raw %}",
                "- a\n\n      {{< b >}}",
                "> ```\n> {{< a >}}\n> ```",
                "> ```\n> {{< a >}}",
                "- ```\n  {{< a >}}\n  ```",
                "1. a\n   ```\n   {{< b >}}\n   ```",
                "`{{< a >}}`",
                "``{% a %} ` {{ b }}``",
                "`a\n{{ b }}`",
                "<pre>\n{{ a }}\n</pre>",
                "a <code>{{ b }}</code>",
                "\\{{ a }}",
                "$\\frac{{a}}{{b}}$",
                "{{}} {{ }} {% %} { { a } } {a}",
            })
    void codeIsNotTouched(String markdown) {
        Omissions omissions = new Omissions();
        String text = markdown + "\n\nAfter.\n";

        assertEquals(text, Shortcodes.replaced(text, omissions));
        assertEquals(List.of(), omissions.warnings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n    {{< b >}}",
                "- a\n\n    {{< b >}}",
                "```\na\n```\n{{< b >}}",
                "> ```\n> a\n\n{{< b >}}",
                "- ```\n  a\n\n{{< b >}}",
                "a ` {{< b >}}",
                "a `\n\n{{< b >}} `",
                "``` a ``` {{< b >}}",
                "a ` b\n```\n`\n```\n{{< b >}}",
                "<pre> {{< b >}}",
                "<!-- a --> {{< b >}}",
                "```` \n```\n````\n{{< b >}}",
                "* * *\n\n{{< b >}}",
            })
    void whatOnlyLooksLikeCodeIsTouched(String markdown) {
        Omissions omissions = new Omissions();

        Shortcodes.replaced(markdown, omissions);

        assertEquals(
                List.of("{{< b >}}"),
                omissions.warnings().stream().map(Warning::value).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a {{< b \"c >}} d\" >}} e | a e | {{< b >}}",
                "a {{% b c=\"d\" %}} e | a e | {{% b %}}",
                "a {{ page.title }} e | a e | {{ page.title }}",
                "a {{- page.title -}} e | a e | {{ page.title }}",
                "a {{HTTPSidebar}} e | a e | {{HTTPSidebar}}",
                "a {{ youtube(id=\"x\") }} e | a e | {{ youtube }}",
                "a {{EmbedLiveSample(\"x y\", 100, 200)}} e | a e | {{EmbedLiveSample}}",
                "a {% include c.html d=\"e f\" %} e | a e | {% include %}",
                "a {% don't %} isn't {% b %} e | a isn't e | {% don %}",
                "{{< tabs >}}{{< tab \"B\" >}}a *b*{{< /tab >}}{{< /tabs >}} | a b | {{< tabs >}}",
                "{% if a %}b{% endif %} c | b c | {% if %}",
                "a {% comment %}b{% endcomment %} c | a c | {% comment %}",
                "a {{< b />}} c {{< /d >}} | a c | {{< b >}}",
                "{{< code-toggle config=x />}} a | a | {{< code-toggle >}}",
                "a **{{ b }}** or *{{< c >}}* d | a or d | {{ b }}",
            })
    void otherMacrosAreLeftOutAndNamed(String markdown, String text, String named) {
        Markdown.Rendered rendered = Markdown.render(markdown);

        assertEquals(text, rendered.text());
        assertEquals("body", rendered.warnings().get(0).field());
        assertEquals(named, rendered.warnings().get(0).value());
    }

    @Test
    void macroOverManyLinesIsLeftOut() {
        assertEquals(
                "<p>a</p>\n<p>b</p>\n",
                Markdown.toHtml("a\n{{< figure\n    src=\"x\"\n  caption=\"> y\"\n>}}\n\n{{< c >}}    b\n"));
    }

    @Test
    void macrosInHtmlLeaveNoBlankLine() {
        assertEquals(
                "<div>\n<p>a</p>\n</div>\n",
                Markdown.toHtml("<div>\n    {% include x %}\n    <p>a</p>\n</div>\n")
                        .replaceAll("\n\\s+", "\n"));
    }

    @Test
    void eachKindIsNamedOnceAndTheirNumberIsBounded() {
        StringBuilder markdown = new StringBuilder("{{< a >}} {{< a b >}}\n");
        for (int i = 0; i < 500; i++) {
            markdown.append("{{< m").append(i).append(" >}} ");
        }

        List<Warning> warnings = Markdown.render(markdown.toString()).warnings();

        assertEquals(50, warnings.size());
        assertEquals(new Warning("body", "{{< a >}}", "Macros are not run; this one is left out."), warnings.get(0));
        assertEquals("{{< m0 >}}", warnings.get(1).value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The {{HTTPHeader(\"Accept\")}} header | The <code>Accept</code> header",
                "{{domxref(\"Window/fetch\")}} | <code>Window.fetch</code>",
                "{{domxref(\"Window.fetch\", \"fetch()\", \"\", 1)}} | <code>fetch()</code>",
                "{{DOMxRef('Node')}} | <code>Node</code>",
                "{{HTMLElement(\"a\")}} | <code>&lt;a&gt;</code>",
                "{{cssxref(\"&lt;length&gt;\")}} | <code>&lt;length&gt;</code>",
                "{{jsxref(\"Array\")}} | <code>Array</code>",
                "{{httpstatus(402)}} | <code>402</code>",
                "{{Glossary(\"x_y\", \"a *text*\")}} | a *text*",
                "{{Glossary(\"Hash\")}} | Hash",
                "{{RFC(2616, \"title\", \"3.2\")}} | RFC 2616",
                "[{{jsxref(\"Map\")}}](/m) | <a href=\"/m\"><code>Map</code></a>",
            })
    void macrosThatStandForAWordBecomeTheWord(String markdown, String html) {
        assertEquals("<p>" + html + "</p>\n", Markdown.toHtml(markdown));
        assertEquals(List.of(), Markdown.render(markdown).warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[a]({% link _posts/b c.md %}) | _posts/b%20c.md",
                "[a]({% post_url 2020-01-01-b %}) | 2020-01-01-b",
                "[a]({{ site.baseurl }}{% post_url 2020-01-01-b %}#c) | 2020-01-01-b#c",
                "[a]({{ site.url }}/b/) | /b/",
                "[a]({{< ref \"b.md#c\" >}}) | b.md#c",
                "[a]({{< relref path=\"x\" \"b\" >}}) | b",
                "<a href=\"{{ site.baseurl }}/b\">a</a> | /b",
                "<a href='{% link b.md %}'>a</a> | b.md",
            })
    void addressesKeepTheNameInTheirMacro(String markdown, String address) {
        Markdown.Rendered rendered = Markdown.render(markdown);

        assertEquals("<p><a href=\"" + address + "\">a</a></p>\n", rendered.html());
        assertEquals(
                "Macros are not run; the address has only the name that stands in this one.",
                rendered.warnings().get(0).why());
    }

    @Test
    void addressThroughAFilterIsKept() {
        Markdown.Rendered whole = Markdown.render("[a]({{ \"/b c\" | relative_url }})\n");
        assertEquals("<p><a href=\"/b%20c\">a</a></p>\n", whole.html());
        assertEquals(List.of(), whole.warnings());
        assertEquals(
                1,
                Markdown.render("[a]({{ \"/b\" | prepend: site.x }})\n")
                        .warnings()
                        .size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{</* a \"b\" */>}} | {{< a \"b\" >}}",
                "{{%/* a_b_c_ */%}} | {{% a_b_c_ %}}",
                "{{/* a(b=\"*c*\") */}} | {{ a(b=\"*c*\") }}",
                "{%/* a */%} | {% a %}",
            })
    void escapedMacrosAreShown(String markdown, String text) {
        assertEquals(text, Markdown.render(markdown).text());
        assertEquals(List.of(), Markdown.render(markdown).warnings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{< ",
                "{{",
                "{",
                "{{< a \"",
                "{{% a %}} ",
                "{{ a }}",
                "{% highlight %}\n",
                "{% highlight %}{% endhighlight %}",
                "{% endhighlight %}",
                "{% raw %}",
                "{{</* ",
                "`",
                "` ``",
                "<pre>",
                "<!-- ",
                "$",
                "$a",
                "\\(",
                "\\(a",
                "- ",
                "> ",
                "1. ",
                "[a]({{",
                "a",
                "(a",
            })
    void halfAMillionCharactersTakeLinearTime(String piece) {
        String markdown = piece.repeat(MarkdownParser.MAX_CHARS / piece.length());

        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> Shortcodes.replaced("{{ a }} {% b %}" + markdown, new Omissions()));
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> Shortcodes.replaced(
                        "{{ a }}\n" + markdown + "{% endraw %}{{< /highlight >}} $ `", new Omissions()));
    }

    @Test
    void codeOfManyLinesInManyQuotesIsRefused() {
        String markdown = ">".repeat(10_000) + "{% highlight a %}\n" + "\n".repeat(100_000) + "{% endhighlight %}";

        assertThrows(Problem.class, () -> Shortcodes.replaced(markdown, new Omissions()));
    }

    @Test
    void mixturesOfPiecesLoseNoWord() {
        String[] pieces = {
            "ß ",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "    ",
            "```\n",
            "~~~\n",
            "`",
            "{% highlight a %}",
            "{% endhighlight %}",
            "{{< highlight b >}}\n",
            "\n{{< /highlight >}}",
            "{% raw %}",
            "{% endraw %}",
            "{{< c >}}",
            "{{< /c >}}",
            "{{ d }}",
            "$",
            "\\",
            "<div>\n",
            "</div>\n",
            "{{",
            "1. ",
            "\t",
            "\r\n",
        };
        Random random = new Random(402);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder markdown = new StringBuilder();
            for (int j = random.nextInt(30); j >= 0; j--) {
                markdown.append(pieces[random.nextInt(pieces.length)]);
            }
            String text = markdown.toString();
            long words = text.chars().filter(c -> c == 'ß').count();

            assertEquals(
                    words,
                    Shortcodes.replaced(text, new Omissions())
                            .chars()
                            .filter(c -> c == 'ß')
                            .count(),
                    text);
        }
    }
}
