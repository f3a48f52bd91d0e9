package dev.farthing.article.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '\u0001',
            value = {
                "The `Accept` header → The Accept header",
                "`<a>`: The Anchor element → <a>: The Anchor element",
                "A **bold** and *weak* _word_ of __strong words__ → A bold and weak word of strong words",
                "__Note__: read → Note: read",
                "Read [the docs](https://a.example/x_y) and [this](<b c> \"T\") → Read the docs and this",
                "See <https://a.example> → See https://a.example",
                "Bread &mdash; R&D &amp; more &#8217; &lt;b&gt; → Bread — R&D & more ’ <b>",
                "&amp;lt; is an entity → &lt; is an entity",
                "<b>Bold</b> <a href=\"x\">link</a> H<sub>2</sub>O<!-- no --> → Bold link H2O",
                "One<br>two<br/>three<br /> four → One two three four",
                "![Logo](a.png) Title → Title",
                "![](a.png)Title<img src=\"b.png\" alt=\"x\"> → Title",
                "~~Old~~ New → Old New",
                "5 \\* 3 is \\`fine\\` → 5 * 3 is `fine`",
                "Read [[page|this page]] → Read this page",
                "The {{HTTPHeader(\"Accept\")}} way {% include x %}of → The way of",
                "{{< badge >}} Title {{% /x %}} → Title",
                "これは**大事**です → これは大事です",
                "Using `{% raw %}` and `{{ x }}` → Using {% raw %} and {{ x }}",
            })
    void markupIsTakenOut(String markdown, String plain) {
        assertEquals(plain, PlainLine.of(markdown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a < b and c > d",
                "C*",
                "C++, C# & F#",
                "snake_case and _private",
                "5 * 3 * 2",
                "2*3*4 = 2**3*3",
                "__init__",
                "Object.prototype.__proto__",
                "__FILE__ and __LINE__",
                "<video>: The Video Embed element",
                "<abbr>: The Abbreviation element",
                "<br>: The Line Break element",
                "<input type=\"text\">",
                "<h1>–<h6>: The HTML Section Heading elements",
                "The <dl> and <dt> elements",
                "Array.prototype[Symbol.iterator]()",
                "a[i](j)",
                "[Solved]: yes",
                "[[Prototype]]",
                "f(*args, **kwargs)",
                "*.md and *.txt",
                "~5 to ~10",
                "# 1 of 2",
                "1. First",
                "- 5 °C",
                "> 9000",
                "C:\\new\\table",
                "{{ x }}",
                "What is `",
                "100 %",
                "*",
            })
    void textThatLooksLikeMarkupStays(String text) {
        assertEquals(text, PlainLine.of(text));
    }

    @Test
    void linesAndParagraphsBecomeOneLine() {
        assertEquals("a b c d", PlainLine.of("a\nb  \nc\n\nd\n"));
    }

    @Test
    void nothingStaysNothing() {
        assertNull(PlainLine.of(null));
        assertEquals("", PlainLine.of(" "));
    }

    @Test
    void longTextOfOpenSignsIsReadAtOnce() {
        assertEquals(
                "a".repeat(10),
                PlainLine.of("a".repeat(10) + " <[*`".repeat(100_000)).substring(0, 10));
    }
}
