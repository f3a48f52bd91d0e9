package dev.farthing.topup;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.credit;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.Payments.atTheProcessor;
import static dev.farthing.support.Payments.begin;
import static dev.farthing.support.Payments.look;
import static dev.farthing.support.Payments.refund;
import static dev.farthing.support.Payments.topUp;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Refunds made at the processor, and disputes. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TakenBackTest {

    @Test
    void refundMadeAtTheProcessorTakesBackTheCredit() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");

        atTheProcessor(id, "refunds", "2.00").then().statusCode(201);

        as(reader)
                .get("/v1/me/entries")
                .then()
                .body("items.kind", contains("TOP_UP_REFUND", "TOP_UP"))
                .body("items[0].amount", is(eur("2.00")));
        assertEquals("3.00", balance(reader));
        look(reader, id).then().body("status", is("PARTLY_REFUNDED")).body("refunded", is(eur("2.00")));
        as(reader).get("/v1/me").then().body("suspended", nullValue());
    }

    @Test
    void refundsHereAndAtTheProcessorAddUp() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");

        refund(id, "1.00").then().statusCode(201);
        atTheProcessor(id, "refunds", "2.00").then().statusCode(201);
        refund(id, "1.00").then().statusCode(201);

        assertEquals("1.00", balance(reader));
        look(reader, id).then().body("refunded", is(eur("4.00")));
        problem(refund(id, "1.01"), 409, "refund_too_large", "amount");
    }

    @Test
    void missingCreditIsBookedAsLossAndSuspendsTheClient() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");
        read(reader, article("4.00"));

        atTheProcessor(id, "refunds", "3.00").then().statusCode(201);

        as(reader)
                .get("/v1/me/entries")
                .then()
                .body("items.kind", contains("LOSS", "TOP_UP_REFUND", "PURCHASE", "TOP_UP"))
                .body("items[0].amount", is(eur("2.00")))
                .body("items[0].from", is("LOSS"))
                .body("items[0].to", is("PROCESSOR"))
                .body("items[0].balanceAfter", is(eur("0.00")))
                .body("items[1].amount", is(eur("1.00")));
        assertEquals("0.00", balance(reader));
        as(reader).get("/v1/me").then().body("suspended.reason", containsString(id));
    }

    @Test
    void disputeTakesBackTheRestAndSuspends() {
        String owned = article("1.00");
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");
        read(reader, owned);

        atTheProcessor(id, "disputes", "5.00").then().statusCode(201);

        as(reader)
                .get("/v1/me/entries")
                .then()
                .body("items.kind", contains("LOSS", "CHARGEBACK", "PURCHASE", "TOP_UP"))
                .body("items[0].amount", is(eur("1.00")))
                .body("items[1].amount", is(eur("4.00")));
        look(reader, id).then().body("status", is("REFUNDED")).body("chargedBack", is(eur("5.00")));
        problem(read(reader, article("0.05")), 403, "client_suspended");
        problem(begin(reader, "5.00"), 403, "client_suspended");
        read(reader, owned).then().statusCode(200).header("Credit-Charged", "0 EUR");
    }

    @Test
    void disputeTakesPromotionalCreditAfterPaidCredit() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");
        read(reader, article("5.00"));
        credit(reader, "2.00");

        atTheProcessor(id, "disputes", "5.00").then().statusCode(201);

        as(reader)
                .get("/v1/me/entries")
                .then()
                .body("items[0].kind", is("LOSS"))
                .body("items[0].amount", is(eur("3.00")))
                .body("items[1].kind", is("CHARGEBACK"))
                .body("items[1].promotional", is(eur("2.00")));
        assertEquals("0.00", balance(reader));
    }

    @Test
    void refundOfAPaymentTakesBackItsBonus() {
        Wallet reader = wallet();
        String id = topUp(reader, "10.00");

        atTheProcessor(id, "disputes", "10.00").then().statusCode(201);

        as(reader)
                .get("/v1/me/entries")
                .then()
                .body("items.kind", contains("BONUS_REVOKED", "CHARGEBACK", "BONUS", "TOP_UP"));
        assertEquals("0.00", balance(reader));
    }

    @Test
    void disputeGivesBackWhatItTook() {
        Wallet reader = wallet();
        String id = topUp(reader, "10.00");
        read(reader, article("2.00"));
        credit(reader, "0.50");
        String before = as(reader).get("/v1/me").path("promotional.amount") + " of " + balance(reader);

        atTheProcessor(id, "disputes", "3.00").then().statusCode(201);
        atTheProcessor(id, "disputes", "7.00").then().statusCode(201);
        assertEquals("0.00", balance(reader));
        atTheProcessor(id, "reinstatements", "4.00").then().statusCode(201);
        atTheProcessor(id, "reinstatements", "6.00").then().statusCode(201);

        assertEquals(before, as(reader).get("/v1/me").path("promotional.amount") + " of " + balance(reader));
        look(reader, id)
                .then()
                .body("status", is("SUCCEEDED"))
                .body("chargedBack", is(eur("10.00")))
                .body("reinstated", is(eur("10.00")));
        as(reader).get("/v1/me").then().body("suspended.reason", containsString("disputed"));
        problem(atTheProcessor(id, "reinstatements", "0.01"), 409, "refund_too_large", "amount");
        // It can be disputed, and refunded, again.
        atTheProcessor(id, "disputes", "10.00").then().statusCode(201);
        look(reader, id).then().body("status", is("REFUNDED"));
        atTheProcessor(id, "reinstatements", "10.00").then().statusCode(201);
        assertEquals(before, as(reader).get("/v1/me").path("promotional.amount") + " of " + balance(reader));
    }

    @Test
    void partOfADisputeThatIsWonCoversTheLossFirst() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");
        read(reader, article("2.00"));
        atTheProcessor(id, "disputes", "5.00").then().statusCode(201);

        atTheProcessor(id, "reinstatements", "3.00").then().statusCode(201);

        as(reader)
                .get("/v1/me/entries")
                .then()
                .body(
                        "items.kind",
                        contains("CHARGEBACK_REVERSED", "LOSS_REVERSED", "LOSS", "CHARGEBACK", "PURCHASE", "TOP_UP"))
                .body("items[0].amount", is(eur("1.00")))
                .body("items[0].from", is("PROCESSOR"))
                .body("items[1].amount", is(eur("2.00")))
                .body("items[1].to", is("LOSS"))
                .body("items[1].balanceAfter", is(eur("0.00")));
        assertEquals("1.00", balance(reader));
        look(reader, id).then().body("status", is("PARTLY_REFUNDED"));
    }

    @Test
    void refundThatADisputeLeftNothingOfFollowsWhenTheDisputeIsWon() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");
        atTheProcessor(id, "disputes", "5.00").then().statusCode(201);
        atTheProcessor(id, "reinstatements", "5.00").then().statusCode(201);

        atTheProcessor(id, "refunds", "2.00").then().statusCode(201);
        refund(id, "1.00").then().statusCode(201);

        assertEquals("2.00", balance(reader));
    }

    @Test
    void suspensionLastsUntilAnAdminLiftsIt() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");
        atTheProcessor(id, "disputes", "1.00").then().statusCode(201);
        as(reader).get("/v1/me").then().body("suspended.since", notNullValue());

        asAdmin().delete("/v1/clients/" + reader.id() + "/suspension").then().statusCode(200);

        read(reader, article("0.05")).then().statusCode(200).header("Credit-Balance", "3.95 EUR");
        atTheProcessor(id, "refunds", "1.00").then().statusCode(201);
        as(reader).get("/v1/me").then().body("suspended", nullValue());
    }
}
