package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.archive;
import static dev.farthing.support.Calls.buy;
import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.published;
import static dev.farthing.support.Expect.problem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Explicit purchases. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BuyTest {

    @Test
    void purchaseIsAnsweredWithItsPrice() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");

        buy(reader, slug)
                .then()
                .statusCode(201)
                .header("Cache-Control", "private, no-store")
                .body("article", is(slug))
                .body("charged", is(Map.of("amount", "0.05", "currency", "EUR")))
                .body("balance", is(Map.of("amount", "0.95", "currency", "EUR")))
                .body("expiresAt", nullValue());

        read(reader, slug).then().statusCode(200).header("Credit-Charged", "0 EUR");
    }

    @Test
    void secondPurchaseCostsNothing() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");
        buy(reader, slug).then().statusCode(201);

        buy(reader, slug)
                .then()
                .statusCode(200)
                .body("charged.amount", is("0.00"))
                .body("balance.amount", is("0.95"));

        assertEquals(2, entries(reader));
    }

    @Test
    void paidReadIsAPurchase() {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");
        read(reader, slug).then().statusCode(200);

        buy(reader, slug).then().statusCode(200).body("charged.amount", is("0.00"));
    }

    @Test
    void freeArticleNeedsNoPurchase() {
        Wallet reader = wallet("1.00");

        buy(reader, article("0")).then().statusCode(200).body("charged.amount", is("0.00"));

        assertEquals(1, entries(reader));
    }

    @Test
    void timedPurchaseShowsItsEnd() {
        buy(wallet("1.00"), published(draft("0.05", "accessPeriod", "P7D")))
                .then()
                .statusCode(201)
                .body("expiresAt", notNullValue());
    }

    @Test
    void purchaseWithoutCreditIsRefusedWithTopUpLinks() {
        String slug = article("0.05");
        Wallet reader = wallet("0.02");

        problem(buy(reader, slug), 402, "insufficient_credit")
                .body("price.amount", is("0.05"))
                .body("shortfall.amount", is("0.03"))
                .body("topUpUrl", startsWith("https://farthing.test/top-up?client="))
                .body("preview.url", is("https://farthing.test/v1/articles/" + slug + "/preview"));

        assertEquals("0.02", balance(reader));
    }

    @Test
    void articleNotOnSaleCannotBeBought() {
        Wallet reader = wallet("1.00");
        String archived = article("0.05");
        archive(archived).then().statusCode(204);

        problem(buy(reader, newSlug()), 404, "article_not_found");
        problem(buy(reader, archived), 404, "article_not_found");
        problem(buy(reader, published(draft("0.05", "status", "DRAFT"))), 404, "article_not_found");
        problem(buy(reader, published(draft("0.05", "publishedAt", "2999-01-01T00:00:00Z"))), 404, "article_not_found");
        problem(buy(reader, published(draft("0.05", "expiresAt", "2026-01-01T00:00:00Z"))), 404, "article_not_found");

        assertEquals("1.00", balance(reader));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"article\":null}", "{\"article\":\"\"}", "{\"article\":7}"})
    void orderMustNameAnArticle(String body) {
        problem(
                as(wallet("1.00")).contentType(ContentType.JSON).body(body).post("/v1/me/purchases"),
                400,
                "invalid_field",
                "article");
    }

    @Test
    void purchasesAreListedNewestFirst() {
        Wallet reader = wallet("1.00");
        String first = article("0.05");
        String second = published(draft("0.005", "accessPeriod", "P7D"));
        buy(reader, first).then().statusCode(201);
        buy(reader, second).then().statusCode(201);

        as(reader)
                .get("/v1/me/purchases")
                .then()
                .statusCode(200)
                .body("items.article", is(java.util.List.of(second, first)))
                .body("items[0].title", is("A title"))
                .body("items[0].price.amount", is("0.005"))
                .body("items[0].live", is(true))
                .body("items[0].entry", is(3))
                .body("items[0].expiresAt", notNullValue())
                .body("items[1].expiresAt", nullValue())
                .body("items.purchasedAt", hasItems(notNullValue()))
                .body("next", nullValue());
    }
}
