package dev.farthing.article.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ComponentsTest {
    private static String html(String markdown) {
        return Markdown.toHtml(markdown).replaceAll("\\s*\\n\\s*", "\n").strip();
    }

    private static String code(String html) {
        return html.substring(html.indexOf("<pre>"), html.indexOf("</pre>"));
    }

    @Test
    void codeBetweenTagsIsCode() {
        String code =
                Markdown.toHtml("<Rigs>\n  <Rig kind=\"sloop\">\n  ```sh\n  hoist --sail <name> **now**\n    reef\n"
                        + "  ```\n  </Rig>\n</Rigs>\n\nEnd.");

        assertTrue(
                code.contains("<code class=\"language-sh\">hoist --sail &lt;name&gt; **now**\n  reef\n</code>"), code);
        assertTrue(code.contains("<p>End.</p>"), code);
    }

    @Test
    void indentOfContentIsNoCode() {
        String html = Markdown.toHtml(
                "<Rigs>\n    <Rig>\n        Some *text*.\n\n        ```\n        a <b> c\n        \n            d\n        ```\n    </Rig>\n</Rigs>\n");

        assertTrue(html.contains("<p>Some <em>text</em>.</p>"), html);
        assertTrue(html.contains("<pre><code>a &lt;b&gt; c\n\n    d\n</code></pre>"), html);
    }

    @Test
    void tabsIndentToo() {
        String html = Markdown.toHtml("<Rigs>\n\t<Rig>\n\t\t```\n\t\ta\n\t\t\tb\n\t\t```\n\t</Rig>\n</Rigs>\n");

        assertTrue(html.contains("<pre><code>a\n\tb\n</code></pre>"), html);
    }

    @Test
    void contentStaysInItsListItem() {
        String html = html(
                "<Steps>\n  1. Hoist\n\n     <Rigs>\n       <Rig>\n       ```\n       <a>\n       ```\n       </Rig>\n"
                        + "     </Rigs>\n  2. **Sail**\n</Steps>\nAfter *all*.\n");

        assertEquals(1, html.split("<ol>", -1).length - 1, html);
        assertTrue(code(html).contains("&lt;a&gt;"), html);
        assertTrue(html.contains("<strong>Sail</strong>"), html);
        assertTrue(html.contains("<p>After <em>all</em>.</p>"), html);
    }

    @Test
    void listAfterTagIsAList() {
        String html = html("Look:\n<Steps>\n1. One\n2. *Two*\n</Steps>");

        assertTrue(html.contains("<ol>") && html.contains("<em>Two</em>"), html);
    }

    @Test
    void tagsWithExpressionsAreNotShown() {
        String html = html(
                "Text\n\n<Rigs items={['sloop', 'ketch']} label=\"All\">\n*Sails*\n</Rigs>\n\n<Chart of={[\"a\"]} />\n*b*");

        assertTrue(html.contains("<em>Sails</em>") && html.contains("<em>b</em>"), html);
        assertTrue(!html.contains("items") && !html.contains("&lt;"), html);
    }

    @Test
    void typesCodeAndElementsStay() {
        for (String same : new String[] {
            "A list of\n<Rope>\nis long.",
            "```\n<Rope>\n    a\n</Rope>\n```\n",
            "    <Rope>\n    a\n    </Rope>\n",
            "<Table>\n  <Tr>\n    <Td>\n    a\n    </Td></Tr>\n</Table>\n",
            "<T>\na\n</T>",
            "</Rope>\n*a*",
            "<pre>\n<Rope>\n  a\n</Rope>\n</pre>\n",
            "<!--\n<Rope>\n  a\n</Rope>\n-->\n",
            "An `inline\n<Rope>\n` code.\n</Rope>",
        }) {
            assertEquals(same, Components.opened(same));
        }
    }

    @Test
    void hostileTagsTakeLinearTime() {
        for (String hostile : new String[] {
            "<Ab" + "x".repeat(500_000),
            "<Ab>\n".repeat(40_000) + "</Cd>\n".repeat(40_000) + "</Ab>",
            "<Ab>\n" + "- ".repeat(250_000) + "\n</Ab>",
            "<Ab " + "> ".repeat(250_000) + "x",
            "</Ab" + "\n".repeat(250_000) + "</Ab" + " ".repeat(250_000),
        }) {
            assertTimeout(Duration.ofSeconds(5), () -> Components.opened(hostile));
        }
    }

    @Test
    void noteLinksBeforeColonsAreLinks() {
        assertEquals("<p>See Rope work: knots.</p>", html("See [[Rope work]]: knots."));
    }
}
