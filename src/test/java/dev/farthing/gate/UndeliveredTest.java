package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.credit;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Metrics.assertGrew;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.article.Article;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Metrics;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.ContentType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A charge without delivery ({@link BrokenDelivery}) is refunded, and the client sees both entries. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class UndeliveredTest {
    @Inject
    Delivery delivery;

    @Test
    void undeliveredIsRefunded() {
        String slug = published("undeliverable-", "0.05");
        Wallet wallet = wallet("1.00");
        Metrics before = Metrics.now();

        read(wallet, slug)
                .then()
                .statusCode(500)
                .header("Credit-Charged", nullValue())
                .body("error.code", is("internal_error"));

        assertRefunded(wallet, slug);
        assertGrew(before, "1", "farthing_undelivered_total", "refunded", "true");
        assertGrew(before, "0.05", "farthing_money_moved_total", "kind", "refund", "from", "revenue", "to", "client");
    }

    @Test
    void articleThatFailsWhileBeingWrittenIsRefunded() {
        String slug = published("unwritable-", "0.05");
        Wallet wallet = wallet("1.00");

        read(wallet, slug)
                .then()
                .statusCode(500)
                .header("Credit-Charged", nullValue())
                .body("error.code", is("internal_error"));

        assertRefunded(wallet, slug);
    }

    @Test
    void nextReadIsChargedAndRefundedAgain() {
        String slug = published("undeliverable-", "0.05");
        Wallet wallet = wallet("1.00");

        read(wallet, slug).then().statusCode(500);
        read(wallet, slug).then().statusCode(500);

        assertEquals("1.00", balance(wallet));
        as(wallet)
                .get("/v1/me/entries")
                .then()
                .body("items.kind", contains("REFUND", "PURCHASE", "REFUND", "PURCHASE", "GRANT"))
                .body("items[0].corrects", is(4))
                .body("items[2].corrects", is(2));
    }

    @Test
    void chargeMadeAfterItsRequestWasAnsweredIsRefunded() {
        String slug = article("0.05");
        Wallet wallet = wallet("1.00");
        CompletableFuture<Decision> decided = new CompletableFuture<>();

        delivery.refundIfLate(decided, CompletableFuture.failedFuture(new TimeoutException()));
        read(wallet, slug).then().statusCode(200);
        decided.complete(bought(wallet));

        Await.until(() -> balance(wallet).equals("1.00"), () -> "not refunded");
        assertRefunded(wallet, slug);
    }

    @Test
    void chargeMadeInTimeStays() {
        Wallet wallet = wallet("1.00");
        CompletableFuture<Decision> decided = new CompletableFuture<>();

        delivery.refundIfLate(decided, decided);
        read(wallet, article("0.05")).then().statusCode(200);
        decided.complete(bought(wallet));

        assertEquals("0.95", balance(wallet));
    }

    private static AccessGranted bought(Wallet wallet) {
        List<String> row = TestDatabase.shared()
                .rows("select article_id, entry_id from purchase where client_id = ?::uuid", wallet.id())
                .get(0);
        ArticleHead head = new ArticleHead(
                UUID.fromString(row.get(0)),
                1,
                "slug",
                "",
                "",
                "",
                50_000,
                null,
                List.of(),
                null,
                "en",
                Article.Status.PUBLISHED,
                Instant.EPOCH,
                null,
                Instant.EPOCH,
                1,
                "{}");
        return new AccessGranted(
                ArticleVersion.loaded(head, ArticleFormat.JSON, null),
                UUID.fromString(wallet.id()),
                UUID.fromString(row.get(1)),
                50_000,
                950_000,
                null);
    }

    @Test
    void failureOfAFreeArticleMovesNoMoney() {
        String slug = published("undeliverable-", "0");
        Wallet wallet = wallet("1.00");

        read(wallet, slug).then().statusCode(500);

        as(wallet).get("/v1/me/entries").then().body("items", hasSize(1));
    }

    @Test
    void refundOfTheFailureGivesTheDailyLimitBack() {
        Wallet wallet = wallet("1.00");
        as(wallet)
                .contentType(ContentType.JSON)
                .body("{\"limits\":{\"dailyLimit\":{\"amount\":\"0.05\",\"currency\":\"EUR\"}}}")
                .patch("/v1/me")
                .then()
                .statusCode(200);

        read(wallet, published("undeliverable-", "0.05")).then().statusCode(500);

        read(wallet, article("0.05")).then().statusCode(200).header("Credit-Balance", "0.95 EUR");
    }

    @Test
    void purchaseThatExpiredBeforeTheFailureIsRefunded() {
        String slug = "undeliverable-late-" + UUID.randomUUID();
        asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("title", slug, "body", "text", "price", eur("0.05"), "accessPeriod", "PT1S"))
                .put("/v1/articles/" + slug)
                .then()
                .statusCode(201);
        Wallet wallet = wallet("1.00");

        read(wallet, slug).then().statusCode(500);

        assertRefunded(wallet, slug);
    }

    @Test
    void unavailableFormIsNotCharged() {
        String slug = article("0.05");
        Wallet wallet = wallet("1.00");

        int status = as(wallet).accept("image/png").get("/v1/articles/" + slug).statusCode();

        assertEquals(status == 200 ? "0.95" : "1.00", balance(wallet), () -> "answered " + status);
    }

    @Test
    void purchaseMadeBeforeTheFailureStays() {
        String slug = published("undeliverable-", "0.05");
        Wallet wallet = wallet("0.05");
        as(wallet)
                .contentType(ContentType.JSON)
                .body("{\"article\":\"" + slug + "\"}")
                .post("/v1/me/purchases")
                .then()
                .statusCode(201);

        read(wallet, slug).then().statusCode(500);

        as(wallet).get("/v1/me/entries").then().body("items.kind", contains("PURCHASE", "GRANT"));
        credit(wallet, "0.01");
        assertEquals("0.01", balance(wallet));
    }

    private static void assertRefunded(Wallet wallet, String slug) {
        assertEquals("1.00", balance(wallet));
        as(wallet)
                .get("/v1/me/entries")
                .then()
                .body("items.kind", contains("REFUND", "PURCHASE", "GRANT"))
                .body("items.article", contains(slug, slug, null))
                .body("items[0].corrects", is(2));
        as(wallet)
                .get("/v1/articles?q=" + slug)
                .then()
                .statusCode(200)
                .body("items[slug=" + slug + "].owned", not(is(true)));
    }

    private static String published(String prefix, String price) {
        String slug = prefix + UUID.randomUUID();
        article(slug, price);
        return slug;
    }
}
