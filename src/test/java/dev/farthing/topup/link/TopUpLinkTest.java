package dev.farthing.topup.link;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.Payments.GOOD_CARD;
import static dev.farthing.support.Payments.path;
import static dev.farthing.support.Payments.pay;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.Request;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signed top-up link of a 402: two clicks lead to the text, and it permits nothing else. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TopUpLinkTest {
    private static final Pattern KEY = Pattern.compile("farthing_[0-9a-f]{72}");

    private static String link(Wallet wallet, String slug) {
        Response refused = wallet == null ? given().get("/v1/articles/" + slug) : read(wallet, slug);
        return path(refused.then().statusCode(402).extract().path("topUpUrl"));
    }

    /** The link is sent unchanged, without a second encoding. */
    private static Request raw() {
        return given();
    }

    @Test
    void linkOffersTheTierThatCoversTheShortfall() {
        String slug = article("7.00");
        Wallet reader = wallet("0.50");

        raw().get(link(reader, slug))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("client", is(reader.id()))
                .body("amount", is(eur("10.00")))
                .body("bonus", is(eur("1.00")))
                .body("article", is(slug))
                .body("returnTo", is("https://farthing.test/v1/articles/" + slug))
                .body("expiresAt", notNullValue());
    }

    @ParameterizedTest
    @CsvSource({"0.05, 5.00", "5.00, 5.00", "5.01, 10.00", "20.00, 20.00", "20.01, 21.00", "777.77, 500.00"})
    void amountIsTheShortfallRoundedUp(String price, String amount) {
        raw().get(link(wallet(), article(price))).then().body("amount.amount", is(amount));
    }

    @Test
    void shortfallBeyondOneTopUpSaysHowManyItTakes() {
        String several = "One top-up pays at most EUR 500.00, so add credit 3 times.";
        // Each brings 3.00 on top.
        String slug = article("1006.01");

        read(wallet(), slug).then().statusCode(402).body("detail", containsString(several));
        given().get("/v1/articles/" + slug).then().statusCode(402).body("detail", containsString(several));
        given().accept("text/html").get("/v1/articles/" + slug).then().body(containsString(several));
        read(wallet(), article("503.00")).then().body("detail", not(containsString("One top-up")));
    }

    @Test
    void linkThatWasOftenTriedIsNotCalledPaid() {
        Wallet reader = wallet();
        String link = link(reader, article("0.05"));
        String first = given().post(link).then().statusCode(201).extract().path("topUp.id");
        TestDatabase.shared().execute("""
                update top_up set status = 'EXPIRED', settled_at = now() where id = '%1$s';
                insert into top_up (client_id, id, status, amount_micros, bonus_micros, processor, reference, article, return_to,
                                    created_at, expires_at, settled_at, next_check_at)
                select client_id, gen_random_uuid(), status, amount_micros, bonus_micros, processor, reference || ':' || turn,
                       article, return_to, created_at, expires_at, settled_at, next_check_at
                from top_up, generate_series(2, 100) turn where id = '%1$s'""".formatted(first));

        problem(given().post(link), 409, "top_up_over").body("detail", containsString("never paid"));
    }

    @Test
    void linkIsInBodyHeaderAndPage() {
        String slug = article("0.05");
        Wallet reader = wallet();

        Response refused = read(reader, slug);

        String url = refused.path("topUpUrl");
        assertTrue(url.startsWith("https://farthing.test/top-up?client=" + reader.id() + "&article=" + slug), url);
        assertTrue(refused.header("Link").startsWith("<" + url.substring(0, 60)), refused.header("Link"));
        as(reader)
                .accept("text/html")
                .get("/v1/articles/" + slug)
                .then()
                .statusCode(402)
                .body(containsString("href=\"https://farthing.test/top-up?client=" + reader.id() + "&amp;article="));
    }

    @Test
    void openedLinkMovesNoMoney() {
        Wallet reader = wallet();
        String link = link(reader, article("0.05"));

        raw().get(link).then().statusCode(200);
        raw().accept("text/html")
                .get(link)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "same-origin")
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .body(allOf(
                        containsString("5.00 EUR"),
                        containsString("<form method=\"post\""),
                        containsString("<button>")));

        as(reader).get("/v1/me/top-ups").then().body("items", hasSize(0));
    }

    @Test
    void buttonLeadsToTheCheckoutAndBackToTheArticle() {
        String slug = article("0.05");
        Wallet reader = wallet();
        String link = link(reader, slug);

        Response pressed = raw().accept("text/html").post(link);

        pressed.then().statusCode(303).header("Location", startsWith("https://farthing.test/sandbox/checkout/"));
        pay(pressed.header("Location"), GOOD_CARD)
                .then()
                .statusCode(303)
                .header("Location", startsWith("https://farthing.test/v1/articles/" + slug + "?topUp="));
        assertEquals("5.00", balance(reader));
        read(reader, slug).then().statusCode(200).header("Credit-Charged", "0.05 EUR");
    }

    @Test
    void repeatedUseOfALinkIsOneTopUp() {
        Wallet reader = wallet();
        String link = link(reader, article("0.05"));

        List<String> answers = Race.run(
                16, i -> raw().post(link).then().statusCode(201).extract().path("topUp.id"));

        assertEquals(1, answers.stream().distinct().count());
        pay(raw().post(link).path("topUp.checkoutUrl"), GOOD_CARD).then().statusCode(303);
        problem(raw().post(link), 409, "top_up_over");
        assertEquals("5.00", balance(reader));
        assertEquals(1, entries(reader));
    }

    @Test
    void linkOfAClientCreditsThatClientForAnySender() {
        Wallet reader = wallet();
        Wallet friend = wallet();
        String link = link(reader, article("0.05"));

        Response begun = raw().header("Authorization", "Bearer " + friend.key()).post(link);

        begun.then().statusCode(201).body("topUp.client", is(reader.id())).body("apiKey", nullValue());
        pay(begun.path("topUp.checkoutUrl"), GOOD_CARD);
        assertEquals("5.00", balance(reader));
        assertEquals("0.00", balance(friend));
    }

    @Test
    void linkGivesAnAnonymousReaderAWallet() {
        String slug = article("0.05");

        Response begun = raw().post(link(null, slug));

        begun.then().statusCode(201).header("Cache-Control", "no-store").body("topUp.status", is("PENDING"));
        Wallet opened = new Wallet(begun.path("topUp.client"), begun.path("apiKey"));
        pay(begun.path("topUp.checkoutUrl"), GOOD_CARD).then().statusCode(303);
        read(opened, slug).then().statusCode(200).header("Credit-Balance", "4.95 EUR");
    }

    @Test
    void browserPageShowsTheNewKeyOnce() {
        String page = raw().accept("text/html")
                .post(link(null, article("0.05")))
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(containsString("https://farthing.test/sandbox/checkout/"))
                .extract()
                .asString();

        Matcher key = KEY.matcher(page);
        assertTrue(key.find());
        as(key.group()).get("/v1/me").then().statusCode(200);
    }

    @Test
    void anonymousLinkCreditsTheClientOfTheSentKey() {
        Wallet reader = wallet();

        raw().header("Authorization", "Bearer " + reader.key())
                .post(link(null, article("0.05")))
                .then()
                .statusCode(201)
                .body("topUp.client", is(reader.id()))
                .body("apiKey", nullValue());
    }

    @Test
    void linkAcceptsConfiguredReturnAddressesOnly() {
        String link = link(wallet(), article("0.05"));
        String there = URLEncoder.encode(Api.ORIGIN + "/read", StandardCharsets.UTF_8);
        String evil = URLEncoder.encode("https://evil.example/", StandardCharsets.UTF_8);

        raw().get(link + "&returnTo=" + there).then().statusCode(200).body("returnTo", is(Api.ORIGIN + "/read"));
        problem(raw().get(link + "&returnTo=" + evil), 400, "invalid_return_to", "returnTo");
        problem(raw().post(link + "&returnTo=" + evil), 400, "invalid_return_to", "returnTo");
    }

    @ParameterizedTest
    @CsvSource({
        "amount=5.00, amount=500.00",
        "currency=EUR, currency=USD",
        "expires=, expires=9",
        "key=k2, key=k1",
        "key=k2, key=k9",
        "client=, client=0",
        "article=, article=x",
        "&article=, &articles=",
        "signature=, signature=A",
        "&signature=, &s=",
        "&expires=, %0Aexpires=",
        "&amount=, %26amount=",
        "&expires=, &expire=",
    })
    void changedLinkIsRefused(String part, String other) {
        Wallet reader = wallet();
        String changed = link(reader, article("0.05")).replace(part, other);

        problem(raw().get(changed), 400, "invalid_link");
        problem(raw().post(changed), 400, "invalid_link");
        raw().accept("text/html")
                .get(changed)
                .then()
                .statusCode(400)
                .contentType("text/html")
                .body(containsString("invalid_link"));
        as(reader).get("/v1/me/top-ups").then().body("items", hasSize(0));
    }

    @Test
    void linkSignedWithAnOlderKeyIsValidUntilItExpires() throws Exception {
        Wallet reader = wallet();
        String older = signed("k1", "tests-signed-links-before-42d6e8f0", reader, "9999999999");
        String expired = signed("k1", "tests-signed-links-before-42d6e8f0", reader, "1000000000");

        raw().get(older).then().statusCode(200).body("amount.amount", is("5.00"));
        problem(raw().get(expired), 410, "link_expired");
        problem(raw().post(expired), 410, "link_expired");
    }

    @Test
    void linkWithAnAmountThatTheProcessorRefusesOpensNoTopUp() throws Exception {
        Wallet reader = wallet();
        String link = signed("k2", "tests-sign-links-with-this-7c1f09ab", reader, "5.001", "9999999999");

        problem(raw().post(link), 400, "invalid_amount");

        as(reader).get("/v1/me/top-ups").then().body("items", hasSize(0));
    }

    @Test
    void linkGivesNoOtherAccess() {
        String slug = article("0.05");
        String link = link(wallet(), slug);

        problem(given().get("/v1/me" + link.substring(link.indexOf('?'))), 401, "authentication_required");
        problem(
                given().header("Authorization", "Bearer " + link.substring(link.indexOf("signature=") + 10))
                        .get("/v1/me"),
                401,
                "invalid_api_key");
    }

    @Test
    void returnPageDoesNotMentionThePayment() {
        given().get("/top-up/return")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("Thank you"));
    }

    /** An independent implementation of the link scheme in TopUpLinks. */
    private static String signed(String key, String secret, Wallet reader, String expires) throws Exception {
        return signed(key, secret, reader, "5.00", expires);
    }

    private static String signed(String key, String secret, Wallet reader, String amount, String expires)
            throws Exception {
        String parameters =
                "client=" + reader.id() + "&amount=" + amount + "&currency=EUR&expires=" + expires + "&key=" + key;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        mac.doFinal(("farthing top-up link 1\n" + parameters).getBytes(StandardCharsets.UTF_8)));
        return "/top-up?" + parameters + "&signature=" + signature;
    }
}
