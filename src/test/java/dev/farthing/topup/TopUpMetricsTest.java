package dev.farthing.topup;

import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Metrics.assertGrew;
import static dev.farthing.support.Payments.GOOD_CARD;
import static dev.farthing.support.Payments.atTheProcessor;
import static dev.farthing.support.Payments.begin;
import static dev.farthing.support.Payments.pay;
import static dev.farthing.support.Payments.refund;
import static dev.farthing.support.Payments.topUp;
import static dev.farthing.support.http.Request.given;
import static dev.farthing.voucher.VoucherCalls.batch;
import static dev.farthing.voucher.VoucherCalls.codes;
import static dev.farthing.voucher.VoucherCalls.redeem;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Metrics;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments and refunds at processors and redeemed vouchers are counted once, at their commit. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TopUpMetricsTest {
    private static final String MOVED = "farthing_money_moved_total";
    private static final String TOPPED_UP = "farthing_money_topped_up_total";
    private static final String WEBHOOKS = "farthing_webhooks_total";

    private Wallet reader;

    @BeforeEach
    void makeClient() {
        reader = wallet();
    }

    @Test
    void topUpIsCountedWhenItIsPaid() {
        Metrics before = Metrics.now();

        Response begun = begin(reader, "10.00");
        assertGrew(before, "0", TOPPED_UP, "processor", "sandbox");
        pay(begun.path("checkoutUrl"), GOOD_CARD).then().statusCode(303);

        assertGrew(before, "10", TOPPED_UP, "processor", "sandbox");
        assertGrew(before, "10", MOVED, "kind", "top_up", "from", "processor", "to", "client");
        assertGrew(before, "1", MOVED, "kind", "bonus", "from", "promotion", "to", "client");
        assertGrew(before, "1", WEBHOOKS, "processor", "sandbox", "outcome", "taken");
        assertGrew(before, "1", "farthing_processor_calls_total", "processor", "sandbox", "outcome", "answered");
    }

    @Test
    void refundsAreCountedByTheirOrigin() {
        String id = topUp(reader, "5.00");
        Metrics before = Metrics.now();

        refund(id, "2.00").then().statusCode(201);
        atTheProcessor(id, "refunds", "1.00").then().statusCode(201);
        assertGrew(before, "3", MOVED, "kind", "top_up_refund", "from", "client", "to", "processor");
        atTheProcessor(id, "disputes", "2.00").then().statusCode(201);

        assertGrew(before, "3", MOVED, "kind", "top_up_refund", "from", "client", "to", "processor");
        assertGrew(before, "2", MOVED, "kind", "chargeback", "from", "client", "to", "processor");
        assertGrew(before, "0", MOVED, "kind", "loss", "from", "loss", "to", "processor");
        assertGrew(before, "0", TOPPED_UP, "processor", "sandbox");
    }

    @Test
    void replayedVoucherIsCountedOnce() {
        String sold = codes(batch("2.50", 1, "promotional", false)).get(0);
        Metrics before = Metrics.now();

        redeem(reader, sold).then().statusCode(201);
        redeem(reader, sold).then().statusCode(201);
        redeem(wallet(), sold).then().statusCode(409);

        assertGrew(before, "2.50", MOVED, "kind", "voucher", "from", "vouchers", "to", "client");
        assertGrew(before, "0", MOVED, "kind", "voucher", "from", "promotion", "to", "client");
    }

    @Test
    void refusedEventsAreCountedByReason() {
        Metrics before = Metrics.now();

        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/webhooks/sandbox")
                .then()
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/webhooks/nobody")
                .then()
                .statusCode(404);

        assertGrew(before, "1", WEBHOOKS, "processor", "sandbox", "outcome", "invalid_signature");
        assertGrew(before, "0", WEBHOOKS, "processor", "nobody", "outcome", "not_found");
    }
}
