package dev.farthing.ledger;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.archive;
import static dev.farthing.support.Calls.patch;
import static dev.farthing.support.Calls.refund;
import static dev.farthing.support.Calls.staff;
import static dev.farthing.support.Expect.problem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A publisher refunds a purchase once: the price returns, and ownership ends. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RefundTest {
    private String slug;
    private Wallet reader;

    @BeforeEach
    void readerHasBoughtTheArticle() {
        slug = article("0.05");
        reader = wallet("1.00");
        read(reader, slug).then().statusCode(200);
    }

    @Test
    void refundReturnsThePrice() {
        refund(reader, slug)
                .then()
                .statusCode(201)
                .body("sequence", is(3))
                .body("id", notNullValue())
                .body("kind", is("REFUND"))
                .body("amount", is(Map.of("amount", "0.05", "currency", "EUR")))
                .body("from", is("REVENUE"))
                .body("to", is("CLIENT"))
                .body("balanceAfter", is(Map.of("amount", "1.00", "currency", "EUR")))
                .body("article", is(slug))
                .body("corrects", is(2))
                .body("reason", is("was not what it said"));

        assertEquals("1.00", balance(reader));
    }

    @Test
    void refundEndsOwnership() {
        refund(reader, slug).then().statusCode(201);

        read(reader, slug)
                .then()
                .statusCode(200)
                .header("Credit-Charged", "0.05 EUR")
                .header("Credit-Balance", "0.95 EUR");

        assertEquals(4, entries(reader));
    }

    @Test
    void purchaseIsRefundedOnce() {
        refund(reader, slug).then().statusCode(201);

        problem(refund(reader, slug), 409, "already_refunded");

        assertEquals("1.00", balance(reader));
        assertEquals(3, entries(reader));
    }

    @Test
    void nextPurchaseMayBeRefundedToo() {
        refund(reader, slug).then().statusCode(201);
        read(reader, slug).then().statusCode(200);

        refund(reader, slug).then().statusCode(201).body("sequence", is(5)).body("corrects", is(4));

        assertEquals("1.00", balance(reader));
    }

    @Test
    void refundReturnsThePaidPriceAfterAPriceChange() {
        patch(slug, Map.of("price", eur("0.50"))).then().statusCode(200);

        refund(reader, slug).then().statusCode(201).body("amount.amount", is("0.05"));
    }

    @Test
    void purchaseOfAnArchivedArticleIsRefundedToo() {
        archive(slug).then().statusCode(204);

        refund(reader, slug).then().statusCode(201);

        problem(read(reader, slug), 404, "article_not_found");
    }

    @Test
    void reasonOfARefundIsOptional() {
        as(staff("PUBLISHER"))
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/clients/" + reader.id() + "/purchases/" + slug + "/refund")
                .then()
                .statusCode(201);
    }

    @Test
    void refundNeedsNoBody() {
        asAdmin()
                .post("/v1/clients/" + reader.id() + "/purchases/" + slug + "/refund")
                .then()
                .statusCode(201);
    }

    @Test
    void articleNeverBoughtIsNotRefunded() {
        problem(refund(reader, article("0.05")), 404, "purchase_not_found");
        problem(refund(reader, newSlug()), 404, "purchase_not_found");
        problem(refund(wallet("1.00"), slug), 404, "purchase_not_found");
        problem(refund(new Wallet(UUID.randomUUID().toString(), null), slug), 404, "client_not_found");
        problem(refund(new Wallet("nonsense", null), slug), 400, "invalid_parameter", "id");

        assertEquals("0.95", balance(reader));
    }

    @Test
    void unknownFieldIsRefused() {
        problem(
                asAdmin()
                        .contentType(ContentType.JSON)
                        .body("{\"amount\":\"0.01\"}")
                        .post("/v1/clients/" + reader.id() + "/purchases/" + slug + "/refund"),
                400,
                "invalid_field",
                "amount");

        assertEquals("0.95", balance(reader));
    }
}
