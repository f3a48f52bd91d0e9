package dev.farthing.article.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
    private static final int FIFTH = 20;

    /** Enough text for a lead of a hundred words. */
    private static final String REST = "\n\n" + "The rest is what readers pay for. ".repeat(100);

    @Test
    void leadIsPlainText() {
        assertEquals(
                "A bold link with code & text.",
                lead("# Title\n\nA **bold** [link](x)\nwith `code` &amp;\n  text[^1].\n\n[^1]: N.\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{HTTPSidebar}}",
                "{{HTTPSidebar}} {{SeeCompatTable}}{{ Deprecated_Header() }}",
                "{% include toc.html %}",
                "{{< youtube id=\"a_b_c\" >}}",
                "{{% notice %}}",
                "{: .lead}",
                "{#top}",
                "[TOC]",
                "[[toc]]",
                "[[_TOC_]]",
                "![[Pasted image.png]]",
                ":::tip Note\n:::",
                "$$\na^2 + b^2\n$$",
                "$$ *a*_b_c $$",
                "import Tabs from '@theme/Tabs';",
                "export const x = 1;",
                "![Cover](a.png)",
                "[![Build](a.svg)](b) [![Docs](c.svg)](d)",
                "<figure><img src=\"a.png\"><figcaption>A cover.</figcaption></figure>",
                "<div class=\"hero\">\nHello\n</div>",
                "<!-- comment -->",
                "# Heading",
                "Heading\n=======",
                "***",
                "> Quote",
                "> [!NOTE]\n> A note.",
                "- item",
                "1. one\n2. two",
                "|a|b|\n|-|-|\n|1|2|",
                "<table><tr><td>A cell.</td></tr></table>",
                "```\ncode\n```",
                "    code",
                "<details><summary>More</summary>\n\nHidden.\n\n</details>",
                "[ref]: https://a.example",
                "—",
            })
    void leadBeginsAtTheFirstProse(String before) {
        assertEquals("Real text.", lead(before + "\n\nReal text."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Real <b>text</b>.</p>\n",
                "<div><section><p>Real text.</p></section></div>",
                "<p>Real\ntext.\n<p>More.",
                "<center>Real text.</center>",
                "<div>Real text.</div>",
                "<span>Real</span> text.<br><br>",
                "- > Real text.",
                "> Real text.\n>\n> More.",
                "* Real text.\n* More.",
                "> [!NOTE]\n> Real text.",
                "Real ~~text~~.",
                "[[page|Real]] text{{HTTPSidebar}}.{: .lead}",
                "Real text.\n{: .lead}",
                "Real &#116;ext.",
            })
    void leadIsFoundInAnyForm(String beginning) {
        assertEquals("Real text.", lead(beginning, "# H\n\n```\n" + "code ".repeat(100) + "\n```"));
    }

    @Test
    void codeInASentenceIsLeftAlone() {
        assertEquals("Write {{ page.title }} or [[a|b]].", lead("Write `{{ page.title }}` or `[[a|b]]`."));
    }

    @Test
    void leadIsAFifthAtMostAndEndsAtASentence() {
        String ten = "One two three four five six seven eight nine ten. ";

        assertEquals("", lead(ten.repeat(4), ""));
        assertEquals(ten.strip(), lead(ten.repeat(5), ""));
        assertEquals(ten.strip(), lead(ten.repeat(9), ""));
        assertEquals(ten.repeat(2).strip(), lead(ten.repeat(10), ""));
    }

    @Test
    void leadOfOneSentenceIsEmpty() {
        assertEquals("", lead("Only one sentence that tells it all.", ""));
    }

    @Test
    void leadIsOfTheFirstParagraphAndBounded() {
        assertEquals("One. Two.", lead("One. Two.\n\nThree."));
        assertTrue(lead("A sentence of twenty. ".repeat(1_000)).length() <= Opening.MAX_PARAGRAPH_CHARS);
    }

    @Test
    void scriptsWithoutSpacesAreMeasuredByLetters() {
        assertEquals("寿司が好き。", lead("寿司が好き。" + "東京で寿司を食べる。".repeat(3), ""));
        assertEquals("", lead("ข้อความแรกยาวมากกว่าข้อความอื่นทั้งหมดรวมกัน ก ข ค ง จ ฉ", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!--more-->",
                "<!-- more -->",
                "<!--  MORE  -->",
                "<!--more Read on-->",
                "<!--members-only-->",
                "<!-- truncate -->",
                "<!--truncate-->",
                "{/* truncate */}",
                "{/*truncate*/}",
                "<!-- excerpt -->",
                "<!-- TEASER_END -->",
                "<!-- PELICAN_END_SUMMARY -->",
            })
    void leadStopsAtTheMark(String mark) {
        assertEquals("One. Two. Three.", lead("One. Two.\n\n## H\n\nThree.\n\n" + mark + "\n\nFour."));
        assertEquals("One.", lead("One. " + mark + " Two."));
        assertEquals("One.", lead("One.\r\n" + mark + "\r\nTwo."));
        assertEquals("", lead(mark + "\n\nOne."));
    }

    @Test
    void markOfWordPressHasCompany() {
        assertEquals("One.", lead("One.\n\n<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->\n\nTwo."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!--more-->", "{/* truncate */}"})
    void markInCodeIsCode(String mark) {
        String code = "Write `" + mark + "` here.\n\n```\n" + mark + "\n```\n\n    " + mark + "\n\n";

        assertEquals("Write " + mark + " here.", lead(code + "Two."));
        assertEquals("Write " + mark + " here. Two.", lead(code + "Two.\n\n" + mark + "\n\nThree."));
        assertEquals("One " + mark, lead("One \\" + mark));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!--more-->", "{/* truncate */}", "<!--members-only-->"})
    void markLeavesNothingOnThePage(String mark) {
        assertEquals("<p>One.</p>\n\n<p>Two.</p>\n", Markdown.toHtml("One.\n\n" + mark + "\n\nTwo.\n"));
        assertEquals(
                "<pre><code>" + mark.replace("<", "&lt;").replace(">", "&gt;") + "\n</code></pre>\n",
                Markdown.toHtml("```\n" + mark + "\n```\n"));
    }

    @Test
    void signOfTheMarkCannotBeWritten() {
        assertEquals("One. \uFFFD Two.", lead("One. \uFDD0 Two."));
        assertEquals("<p>a \uFFFD</p>\n", Markdown.toHtml("a &#xFDD0;\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!-- cut -->", "[...]", "---", "CUT"})
    void articleHasAMarkOfItsOwn(String separator) {
        String text = "One.\n\nTwo.\n\n" + separator + "\n\nThree.";

        assertEquals(
                "One. Two.", Markdown.render(text + REST, separator).opening().lead(FIFTH));
    }

    @Test
    void blankLineCanBeTheMark() {
        assertEquals(
                "One.",
                Markdown.render("\nOne.\r\n\r\nTwo." + REST, "\n\n").opening().lead(FIFTH));
    }

    @Test
    void otherMarksCountWhereTheOwnIsMissing() {
        assertEquals(
                "One.",
                Markdown.render("One.\n\n<!--more-->\n\nTwo." + REST, "CUT")
                        .opening()
                        .lead(FIFTH));
    }

    @Test
    void markIsNoReasonToShowMoreThanTheShare() {
        String text = "One two three. ".repeat(9) + "\n\n<!--more-->\n\nEnd.";

        assertEquals("One two three.", lead(text, ""));
    }

    @Test
    void publisherChoosesTheNumberOfWords() {
        Opening opening = Markdown.render(
                        "# T\n\nOne two three. Four five six.\n\n## H\n\n```\ncode\n```\n\nSeven." + REST)
                .opening();

        assertEquals("", opening.leadOfWords(0, 50));
        assertEquals("", opening.leadOfWords(2, 50));
        assertEquals("One two three.", opening.leadOfWords(5, 50));
        assertEquals("One two three. Four five six. Seven.", opening.leadOfWords(10, 50));
    }

    @Test
    void chosenNumberOfWordsLeavesHalfOfTheText() {
        Opening opening = Markdown.render("One two three. ".repeat(10)).opening();

        assertEquals("One two three. ".repeat(5).strip(), opening.leadOfWords(500, 50));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "Word ",
                        "word. ",
                        "A! ",
                        "a",
                        "。",
                        "東京で寿司",
                        "ข้อความ ",
                        "\n",
                        "\n\n",
                        "# ",
                        "> ",
                        "- ",
                        "`",
                        "**",
                        "_",
                        "|",
                        "\n|-|-|\n",
                        "<p>",
                        "</p>",
                        "<b>",
                        "<div>\n",
                        "<!--more-->",
                        "{{x}}",
                        "[a](b)",
                        "![c](d)",
                        "&amp;",
                        "e.g. ",
                        "؟ ",
                        "।",
                        "😀",
                        "👩‍👩‍👧",
                        "é",
                        "    ",
                        "```\n",
                        "$$",
                        "[[a|b]]",
                        "[^1]",
                        "\n[^1]: n\n",
                        "\uFDD0",
                        ".")
                .list()
                .ofMaxSize(120)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 2_000)
    void leadNeverShowsMoreThanItsShare(@ForAll("texts") String markdown) {
        Markdown.Rendered rendered = Markdown.render(markdown);
        for (String lead :
                List.of(rendered.opening().lead(FIFTH), rendered.opening().leadOfWords(500, FIFTH))) {
            assertTrue(MarkdownWords.count(lead) * 100 <= rendered.wordCount() * FIFTH, lead);
            assertTrue(PlainText.letters(lead) * 100 <= PlainText.letters(rendered.text()) * FIFTH, lead);
            assertTrue(lead.indexOf(ReadMore.SIGN) < 0, lead);
            assertTrue(rendered.html().indexOf(ReadMore.SIGN) < 0, lead);
            assertEquals(lead.strip(), lead);
        }
    }

    @Property(tries = 2_000)
    void leadOfAParagraphIsItsBeginningUpToASentence(@ForAll("texts") String markdown) {
        Opening opening = Markdown.render(markdown).opening();
        String lead = opening.lead(100);
        if (!lead.isEmpty() && !opening.marked()) {
            String paragraph = opening.paragraphs().get(0);
            assertTrue(paragraph.startsWith(lead));
            assertTrue(Sentences.ends(paragraph).contains(lead.length()));
        }
    }

    private static String lead(String beginning) {
        return lead(beginning, REST);
    }

    private static String lead(String beginning, String rest) {
        return Markdown.render(beginning + "\n\n" + rest).opening().lead(FIFTH);
    }
}
