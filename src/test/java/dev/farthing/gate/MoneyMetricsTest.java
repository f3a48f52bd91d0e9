package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.archive;
import static dev.farthing.support.Calls.buy;
import static dev.farthing.support.Calls.change;
import static dev.farthing.support.Calls.refund;
import static dev.farthing.support.Metrics.assertGrew;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Metrics;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Remote;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each money metric moves with the money, by the same amount, and at no other time. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class MoneyMetricsTest {
    private static final String MOVED = "farthing_money_moved_total";
    private static final String CHARGES = "farthing_charges_total";
    private static final String DECISIONS = "farthing_gate_decisions_total";
    private static final String[] PURCHASE = {"kind", "purchase", "from", "client", "to", "revenue"};

    private Wallet reader;

    @BeforeEach
    void makeClient() {
        reader = wallet("1.00");
    }

    @Test
    void firstReadIsCountedWithPriceAndDuration() {
        String slug = article("0.05");
        Metrics before = Metrics.now();

        read(reader, slug).then().statusCode(200);

        assertGrew(before, "0.05", MOVED, PURCHASE);
        assertGrew(before, "1", CHARGES, "outcome", "charged");
        assertGrew(before, "1", DECISIONS, "decision", "charged");
        assertGrew(before, "1", "farthing_charge_duration_seconds_count");
        assertGrew(before, "1", "farthing_charge_duration_seconds_bucket", "le", "10.0");
        assertGrew(before, "1", "farthing_batch_size_count", "writer", "charges");
        assertGrew(before, "1", "farthing_batch_size_count", "writer", "looks");
    }

    @Test
    void secondReadMovesNoMetric() {
        String slug = article("0.05");
        read(reader, slug).then().statusCode(200);
        Metrics before = Metrics.now();

        read(reader, slug).then().statusCode(200);

        assertGrew(before, "0", MOVED, PURCHASE);
        assertGrew(before, "0", CHARGES, "outcome", "charged");
        assertGrew(before, "0", "farthing_charge_duration_seconds_count");
        assertGrew(before, "1", DECISIONS, "decision", "passed");
    }

    @Test
    void smallestPriceIsCountedExactly() {
        String slug = article("0.000001");
        Metrics before = Metrics.now();

        read(reader, slug).then().statusCode(200);

        assertGrew(before, "0.000001", MOVED, PURCHASE);
    }

    @Test
    void explicitPurchaseCountsAsAGateDecision() {
        String slug = article("0.05");
        Metrics before = Metrics.now();

        buy(reader, slug).then().statusCode(201);
        buy(reader, slug).then().statusCode(200);
        buy(wallet("0.01"), slug).then().statusCode(402);

        assertGrew(before, "1", DECISIONS, "decision", "charged");
        assertGrew(before, "1", DECISIONS, "decision", "passed");
        assertGrew(before, "1", DECISIONS, "decision", "insufficient");
        assertGrew(before, "1", CHARGES, "outcome", "charged");
        assertGrew(before, "1", CHARGES, "outcome", "already_owned");
        assertGrew(before, "1", CHARGES, "outcome", "insufficient");
        assertGrew(before, "0.05", MOVED, PURCHASE);
    }

    @Test
    void refusalsAreCountedByReasonAndMoveNoMoney() {
        String slug = article("0.05");
        Wallet guarded = wallet("1.00");
        change(guarded, "{\"limits\":{\"maxPrice\":" + Remote.eur("0.01") + "}}")
                .then()
                .statusCode(200);
        String archived = article("0.05");
        archive(archived).then().statusCode(204);
        Metrics before = Metrics.now();

        read(wallet(), slug).then().statusCode(402);
        read(guarded, slug).then().statusCode(402);
        buy(guarded, slug).then().statusCode(402);
        buy(reader, archived).then().statusCode(404);
        buy(reader, article("0")).then().statusCode(200);

        assertGrew(before, "1", DECISIONS, "decision", "insufficient");
        assertGrew(before, "2", DECISIONS, "decision", "price_above_limit");
        assertGrew(before, "1", CHARGES, "outcome", "price_above_limit");
        assertGrew(before, "1", CHARGES, "outcome", "not_for_sale");
        assertGrew(before, "1", CHARGES, "outcome", "free");
        assertGrew(before, "0", CHARGES, "outcome", "charged");
        assertGrew(before, "0", MOVED, PURCHASE);
    }

    @Test
    void refundIsCountedOnce() {
        String slug = article("0.05");
        read(reader, slug).then().statusCode(200);
        Metrics before = Metrics.now();

        refund(reader, slug).then().statusCode(201);
        refund(reader, slug).then().statusCode(409);

        assertGrew(before, "0.05", MOVED, "kind", "refund", "from", "revenue", "to", "client");
        assertGrew(before, "0", MOVED, PURCHASE);
    }

    @Test
    void creditGivenAndTakenBackIsCountedOnceForEachKey() {
        String key = UUID.randomUUID().toString();
        Metrics before = Metrics.now();

        post("credits", key, "0.70", "").then().statusCode(201);
        post("credits", key, "0.70", "").then().statusCode(201);
        post("credits", UUID.randomUUID().toString(), "0.20", ",\"kind\":\"ADJUSTMENT\"")
                .then()
                .statusCode(201);
        post("debits", UUID.randomUUID().toString(), "0.30", "").then().statusCode(201);
        post("debits", UUID.randomUUID().toString(), "99", "").then().statusCode(409);

        assertGrew(before, "0.70", MOVED, "kind", "grant", "from", "promotion", "to", "client");
        assertGrew(before, "0.20", MOVED, "kind", "adjustment", "from", "adjustment", "to", "client");
        assertGrew(before, "0.30", MOVED, "kind", "adjustment", "from", "client", "to", "adjustment");
    }

    private Response post(String what, String key, String amount, String more) {
        return asAdmin()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body("{\"amount\":" + Remote.eur(amount) + ",\"reason\":\"counted\"" + more + "}")
                .post("/v1/clients/" + reader.id() + "/" + what);
    }
}
