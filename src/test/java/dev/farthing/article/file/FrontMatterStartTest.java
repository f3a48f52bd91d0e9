package dev.farthing.article.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No spelling of a file's start publishes its keys as text, and no text is taken for keys. */
class FrontMatterStartTest {
    private static final Map<String, Object> SECRET = Map.of("title", "Secret", "draft", "true");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n---\ntitle: Secret\ndraft: true\n---\nText",
                " ---\ntitle: Secret\ndraft: true\n---\nText",
                " \t \r\n\n  ---\n  title: Secret\n  draft: true\n  ---\nText",
                "\uFEFF\n---\ntitle: Secret\ndraft: true\n---\nText",
                "\uFEFF\uFEFF---\ntitle: Secret\ndraft: true\n---\nText",
                "\u3164\n\u2800---\ntitle: Secret\ndraft: true\n---\nText",
                "  \uFEFF---\ntitle: Secret\ndraft: true\n---\nText",
                "\u200B---\ntitle: Secret\ndraft: true\n---\nText",
                "\u00A0\u2060---\u200B\ntitle: Secret\ndraft: true\n---\u00A0\nText",
                "\r\n---\r\ntitle: Secret\r\ndraft: true\r\n---\r\nText",
                "\r---\rtitle: Secret\rdraft: true\r---\rText",
                "\u0085---\u0085title: Secret\u0085draft: true\u0085---\u0085Text",
                "---\u2028title: Secret\u2028draft: true\u2028---\u2028Text",
                "---   \ntitle: Secret\ndraft: true\n--- \t\nText",
                "--- # of the editor\ntitle: Secret\ndraft: true\n--- # end\nText",
                "---\n\n# of the editor\n\ntitle: Secret\n\ndraft: true\n---\nText",
                "---yaml\ntitle: Secret\ndraft: true\n---\nText",
                "--- YML\ntitle: Secret\ndraft: true\n...\nText",
                "---toml\ntitle = 'Secret'\ndraft = true\n---\nText",
                "---json\n{\"title\": \"Secret\", \"draft\": true}\n---\nText",
                "--- json\n\"title\": \"Secret\", \"draft\": true\n---\nText",
                ";;;\n{\"title\": \"Secret\",\n\"draft\": true}\n;;;\nText",
                ";;;\n\"title\": \"Secret\",\n\"draft\": true\n;;;\nText",
                "\n\n+++\ntitle = 'Secret'\ndraft = true\n+++\nText",
                "\uFEFF +++\r\ntitle = 'Secret'\r\ndraft = true\r\n+++\r\nText",
                "+++\rtitle = 'Secret'\rdraft = true\r+++\rText",
                "\n {\"title\": \"Secret\", \"draft\": true}\nText",
                "\u200B\uFEFF{\n\"title\": \"Secret\",\n\"draft\": true\n}\nText",
                "<!--\n---\ntitle: Secret\ndraft: true\n---\n-->\nText",
                "<!-- of the editor\n---\ntitle: Secret\ndraft: true\n---\n-->\nText",
                "<!--\n.. title: Secret\n.. draft: true\n-->\nText",
                ".. title: Secret\n.. draft: true\n\nText",
                "Title: Secret\nDraft: true\n\nText",
                "\n\uFEFFtitle: Secret\ndraft: true\n\nText",
                "title:: Secret\ndraft:: true\n\nText",
                "title: \"Secret\"\ndraft: true\n---\nText",
                "draft: true\ntitle:\n  Secret\n\nText",
            })
    void keysAreReadHoweverTheyStart(String file) {
        FrontMatter.Document document = FrontMatter.split(file);

        Map<String, Object> lower = document.values().entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(e -> FrontMatterKeys.name(e.getKey()), Map.Entry::getValue));
        assertEquals(SECRET, lower);
        assertEquals("Text", document.body().strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1|---\ntitle: x\ndraft: true\n\nText",
                "1|---\ntitle: x\ndraft: true\n+++\nText",
                "3|\n\n---\ndraft: true\n\nText",
                "1|+++\ndraft = true\n---\nText",
                "4|---\ntitle: x\ntitle = 'x'\n---\nText",
                "2|---\ntitle = 'x'\ndraft = true\n---\nText",
                "2|+++\ntitle: x\n+++\nText",
                "1|----\ntitle: x\ndraft: true\n----\nText",
                "1|--- a\ntitle: x\ndraft: true\n---\nText",
                "1|—\ntitle: x\ndraft: true\n—\nText",
                "1|***\ndraft: true\n***\nText",
                "1|---js\n{ title: 'x', draft: true }\n---\nText",
                "1|{ title: 'x', draft: true }\nText",
                "1|{\n  “title”: “x”,\n  “draft”: true\n}\nText",
                "2|{\"title\": \"x\",\n\"draft\": true} Text",
                "1|;;;\n\"draft\": true\n\nText",
                "3|# Heading\n\n---\ntitle: x\ndraft: true\n---\nText",
                "2|<!-- a comment -->\n---\ndraft: true\n---\nText",
                "3|<!-- a\ncomment -->\n+++\ndraft = true\n+++\nText",
                "4|---\ntitle: x\n---\n---\ndraft: true\n---\nText",
                "1|<!--\n---\ndraft: true\n---\nText",
                "1|#+title: x\n#+draft: true\n\nText",
                "1|= Title\n:status: draft\n\nText",
                "1|:date: 2020-01-01\n:status: draft\n\nText",
                "1|draft = true\ntitle = \"x\"\n\nText",
                "1|\"title\": \"x\",\n\"draft\": true\n;;;\nText",
                "1|Draft: true\nThis is the text.\n\nMore",
                "3|---\ndraft: true\ndraft: false\n---\nText",
                "3|---\nprice: 2.00\nprice: 0.05\n---\nText",
                "1|{\"draft\": true, \"draft\": false}\nText",
                "1|Draft: true\nDraft: false\n\nText",
                "1|draft:true\n\nText",
                "2|---\ndraft:true\n---\nText",
                "1|−−−\ndraft: true\n−−−\nText",
                "1|$$$\ndraft: true\n$$$\nText",
                "1|--- draft: true ---\nText",
                "2|%YAML 1.2\n---\ndraft: true\n---\nText",
                "3|# Title\n\nStatus: Draft\nTags: a, b\n\nText",
                "2|# Title\nPrice: 2.00\n\nText",
                "1|Price: \"2.00\" or \"3.00\"\n\nText",
                "2|<!DOCTYPE html>\n---\ntitle: x\ndraft: true\n---\nText",
                "3|import X from './x'\n\n---\ndraft: true\n---\nText",
                "2|{% include head.html %}\n+++\ndraft = true\n+++\nText",
                "3|&nbsp;\n\n---\ntitle: x\ndate: 2031-01-01\ntags:\n  - a\n---\nText",
                "4|Title\n=====\n\n---\ntitle: x\nprice: 2.00\n---\nText",
                "1|--- {draft: true}\n---\nText",
                "3|title: x\n\ndraft: true\n\nText",
                "3|Title: x\n\nPrice: 2.00\n\nText",
                "3|---\n---\ndraft: true\n---\nText",
                "4|---\n# of the editor\n---\nprice: 2.00\n---\nText",
                "5|---\ntitle: x\n---\n\npublished: \"false\"\n\nText",
                "1|title: x\ndraft = true\n\nText",
                "1|title: x\ndraft:true\n\nText",
                "1|draft = True\n\nText",
                "1|[params]\ndraft = true\n\nText",
                "1|{ /* of the editor */ \"draft\": true }\nText",
                "1|{\n// of the editor\n\"draft\": true }\nText",
                "1|{\u00A0\"draft\": true }\nText",
            })
    void whatIsNotCertainIsRefusedWithItsLine(String lineAndFile) {
        String[] parts = lineAndFile.split("\\|", 2);

        Problem problem = assertThrows(Problem.class, () -> FrontMatter.split(parts[1]));

        assertEquals(ProblemCode.INVALID_FRONT_MATTER, problem.code());
        assertTrue(problem.getMessage().contains("at line " + parts[0] + ":"), problem.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\n\nProse under a break.\n\nMore prose",
                "---\n\nProse between two breaks,\nof two lines.\n\n---\n\nMore",
                "---\n\n# Heading\n\nProse\n\n---\n\nMore",
                "***\n\nProse",
                "~~~\ntitle: x\n~~~\n",
                "# Title\n\nTags: a, b\n\nText",
                "# Title\n\nCost: little\nand much\n\nText",
                "---\n\n*Emphasis*, [a link](a) and\n\n![an image](b)\n\n---\n",
                "----\nProse\n----\n",
                "-- \nDear reader",
                "- a list\n- of things\n",
                "| a | b |\n|---|---|\n| c | d |\n",
                "a | b\n---|---\nc | d\n",
                "Heading\n---\n\nText",
                "Note: a heading\n---\n\nText",
                "{{< figure src=\"a.png\" >}}\n\nText",
                "{{% notice %}}Text{{% /notice %}}",
                "{% include a.html %}\n",
                "{#anchor}\nText",
                "{a: b} is a set",
                "{ title } is replaced",
                "<!-- toc -->\n\n# Heading\n\nText",
                "<!-- one -->\n---\n\nText",
                "<div>\ntitle: x\n</div>",
                "Note: this is prose.\n\nText",
                "In short: it is prose.\nAnd goes on: here.\n\nText",
                "Q: \"Who\" are you?\nA: A reader.\n\nText",
                "Summary: this is prose.\n\nText",
                "The price: it is high.\n\nText",
                "https://example.org/a\n\nText",
                "    indented: code\n\nText",
                "```yaml\ntitle: x\ndraft: true\n```\n",
                "# How to write front matter\n\n```\n---\ntitle: x\n---\n```\n",
                "Text\n\n---\ntitle: x\n---\n",
                "E = mc²\n\nText",
                "The day\n\n---\nDate: 5 May\nPrice: 20 EUR\n---\n",
                "How to\n\n{% highlight yaml %}\n---\ntitle: x\ndraft: true\n---\n{% endhighlight %}\n",
                "<pre>\n---\ntitle: x\ndraft: true\n---\n</pre>\n",
                "[TOC]\n\nText",
                "#hashtag\n\nText",
                ": not a definition\n",
                "= not AsciiDoc\n\nText",
                "…",
            })
    void textIsNeverTakenForKeys(String file) {
        assertEquals(new FrontMatter.Document(Map.of(), file), FrontMatter.split(file));
    }

    @Test
    void textAfterFrontMatterMayShowFrontMatter() {
        assertEquals(
                "# How to\n\n---\ntitle: x\n---\n",
                FrontMatter.split("---\ntitle: t\n---\n# How to\n\n---\ntitle: x\n---\n")
                        .body());
        assertEquals(
                new FrontMatter.Document(Map.of(), "Date: a day\n\nText"),
                FrontMatter.split("---\n---\nDate: a day\n\nText"));
        for (String text : List.of(
                "# How to\n\n---\ntitle: x\ndraft: true\n---\n",
                "Price: 20 EUR\nWhere: the harbour\n\nText",
                "Status: accepted\n\nText",
                "Draft: a word.\n\nText")) {
            assertEquals(text, FrontMatter.split("---\ntitle: t\n---\n" + text).body());
        }
    }

    @Test
    void hostileStartsTakeLittleTime() {
        List<String> files = List.of(
                "<!--".repeat(100_000),
                "title: x\n".repeat(100_000),
                "Note: x\n".repeat(100_000),
                "---\n" + "Note\n".repeat(100_000),
                "a" + " ".repeat(500_000) + "b",
                "\n".repeat(500_000) + "---\n",
                "# a\n\n".repeat(100_000),
                "{" + " ".repeat(500_000),
                "{\"a\":" + "[".repeat(100_000));

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> files.forEach(file -> {
                    try {
                        FrontMatter.split(file);
                    } catch (Problem refused) {
                        assertEquals(ProblemCode.INVALID_FRONT_MATTER, refused.code());
                    }
                }));
    }

    @Test
    void deeperFenceIsPartOfAText() {
        FrontMatter.Document document = FrontMatter.split("---\nsummary: |\n  a\n  ---\n  b\n---\nText");

        assertEquals(Map.of("summary", "a\n---\nb\n"), document.values());
        assertEquals("Text", document.body());
    }

    @Test
    void keysWithoutAFenceKeepTheirSpelling() {
        FrontMatter.Document document =
                FrontMatter.split("Title: Issue #7: why\nTags: a, b\nAuthors: [x, y]\nDate: 2010-12-03 10:20\n\nText");

        assertEquals("Issue #7: why", document.values().get("Title"));
        assertEquals("a, b", document.values().get("Tags"));
        assertEquals(List.of("x", "y"), document.values().get("Authors"));
        assertEquals("Text", document.body());
        assertEquals("body", document.warnings().get(0).field());
        assertEquals("Title: Issue #7: why", document.warnings().get(0).value());
    }
}
