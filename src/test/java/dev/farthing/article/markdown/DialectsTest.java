package dev.farthing.article.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.web.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks beyond CommonMark of Hugo's, Jekyll's, Zola's, MDN's, Obsidian's, Docusaurus' and GitHub's authors. */
class DialectsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> [!NOTE]\n> a *b*\n",
                "> [!note]\n> a *b*\n",
                "> [!note] \n>\n> a *b*\n",
                ">[!note]\n>a *b*\n",
                ":::note\na *b*\n:::\n",
                "::: note\n\na *b*\n\n:::\n",
                ":::note[Note]\n\na *b*\n\n:::\n",
                ":::note Note\n\na *b*\n\n:::\n",
            })
    void alertsAreQuotesWithATitle(String markdown) {
        assertEquals(
                "<blockquote class=\"markdown-alert markdown-alert-note\">"
                        + "<p class=\"markdown-alert-title\"><strong>Note</strong></p><p>a <em>b</em></p></blockquote>",
                Markdown.toHtml(markdown).replaceAll("\\s*\n\\s*", ""));
    }

    @Test
    void calloutsOfObsidianKeepTheirTitleAndFold() {
        assertEquals(
                "<details class=\"markdown-alert markdown-alert-faq\" open>"
                        + "<summary class=\"markdown-alert-title\"><strong>Is <em>it</em>?</strong></summary>"
                        + "<p>Yes.</p></details>",
                Markdown.toHtml("> [!faq]+ Is *it*?\n> Yes.\n").replace("\n", ""));
        assertEquals(
                "<details class=\"markdown-alert markdown-alert-tip\">"
                        + "<summary class=\"markdown-alert-title\"><strong>Tip</strong></summary><p>a</p></details>",
                Markdown.toHtml("> [!tip]-\n> a\n").replace("\n", ""));
    }

    @Test
    void admonitionsNestAndUnclosedOnesStayVisible() {
        assertEquals(
                "Note a In b c :::note d",
                Markdown.render("::::note\na\n:::tip[In]\nb\n:::\nc\n::::\n\n:::note\nd\n")
                        .text());
        assertEquals("<p>[!] a [!x</p>\n", Markdown.toHtml("[!] a [!x\n"));
    }

    @Test
    void definitionListsOfMarkdownExtra() {
        assertEquals("""
                <dl>
                <dt>a <em>b</em></dt>
                <dd>c</dd>
                <dd>
                <p>d</p>
                <p>e</p>
                </dd>
                </dl>
                <p>f</p>
                """, Markdown.toHtml("a *b*\n:   c\n:   d\n\n    e\n\nf\n"));
        assertEquals(
                "<dl><dt>a</dt><dt>b</dt><dd>c</dd></dl><dl><dt>d</dt><dd><p>e</p><pre><code>f</code></pre></dd></dl>",
                Markdown.toHtml("a\nb\n: c\n\nd\n\n: e\n  ```\n  f\n  ```\n").replace("\n", ""));
    }

    @Test
    void definitionListsOfMdn() {
        assertEquals(
                "<dl><dt><code>a</code></dt><dd>b</dd><dt>c</dt><dd><p>d</p><p>e</p></dd></dl>",
                Markdown.toHtml("- `a`\n  - : b\n- c\n  - : d\n\n    e\n")
                        .replaceAll("\\s*\n\\s*", "")
                        .replace("<dd><p>b</p></dd>", "<dd>b</dd>")
                        .replaceAll("<dt><p>(.*?)</p></dt>", "<dt>$1</dt>"));
        assertEquals(
                "<ul><li>a<ul><li>b</li></ul></li></ul>",
                Markdown.toHtml("- a\n  - b\n").replace("\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {": a\n", "# h\n\n: a\n", "a:b\n", "```\na\n: b\n```\n", "    a\n    : b\n", "a\n:b\n"})
    void colonsAloneAreNoDefinitions(String markdown) {
        assertTrue(!Markdown.toHtml(markdown).contains("<dl>"), markdown);
    }

    @Test
    void taskListsShowWhatIsDone() {
        assertEquals("<ul>\n<li>☑ a</li>\n<li>☐ b</li>\n</ul>\n", Markdown.toHtml("- [x] a\n- [ ] b\n"));
    }

    @Test
    void bareAddressesAreLinks() {
        assertEquals(
                "<p><a href=\"https://a.example/b?c=d_e_f\" rel=\"noopener\">https://a.example/b?c=d_e_f</a>, "
                        + "<code>http://b.example</code></p>\n",
                Markdown.toHtml("https://a.example/b?c=d_e_f, `http://b.example`\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "## a b {#c} | <h2 id=\"md-c\">a b</h2>",
                "## a b {#c .d e=\"f\"} | <h2 id=\"md-c\">a b</h2>",
                "## a b {: #c .d} | <h2 id=\"md-c\">a b</h2>",
                "## a b {:#c} | <h2 id=\"md-c\">a b</h2>",
                "## a b {.d} | <h2 id=\"md-a-b\">a b</h2>",
                "## a b {/* #c */} | <h2 id=\"md-c\">a b</h2>",
                "## <a name=\"c\"></a>a b | <h2 id=\"md-c\">a b</h2>",
                "*a*{: .b} c | <p><em>a</em> c</p>",
                "[a](b){:target=\"_blank\"} c | <p><a href=\"b\">a</a> c</p>",
                "![a](b){.c} d | <p><img src=\"b\" alt=\"a\"> d</p>",
                "a {.b} c | <p>a {.b} c</p>",
                "a {:b 1} {#if c} d | <p>a {:b 1} {#if c} d</p>",
                "`{: .a}` {::comment}b{:/comment} c | <p><code>{: .a}</code>  c</p>",
                "a {/* b */} c | <p>a  c</p>",
            })
    void attributeListsAreReadAndNotShown(String markdown, String html) {
        assertEquals(html, Markdown.toHtml(markdown).strip());
    }

    @Test
    void attributeListsOnTheirOwnLine() {
        assertEquals("<p>a</p>\n<p>b</p>\n", Markdown.toHtml("a\n{: .note}\n\nb\n{:.lead}\n"));
        assertEquals(
                "<p><a href=\"#md-x\">l</a></p>\n<p>a\n<a id=\"md-x\"></a></p>\n",
                Markdown.toHtml("[l](#x)\n\na\n{: #x .note}\n"));
        assertEquals("<h2 id=\"md-c\">a</h2>\n", Markdown.toHtml("a {#c}\n---\n"));
        assertEquals("<p>a</p>\n", Markdown.toHtml("* TOC\n{:toc}\n\na\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# What's new in C++? | whats-new-in-c",
                "# What's new in C++? | what-s-new-in-c",
                "# What's new in C++? | what's_new_in_c",
                "# 1. First steps | first-steps",
                "# 1. First steps | 1-first-steps",
                "# 1. First steps | 1.-First-Steps",
                "# Größe & Übung | groesse",
                "# Größe & Übung | größe--übung",
                "# Größe & Übung | gr%C3%B6%C3%9Fe-%C3%BCbung",
                "# Größe & Übung | grosse-ubung",
                "# Größe & Übung | gre-bung",
                "# `a.b()` -- c | ab----c",
                "# `a.b()` -- c | a-b-c",
                "# 東京の 話 | 東京の-話",
                "# 東京の 話 | %E6%9D%B1%E4%BA%AC%E3%81%AE_%E8%A9%B1",
                "# a {#own_id} | own_id",
                "# a {#own_id} | a",
                "# a :smile: | a-smile",
                "- `t.u`\\n  - : v | t.u",
                "T u\\n: v | t_u",
                "<a name=\"Old\"></a> | Old",
                "<div id=\"old\">a</div> | OLD",
            })
    void linksWithinTheTextMeetWhatOtherToolsNameIt(String markdown, String fragment) {
        String text = "[l](#" + fragment + ")\n\n" + markdown.replace("\\n", "\n") + "\n";

        Markdown.Rendered rendered = Markdown.render(text);

        if (fragment.equals("groesse")) {
            assertEquals("#groesse", rendered.warnings().get(0).value());
            return;
        }
        String id = rendered.html().replaceAll("(?s).*?href=\"#([^\"]*)\".*", "$1");
        assertTrue(id.startsWith("md-") && rendered.html().contains("id=\"" + id + "\""), rendered.html());
        assertEquals(List.of(), rendered.warnings());
    }

    @Test
    void repeatedHeadingsAreMetByTheirNumber() {
        assertEquals(
                "<p><a href=\"#md-a-1\">l</a></p>\n<h2 id=\"md-a\">A</h2>\n<h2 id=\"md-a-1\">A</h2>\n",
                Markdown.toHtml("[l](#A-1)\n\n## A\n\n## A\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**「東京」**です | <strong>「東京」</strong>です",
                "これは**「東京」**です | これは<strong>「東京」</strong>です",
                "これは**東京。**です | これは<strong>東京。</strong>です",
                "これは**東京**です | これは<strong>東京</strong>です",
                "这是*“重点”*吗 | 这是<em>“重点”</em>吗",
                "한국어**(강조)**는 | 한국어<strong>(강조)</strong>는",
                "a~~「東京」~~です | a<del>「東京」</del>です",
                "**「a」**b**「c」**d | <strong>「a」</strong>b<strong>「c」</strong>d",
                "2**「3 | 2**「3",
                "a **b.**c | a **b.**c",
            })
    void boldBesideMarksOfChineseJapaneseAndKorean(String markdown, String html) {
        assertEquals("<p>" + html + "</p>\n", Markdown.toHtml(markdown));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a ==b *c*== d | a <mark>b <em>c</em></mark> d",
                "これは==重要==です | これは<mark>重要</mark>です",
                "a==b and c==d | a==b and c==d",
                "a == b == c | a == b == c",
                "`==a==` ===b=== | <code>==a==</code> ===b===",
            })
    void marksOfObsidian(String markdown, String html) {
        assertEquals("<p>" + html + "</p>\n", Markdown.toHtml(markdown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$a_1 + b_2 * c * d$",
                "$$\\sum_{i=1}^n a_i \\\\ x < y$$",
                "\\(a_1 * b_2 * c\\)",
                "\\[a_1 * b_2 * c\\]",
                "$\\frac{{a}}{{b}}$",
                "$x$, $y_i*z_i*$",
                "$5 and $6",
                "$$\na_1 _b_\n= c\n- *d*\n$$",
            })
    void formulasStayAsTheyAre(String formula) {
        Markdown.Rendered rendered = Markdown.render("a " + formula + " b\n");
        Markdown.Rendered alone = Markdown.render(formula + "\n");

        assertEquals(formula.replace("\n", " "), alone.text());
        assertEquals(List.of(), alone.warnings());
        if (!formula.startsWith("\\[")) {
            assertEquals("a " + formula.replace("\n", " ") + " b", rendered.text());
        }
        assertTrue(!alone.html().contains("<em>"), alone.html());
    }

    @Test
    void pricesAndEscapedBracketsAreNoFormulas() {
        assertEquals(
                "<p>$5 <em>a</em> and <em>b</em> for $6 (cc c) [d]</p>\n",
                Markdown.toHtml("$5 *a* and *b* for $6 \\(cc c\\) \\[d\\]\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "[[a b]] ¦ a b",
                "[[a|b *c*]] ¦ b *c*",
                "[[a#b]] ¦ a &gt; b",
                "[[#H i]] ¦ <a href=\"#md-h-i\">H i</a>",
                "![[n]] ¦ n",
                "![[b c.png]] ¦ <img src=\"b%20c.png\" alt=\"b c.png\">",
                "![[b.png|100]] ¦ <img src=\"b.png\" alt=\"b.png\">",
                "![[b.mp3]] ¦ <audio src=\"b.mp3\" controls=\"\" preload=\"none\"></audio>",
                "`[[a]]` ¦ <code>[[a]]</code>",
                "[[1]](b) ¦ <a href=\"b\">[1]</a>",
                "[[ -f a ]] [[1, 2], [3]] ¦ [[ -f a ]] [[1, 2], [3]]",
                "a %%b *c*%% d ¦ a  d",
                "100%% of 50%% a ¦ 100%% of 50%% a",
            })
    void linksEmbedsAndCommentsOfObsidian(String markdown, String html) {
        assertEquals(
                "<p>" + html + "</p>", Markdown.toHtml(markdown + "\n\n# H i\n").split("\n")[0]);
    }

    @Test
    void whatIsNoLinkHereIsNamed() {
        assertEquals(
                List.of("[[a|b]]", "%%c%%"),
                Markdown.render("[[a|b]] %%c%%\n").warnings().stream()
                        .map(Warning::value)
                        .toList());
    }

    @Test
    void scriptsAndTabsOfDocusaurus() {
        Markdown.Rendered rendered = Markdown.render(
                "import Tabs from '@theme/Tabs';\nimport { A, B } from \"b\";\n\nexport const c = {\n  d: 1,\n};\n\n"
                        + "<Tabs>\n<TabItem value=\"js\" label=\"JavaScript\">\n\nOne *two*.\n\n</TabItem>\n</Tabs>\n\n"
                        + "import duties from abroad\n\nexport default values\n");

        assertEquals("JavaScript One two. import duties from abroad export default values", rendered.text());
        assertEquals(
                List.of("import", "export", "<tabs>", "<tabitem>"),
                rendered.warnings().stream().map(Warning::value).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[TOC]", "[[toc]]", "[[_TOC_]]", "${toc}", "{:toc}", "1. a\n{:toc}"})
    void marksForContentsAreLeftOut(String mark) {
        assertEquals("<p>b</p>", Markdown.toHtml(mark + "\n\nb\n").strip());
    }

    @Test
    void markdownWithinHtml() {
        assertEquals(
                "<div><p>a <em>b</em></p></div><p>c</p>",
                Markdown.toHtml("<div class=\"x\" markdown=\"1\">\na *b*\n</div>\nc\n")
                        .replace("\n", ""));
        assertEquals(
                "<details><summary>a</summary><p><em>b</em></p></details>",
                Markdown.toHtml("<details markdown=block>\n<summary>a</summary>\n\n*b*\n</details>\n")
                        .replace("\n", ""));
        assertEquals(
                "<div><p><em>b</em></p></div>",
                Markdown.toHtml("<div markdown=\"1\">*b*</div>\n").replace("\n", ""));
    }

    @Test
    void playersWaitForTheirReader() {
        assertEquals(
                "<video src=\"a.mp4\" poster=\"b.png\" width=\"9\" controls=\"\" preload=\"none\">c</video>",
                Markdown.toHtml("<video src=\"a.mp4\" poster=\"b.png\" width=9 autoplay onplay=x>c</video>\n")
                        .strip()
                        .replaceAll("</?p>", ""));
        assertEquals(
                "<audio controls=\"\" preload=\"none\"><source src=\"https://a.example/b.ogg\" type=\"audio/ogg\"></audio>",
                Markdown.toHtml("<audio autoplay><source src=\"https://a.example/b.ogg\" type=\"audio/ogg\">"
                                + "<source src=\"data:x\"></audio>\n")
                        .strip()
                        .replaceAll("</?p>", ""));
        assertEquals(
                "<figure><img src=\"a.png\" alt=\"b\"><figcaption>c</figcaption></figure>",
                Markdown.toHtml("<figure><picture><source srcset=\"d.webp\"><img src=\"a.png\" alt=\"b\"></picture>"
                                + "<figcaption>c</figcaption></figure>\n")
                        .strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<iframe src=\"https://a.example/b\" title=\"T\"></iframe> | <a href=\"https://a.example/b\" rel=\"noopener\">T</a> | <iframe>",
                "a <embed src=\"b.pdf\"> | a <a href=\"b.pdf\">b.pdf</a> | <embed>",
                "a <iframe src=\"javascript:b\"></iframe> | a | <iframe>",
                "a <video src=\"data:b\">c</video> | a <span>c</span> | <video>",
                "a <svg><text>b</text></svg> | a b | <svg>",
                "a <math><mi>b</mi><annotation>c</annotation></math> | a b | <math>",
                "a <my-tag>b</my-tag> | a b | <my-tag>",
                "a <script>b</script> | a | <script>",
                "a <style>b</style> | a | <style>",
                "a <button>b</button> | a b | <button>",
                "a <input type=submit value=b> | a b | <input>",
                "<select><option>a</option><option>b</option></select> c | a, b c | <select>",
                "![a](data:b) | <img alt=\"a\"> | <img>",
                "[a](#b) | <a href=\"#b\">a</a> | #b",
            })
    void nothingVanishesWithoutATrace(String markdown, String html, String named) {
        Markdown.Rendered rendered = Markdown.render(markdown + "\n");

        assertEquals(html, rendered.html().strip().replaceAll("</?p>", "").strip());
        assertEquals(named, rendered.warnings().get(0).value());
        assertEquals(1, rendered.warnings().size());
    }

    @Test
    void plainTextHasNoWarnings() {
        Markdown.Rendered rendered = Markdown.render("# a :smile:\n\n<kbd>b</kbd> x<sup>2</sup>[^1]  \nc\n\n"
                + "|d|\n|-|\n|`e\\|f`|\n\n<aside>g</aside>\n\n<center><font color=red>h</font></center>\n\n[^1]: i\n");

        assertEquals(List.of(), rendered.warnings());
        assertEquals("a :smile: b x2 c d e|f g h i", rendered.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[a",
                "[[a|b]] ",
                "==a",
                "==a== ",
                "%%a ",
                " %%",
                "**「a」**b",
                "*「",
                "{: .a}",
                "a{.b} ",
                "{:",
                "{#a",
                "{::comment}",
                "{/* ",
                "$a_b$ ",
                "\\(a_b\\) ",
                "\\[",
                "\n:::a\n",
                ":::\n",
                "\n\n:::a\n\n:::\n",
                "import a from 'b'\n\n",
                "export {\n",
                "<div markdown=\"1\">\n",
                " \\(",
                "~~a",
                "![[",
                "[TOC]\n",
            })
    void halfAMillionCharactersAreRewrittenInLinearTime(String piece) {
        String markdown = piece.repeat(MarkdownParser.MAX_CHARS / piece.length());

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Dialects.replaced(markdown, new Omissions()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n: b\n\n",
                "a\n\n: b\n\n",
                "- a\n  - : b\n",
                "> [!a]\n\n",
                "a@b.c ",
                "a@",
                "www.",
                "[a](#b) ",
                "# a\n",
                "<embed src=a>",
                "<embed>",
                "<svg></svg>",
                "<video src=a>",
                "<input type=checkbox>",
                "<option>",
                "<x-y label=a>",
                "<dt>",
            })
    void manyElementsAreAnsweredInTime(String piece) {
        String markdown = piece.repeat(MarkdownParser.MAX_CHARS / piece.length());

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            try {
                Markdown.render(markdown);
            } catch (Problem problem) {
                assertEquals("body", problem.field());
            }
        });
    }
}
