package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.buy;
import static dev.farthing.support.Calls.change;
import static dev.farthing.support.Calls.refund;
import static dev.farthing.support.Expect.problem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Midnight;
import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client's own limits: per article, per day, and no purchase by reading. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LimitsTest {

    @BeforeEach
    void stayClearOfMidnight() throws InterruptedException {
        Midnight.stayClear(Duration.ofSeconds(15));
    }

    private static Wallet limited(String limits) {
        Wallet reader = wallet("1.00");
        change(reader, "{\"limits\":{" + limits + "}}").then().statusCode(200);
        return reader;
    }

    private static String eur(String limit, String amount) {
        return "\"%s\":{\"amount\":\"%s\",\"currency\":\"EUR\"}".formatted(limit, amount);
    }

    @Test
    void priceAboveTheLimitIsRefused() {
        Wallet reader = limited(eur("maxPrice", "0.10"));

        problem(read(reader, article("0.100001")), 402, "price_above_limit")
                .body("price.amount", is("0.100001"))
                .body("balance.amount", is("1.00"))
                .body("shortfall", nullValue());

        assertEquals("1.00", balance(reader));
    }

    @Test
    void priceAtTheLimitIsPaid() {
        read(limited(eur("maxPrice", "0.10")), article("0.10"))
                .then()
                .statusCode(200)
                .header("Credit-Charged", "0.10 EUR");
    }

    @Test
    void limitPrecedesMissingCredit() {
        problem(read(limited(eur("maxPrice", "0.10")), article("5.00")), 402, "price_above_limit")
                .body("shortfall.amount", is("4.00"));
    }

    @Test
    void maxPriceOfZeroLeavesOnlyFreeArticles() {
        Wallet reader = limited(eur("maxPrice", "0"));

        problem(read(reader, article("0.000001")), 402, "price_above_limit");
        read(reader, article("0")).then().statusCode(200);
    }

    @Test
    void dailyLimitCountsSpendingOfTheDay() {
        Wallet reader = limited(eur("dailyLimit", "0.10"));
        read(reader, article("0.06")).then().statusCode(200);

        problem(read(reader, article("0.05")), 402, "daily_limit_reached").body("balance.amount", is("0.94"));

        read(reader, article("0.04")).then().statusCode(200).header("Credit-Balance", "0.90 EUR");
    }

    @Test
    void spendingBeforeTheLimitWasSetCounts() {
        Wallet reader = wallet("1.00");
        read(reader, article("0.06")).then().statusCode(200);
        change(reader, "{\"limits\":{" + eur("dailyLimit", "0.10") + "}}")
                .then()
                .statusCode(200);

        problem(read(reader, article("0.05")), 402, "daily_limit_reached");
    }

    @Test
    void refundRestoresTheDailyLimit() {
        Wallet reader = limited(eur("dailyLimit", "0.10"));
        String dear = article("0.10");
        read(reader, dear).then().statusCode(200);
        problem(read(reader, article("0.01")), 402, "daily_limit_reached");
        refund(reader, dear).then().statusCode(201);

        read(reader, article("0.10")).then().statusCode(200).header("Credit-Balance", "0.90 EUR");
    }

    @Test
    void readDoesNotBuyWithAutoPurchaseOff() {
        String slug = article("0.05");
        Wallet reader = limited("\"autoPurchase\":false");

        problem(read(reader, slug), 402, "auto_purchase_off").body("balance.amount", is("1.00"));
        assertEquals("1.00", balance(reader));

        buy(reader, slug).then().statusCode(201);
        read(reader, slug)
                .then()
                .statusCode(200)
                .header("Credit-Charged", "0 EUR")
                .header("Credit-Balance", "0.95 EUR");
    }

    @Test
    void limitsApplyToExplicitPurchases() {
        problem(buy(limited(eur("maxPrice", "0.01")), article("0.05")), 402, "price_above_limit");
        problem(buy(limited(eur("dailyLimit", "0.01")), article("0.05")), 402, "daily_limit_reached");
    }

    @Test
    void limitsDoNotAffectOwnedArticles() {
        String slug = article("0.50");
        Wallet reader = wallet("1.00");
        read(reader, slug).then().statusCode(200);
        change(
                        reader,
                        "{\"limits\":{" + eur("maxPrice", "0") + "," + eur("dailyLimit", "0")
                                + ",\"autoPurchase\":false}}")
                .then()
                .statusCode(200);

        read(reader, slug).then().statusCode(200).header("Credit-Charged", "0 EUR");
    }

    @Test
    void liftedLimitIsNoLimit() {
        Wallet reader = limited(eur("maxPrice", "0.01") + "," + eur("dailyLimit", "0.01"));
        change(reader, "{\"limits\":{\"maxPrice\":null,\"dailyLimit\":null}}")
                .then()
                .statusCode(200);

        read(reader, article("0.50")).then().statusCode(200).header("Credit-Charged", "0.50 EUR");
    }
}
