package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.patch;
import static dev.farthing.support.Calls.published;
import static dev.farthing.support.Calls.staff;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A paid read over HTTP. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PaidReadTest {

    @Test
    void firstReadChargesThePriceAndServesTheArticle() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");

        read(reader, slug)
                .then()
                .statusCode(200)
                .header("Credit-Charged", "0.05 EUR")
                .header("Credit-Balance", "0.95 EUR")
                .header("Cache-Control", "private, no-cache")
                .body("body", containsString(slug))
                .body("bodyHtml", containsString("<strong>" + slug + "</strong>"));
    }

    @Test
    void secondReadIsFree() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");
        read(reader, slug).then().statusCode(200);

        read(reader, slug)
                .then()
                .statusCode(200)
                .header("Credit-Charged", "0 EUR")
                .header("Credit-Balance", "0.95 EUR")
                .body("slug", is(slug));

        assertEquals("0.95", balance(reader));
        assertEquals(2, entries(reader));
    }

    @ParameterizedTest
    @CsvSource({
        "0.05,     0.05,     0.05,     0.00",
        "0.005,    1.00,     0.005,    0.995",
        "0.000001, 1.00,     0.000001, 0.999999",
        "1,        3.5,      1.00,     2.50",
        "0.10,     0.100001, 0.10,     0.000001",
    })
    void priceIsChargedExactly(String price, String credit, String charged, String left) {
        String slug = article(price);
        Wallet reader = wallet(credit);

        read(reader, slug)
                .then()
                .statusCode(200)
                .header("Credit-Charged", charged + " EUR")
                .header("Credit-Balance", left + " EUR");

        assertEquals(left, balance(reader));
    }

    @Test
    void everyArticleIsChargedSeparately() {
        Wallet reader = wallet("0.12");
        read(reader, article("0.05")).then().statusCode(200).header("Credit-Balance", "0.07 EUR");

        read(reader, article("0.05")).then().statusCode(200).header("Credit-Balance", "0.02 EUR");

        assertEquals(3, entries(reader));
    }

    @Test
    void freeArticleIsServedToAnyone() {
        given().get("/v1/articles/" + article("0"))
                .then()
                .statusCode(200)
                .header("Credit-Charged", "0 EUR")
                .header("Credit-Balance", nullValue())
                .body("price.amount", is("0.00"));
    }

    @Test
    void freeArticleCostsAClientNothingAndIsNoPurchase() {
        Wallet reader = wallet("1.00");

        read(reader, article("0"))
                .then()
                .statusCode(200)
                .header("Credit-Charged", "0 EUR")
                .header("Credit-Balance", "1.00 EUR");

        assertEquals(1, entries(reader));
    }

    @Test
    void staffReadWithoutPaying() {
        String slug = article("0.05");
        Wallet publisher = staff("PUBLISHER");

        as(publisher).get("/v1/articles/" + slug).then().statusCode(200).header("Credit-Charged", "0 EUR");
        asAdmin().get("/v1/articles/" + slug).then().statusCode(200).header("Credit-Charged", "0 EUR");

        assertEquals(0, entries(publisher));
    }

    @Test
    void readCostsTheCurrentPrice() {
        String slug = article("0.05");
        Wallet early = wallet("1.00");
        Wallet late = wallet("1.00");
        read(early, slug).then().header("Credit-Charged", "0.05 EUR");
        patch(slug, Map.of("price", eur("0.20"))).then().statusCode(200);

        read(late, slug).then().statusCode(200).header("Credit-Charged", "0.20 EUR");

        read(early, slug).then().statusCode(200).header("Credit-Charged", "0 EUR");
    }

    @Test
    void refusedReadChangesNothing() {
        Wallet reader = wallet("0.04");

        problem(read(reader, article("0.05")), 402, "insufficient_credit");

        assertEquals("0.04", balance(reader));
        assertEquals(1, entries(reader));
        as(reader).get("/v1/me/purchases").then().body("items.size()", is(0));
    }

    @Test
    void readAfterTheAccessPeriodIsANewPurchase() {
        String slug = published(draft("0.05", "accessPeriod", "PT1S"));
        Wallet reader = wallet("1.00");
        read(reader, slug).then().statusCode(200).header("Credit-Charged", "0.05 EUR");

        Response again = until(answer -> !"0 EUR".equals(answer.header("Credit-Charged")), () -> read(reader, slug));

        again.then().statusCode(200).header("Credit-Charged", "0.05 EUR").header("Credit-Balance", "0.90 EUR");
        assertEquals(3, entries(reader));
    }

    @Test
    void readAfterTheAccessPeriodNeedsCreditAgain() {
        String slug = published(draft("0.05", "accessPeriod", "PT1S"));
        Wallet reader = wallet("0.05");
        read(reader, slug).then().statusCode(200);

        Response again = until(answer -> answer.statusCode() != 200, () -> read(reader, slug));

        problem(again, 402, "insufficient_credit");
        assertEquals("0.00", balance(reader));
    }

    /** Polls until the answer is as wanted, or returns the last one. */
    private static Response until(Predicate<Response> wanted, Supplier<Response> ask) {
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        Response answer = ask.get();
        while (!wanted.test(answer) && Instant.now().isBefore(end)) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            answer = ask.get();
        }
        return answer;
    }
}
