package dev.farthing.article;

import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.published;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rendered HTML runs, loads and submits nothing. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SafeHtmlTest {
    private static final Set<String> ELEMENTS = Set.of(
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "svg",
            "math",
            "form",
            "input",
            "button",
            "link",
            "meta",
            "base",
            "template",
            "noscript");

    private static final Pattern ATTRIBUTES =
            Pattern.compile("on\\w+|style|srcdoc|srcset|autoplay|formaction|action|xlink:href");

    private static final Pattern ADDRESSES =
            Pattern.compile("[\\s\\p{Cntrl}]*(javascript|vbscript|data)[\\s\\p{Cntrl}]*:.*", Pattern.CASE_INSENSITIVE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
                "<img src=x onerror=alert(1)>",
                "<p onclick=\"alert(1)\">x</p>",
                "<svg><script>alert(1)</script></svg>",
                "<svg/onload=alert(1)>",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
                "<iframe src=\"https://evil.example\"></iframe>",
                "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
                "<object data=\"data:text/html,x\"></object><embed src=x>",
                "<form action=\"https://evil.example\"><input name=a><button formaction=x>b</button></form>",
                "<style>*{background:url(javascript:alert(1))}</style>",
                "<p style=\"position:fixed;inset:0\">x</p>",
                "<link rel=stylesheet href=//evil.example><meta http-equiv=refresh content=0><base href=//evil.example>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](<java\tscript:alert(1)>)",
                "[x](java&#10;script:alert(1))",
                "[x](&#106;avascript&colon;alert(1))",
                "[x](&#x01;javascript:alert(1))",
                "[x](vbscript:msgbox(1))",
                "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
                "![x](data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=)",
                "![x](javascript:alert(1))",
                "<javascript:alert(1)>",
                "[x]: javascript:alert(1)\n\n[x]",
                "<a href=\" javascript:alert(1)\">x</a>",
                "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
                "<a href='x' onmouseover='alert(1)'>x</a>",
                "<a href=\"x\"onclick=\"alert(1)\">x</a>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
                "<template><script>alert(1)</script></template>",
                "<details open ontoggle=alert(1)>x</details>",
                "<video src=x onerror=alert(1)><source onerror=alert(1)></video>",
                "<video src=x autoplay preload=auto></video><audio src=y autoplay>z</audio>",
                "<video src=\"javascript:alert(1)\" poster=\"data:x\"><source src=\"data:x\">a</video>",
                "<video controls><track src=\"javascript:alert(1)\"><p onclick=x>a</p></video>",
                "{{< a >}}<script>alert(1)</script>{% highlight x %}</code><script>alert(1)</script>{% endhighlight %}",
                "> [!NOTE]<script>alert(1)</script> <b onclick=x>b</b>",
                ":::note <img src=x onerror=alert(1)>\n\na\n\n:::",
                "[[a|<script>alert(1)</script>]] ![[<img src=x onerror=alert(1)>.png]] ![[x\" onerror=\"a.mp4]]",
                "# a {#b\"onclick=\"c}\n\n{: #d onclick=\"e\"}",
                "Term <script>alert(1)</script>\n: <img src=x onerror=alert(1)>",
                "$<img src=x onerror=alert(1)>$",
                "<my-element onclick=x label=\"<script>alert(1)</script>\">x</my-element>",
                "<iframe src=\"javascript:alert(1)\" title=\"<script>\"></iframe><embed src=\"data:text/html,x\">",
                "<object data=\"vbscript:x\"><object data=\"https://a.example\"><script>y</script></object></object>",
                "<!--><script>alert(1)</script>-->",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<img src=\"x\" srcset=\"https://evil.example 1x\">",
                "[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
                "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
                "# <img src=x onerror=alert(1)>",
                "<p title='\"><script>alert(1)</script>'>x</p>",
            })
    void nothingThatRunsSurvives(String markdown) {
        String slug = published(draft("0", "body", "Before.\n\n" + markdown + "\n\nAfter."));

        String html = given().get("/v1/articles/" + slug)
                .then()
                .statusCode(200)
                .extract()
                .path("bodyHtml");

        Document page = Jsoup.parseBodyFragment(html);
        assertEquals(
                List.of(),
                page.body().getAllElements().stream()
                        .filter(SafeHtmlTest::isDangerous)
                        .toList());
        assertEquals("Before.", page.body().child(0).text());
    }

    private static boolean isDangerous(Element element) {
        return ELEMENTS.contains(element.normalName())
                || element.is("video, audio") && !element.is("[controls][preload=none]")
                || element.attributes().asList().stream()
                        .anyMatch(attribute ->
                                ATTRIBUTES.matcher(attribute.getKey()).matches()
                                        || ADDRESSES
                                                .matcher(attribute.getValue().replaceAll("[\\s\\p{Cntrl}]", ""))
                                                .matches());
    }

    @Test
    void pageOfTheArticleIsSafeAsWell() {
        String slug = published(draft("0", "body", "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>"));

        String page = given().accept("text/html").get("/v1/articles/" + slug).asString();

        assertFalse(page.contains("<script"), page);
        assertFalse(page.contains("onerror"), page);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**a** *b* `c` ~~d~~            | <strong>a</strong> <em>b</em> <code>c</code> <del>d</del>",
                "[x](https://a.example/?b=1)    | href=\"https://a.example/?b=1\"",
                "[x](../other)                  | href=\"../other\"",
                "[x](mailto:a@b.example)        | href=\"mailto:a@b.example\"",
                "![x](/img/a.png)               | <img src=\"/img/a.png\" alt=\"x\">",
                "> q                            | <blockquote>",
                "<kbd>x</kbd>                   | <kbd>x</kbd>",
                "a javascript: b                | a javascript: b",
            })
    void whatIsHarmlessStays(String markdown, String html) {
        String slug = published(draft("0", "body", markdown));

        given().get("/v1/articles/" + slug).then().body("bodyHtml", containsString(html));
    }

    @Test
    void codeIsShownAsText() {
        String slug = published(draft("0", "body", "```html\n<script>alert(1)</script>\n```"));

        given().get("/v1/articles/" + slug)
                .then()
                .body("bodyHtml", containsString("<code class=\"language-html\">&lt;script&gt;alert(1)&lt;/script&gt;"))
                .body("body", is("```html\n<script>alert(1)</script>\n```"));
    }
}
