package dev.farthing.topup;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.credit;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.Payments.begin;
import static dev.farthing.support.Payments.look;
import static dev.farthing.support.Payments.refund;
import static dev.farthing.support.Payments.topUp;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An admin refunds the unspent part of a top-up, and never more. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TopUpRefundTest {

    @Test
    void partialRefundIsAnEntryThatNamesTheTopUp() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");

        refund(id, "2.00")
                .then()
                .statusCode(201)
                .body("status", is("SUCCEEDED"))
                .body("topUp", is(id))
                .body("amount", is(eur("2.00")))
                .body("bonus", nullValue());

        as(reader)
                .get("/v1/me/entries")
                .then()
                .body("items.kind", contains("TOP_UP_REFUND", "TOP_UP"))
                .body("items[0].from", is("CLIENT"))
                .body("items[0].to", is("PROCESSOR"))
                .body("items[0].corrects", is(1));
        look(reader, id).then().body("status", is("PARTLY_REFUNDED")).body("refunded", is(eur("2.00")));
        assertEquals("3.00", balance(reader));
    }

    @Test
    void refundWithoutAnAmountReturnsTheUnspentPart() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");
        read(reader, article("1.50"));

        refund(id, "k", "{}").then().statusCode(201).body("amount", is(eur("3.50")));

        assertEquals("0.00", balance(reader));
        look(reader, id).then().body("status", is("PARTLY_REFUNDED"));
    }

    @Test
    void fullyRefundedTopUpHasThatStatus() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");

        refund(id, "2.00").then().statusCode(201);
        refund(id, "3.00").then().statusCode(201);

        look(reader, id).then().body("status", is("REFUNDED"));
        problem(refund(id, "0.01"), 409, "refund_too_large", "amount");
        assertEquals("0.00", balance(reader));
    }

    @Test
    void spentCreditIsNotPaidBack() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");
        read(reader, article("4.00"));

        problem(refund(id, "1.01"), 409, "refund_too_large", "amount");

        refund(id, "1.00").then().statusCode(201);
        assertEquals("0.00", balance(reader));
    }

    @Test
    void olderCreditCountsAsSpentFirst() {
        Wallet reader = wallet();
        String older = topUp(reader, "5.00");
        String newer = topUp(reader, "5.00");
        read(reader, article("4.00"));

        problem(refund(older, "1.01"), 409, "refund_too_large", "amount");
        refund(newer, "5.00").then().statusCode(201);
        refund(older, "1.00").then().statusCode(201);

        assertEquals("0.00", balance(reader));
    }

    @Test
    void promotionalCreditIsNotPaidOut() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");
        credit(reader, "10.00");
        read(reader, article("12.00"));

        problem(refund(id, "3.01"), 409, "refund_too_large", "amount");
        refund(id, "3.00").then().statusCode(201);
    }

    @Test
    void refundTakesBackAProportionalBonus() {
        Wallet reader = wallet();
        String id = topUp(reader, "10.00");

        refund(id, "5.00").then().statusCode(201).body("bonus", is(eur("0.50")));
        as(reader).get("/v1/me").then().body("balance", is(eur("5.50"))).body("promotional", is(eur("0.50")));
        refund(id, "5.00").then().statusCode(201).body("bonus", is(eur("0.50")));

        as(reader)
                .get("/v1/me/entries")
                .then()
                .body(
                        "items.kind",
                        contains(
                                "BONUS_REVOKED", "TOP_UP_REFUND", "BONUS_REVOKED", "TOP_UP_REFUND", "BONUS", "TOP_UP"));
        assertEquals("0.00", balance(reader));
    }

    @Test
    void spentBonusIsNotTakenBack() {
        Wallet reader = wallet();
        String id = topUp(reader, "10.00");
        read(reader, article("0.80"));

        refund(id, "10.00").then().statusCode(201).body("bonus", is(eur("0.20")));

        assertEquals("0.00", balance(reader));
    }

    @Test
    void sameKeyRefundsOnce() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");
        String key = UUID.randomUUID().toString();
        String body = "{\"amount\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}";

        List<Response> answers = Race.run(8, i -> refund(id, key, body));

        assertEquals(
                1, answers.stream().map(answer -> answer.path("id")).distinct().count());
        assertEquals(
                1,
                answers.stream()
                        .filter(one -> one.header("Idempotency-Replayed") == null)
                        .count());
        assertEquals("4.00", balance(reader));
        problem(refund(id, key, body.replace("1.00", "2.00")), 422, "idempotency_key_reused", "Idempotency-Key");
    }

    @Test
    void racingRefundsDoNotExceedTheUnspentPart() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");

        List<Integer> statuses = Race.run(12, i -> refund(id, "1.00").statusCode());

        assertEquals(5, statuses.stream().filter(status -> status == 201).count());
        assertEquals(7, statuses.stream().filter(status -> status == 409).count());
        assertEquals("0.00", balance(reader));
        assertEquals(6, entries(reader));
    }

    @Test
    void unpaidTopUpIsNotRefunded() {
        Wallet reader = wallet();

        problem(refund(begin(reader, "5.00").path("id"), "1.00"), 409, "top_up_not_refundable");
        problem(refund(UUID.randomUUID().toString(), "1.00"), 404, "top_up_not_found");
        problem(refund("nonsense", "1.00"), 400, "invalid_parameter", "id");
    }

    @ParameterizedTest
    @CsvSource({"0, invalid_amount", "0.001, invalid_amount", "-1, invalid_amount"})
    void amountThatCannotBePaidBackIsRefused(String amount, String code) {
        problem(refund(topUp(wallet(), "5.00"), amount), 400, code, "amount.amount");
    }

    @Test
    void refundNeedsAnAdminAndAKey() {
        Wallet reader = wallet();
        String id = topUp(reader, "5.00");

        problem(
                as(reader).contentType(ContentType.JSON).body("{}").post("/v1/top-ups/" + id + "/refund"),
                403,
                "forbidden");
        problem(
                asAdmin().contentType(ContentType.JSON).body("{}").post("/v1/top-ups/" + id + "/refund"),
                400,
                "idempotency_key_required",
                "Idempotency-Key");
        assertEquals("5.00", balance(reader));
    }
}
