package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.wallet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Browser;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Request;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Answers that a script of another origin can read, in a real browser. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BrowserTest {
    private static final String PAGE = """
            <!doctype html><body><script>
            (async () => {
              const answer = await fetch("%s", {headers: %s});
              const body = await answer.json();
              const header = name => answer.headers.get(name);
              document.body.innerHTML = "<p id=seen>" + [answer.status, body.slug || body.error.code, header("Credit-Charged"),
                header("Credit-Balance"), (header("Link") || "").includes("payment"), header("WWW-Authenticate")].join("|") + "</p>";
            })().catch(error => document.body.innerHTML = "<p id=seen>" + error + "</p>");
            </script></body>
            """;

    @Test
    void scriptReadsStatusBodyAndLinkOfA402() throws Exception {
        String slug = article("0.05");
        Wallet poor = wallet("0.01");

        assertEquals("402|insufficient_credit|||true|", seen(slug, poor.key()));
    }

    @Test
    void scriptReadsStatusBodyAndChallengeOfA401() throws Exception {
        String slug = article("0.05");

        assertEquals(
                "401|invalid_api_key|||false|Bearer realm=\"farthing\", error=\"invalid_token\"",
                seen(slug, "nonsense"));
    }

    @Test
    void scriptReadsArticleChargeAndBalanceOfAPaidAnswer() throws Exception {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");

        assertEquals("200|" + slug + "|0.05 EUR|0.95 EUR|false|", seen(slug, reader.key()));
    }

    private static String seen(String slug, String key) throws Exception {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent() || System.getenv("CI") != null, "no Chromium on this machine");
        String url = Request.baseUrl() + "/v1/articles/" + slug;
        String headers = "{Authorization: \"Bearer " + key + "\"}";
        String dom = Browser.dom(chromium.orElseThrow(), PAGE.formatted(url, headers));
        Matcher seen = Pattern.compile("<p id=\"seen\">(.*?)</p>").matcher(dom);
        return seen.find() ? seen.group(1) : dom;
    }
}
