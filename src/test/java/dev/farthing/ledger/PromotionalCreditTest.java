package dev.farthing.ledger;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.buy;
import static dev.farthing.support.Calls.refund;
import static dev.farthing.support.Expect.problem;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import dev.farthing.support.http.Then;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promotional credit is spent before paid credit, the soonest to end first, and leaves when it ends. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PromotionalCreditTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String TOMORROW = day(1);
    private static final String LATER = day(2);

    private static String day(int ahead) {
        return NOW.plus(Duration.ofDays(ahead)).toString();
    }

    private static Response credit(Wallet wallet, String key, String amount, String kind, String expiresAt) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("amount", eur(amount));
        body.put("reason", "for a test");
        body.put("kind", kind);
        body.put("expiresAt", expiresAt);
        return asAdmin()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/clients/" + wallet.id() + "/credits");
    }

    private static Response grant(Wallet wallet, String amount, String expiresAt) {
        return credit(wallet, UUID.randomUUID().toString(), amount, "GRANT", expiresAt);
    }

    private static void pay(Wallet wallet, String amount) {
        credit(wallet, UUID.randomUUID().toString(), amount, "ADJUSTMENT", null)
                .then()
                .statusCode(201);
    }

    private static Response debit(Wallet wallet, String amount) {
        return asAdmin()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("amount", eur(amount), "reason", "for a test"))
                .post("/v1/clients/" + wallet.id() + "/debits");
    }

    /** Gives credit that ends in a moment and waits for its end; returns that end. */
    private static String grantThatHasEnded(Wallet wallet, String amount) throws InterruptedException {
        Instant end = Instant.now().plusMillis(1_200);
        grant(wallet, amount, end.toString()).then().statusCode(201);
        waitUntil(end);
        return end.toString();
    }

    private static void waitUntil(Instant end) throws InterruptedException {
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), end).toMillis()) + 50);
    }

    private static Then statement(Wallet wallet) {
        return as(wallet).get("/v1/me/entries").then().statusCode(200);
    }

    private static Then credit(Wallet wallet) {
        return as(wallet).get("/v1/me/balance").then().statusCode(200);
    }

    /** {@code amounts} and {@code ends} of the promotional credit that ends. */
    private static void assertEnding(Wallet wallet, List<String> amounts, List<String> ends) {
        credit(wallet).body("ending.amount.amount", is(amounts)).body("ending.at", is(ends));
    }

    @Test
    void grantIsPromotionalAndAnAdjustmentIsNot() {
        Wallet reader = wallet();

        grant(reader, "0.30", TOMORROW)
                .then()
                .statusCode(201)
                .body("kind", is("GRANT"))
                .body("promotional", is(eur("0.30")))
                .body("expiresAt", is(TOMORROW));
        grant(reader, "0.20", null)
                .then()
                .statusCode(201)
                .body("promotional", is(eur("0.20")))
                .body("expiresAt", nullValue());
        credit(reader, "paid", "1.00", "ADJUSTMENT", null)
                .then()
                .statusCode(201)
                .body("promotional", nullValue())
                .body("balanceAfter.amount", is("1.50"));

        as(reader).get("/v1/me").then().body("balance", is(eur("1.50"))).body("promotional", is(eur("0.50")));
        credit(reader).body("balance", is(eur("1.50"))).body("promotional", is(eur("0.50")));
        assertEnding(reader, List.of("0.30"), List.of(TOMORROW));
    }

    @Test
    void balanceOfAnInstantHasNoPromotionalCredit() {
        as(wallet("1.00"))
                .get("/v1/me/balance?at=2999-01-01")
                .then()
                .statusCode(200)
                .body("balance.amount", is("1.00"))
                .body("promotional", nullValue())
                .body("ending", nullValue());
    }

    @Test
    void promotionalCreditIsSpentFirst() {
        Wallet reader = wallet();
        pay(reader, "1.00");
        grant(reader, "0.08", null);

        read(reader, article("0.05")).then().statusCode(200).header("Credit-Balance", "1.03 EUR");
        read(reader, article("0.05")).then().statusCode(200).header("Credit-Balance", "0.98 EUR");
        read(reader, article("0.05")).then().statusCode(200).header("Credit-Balance", "0.93 EUR");

        statement(reader)
                .body("items.kind", is(List.of("PURCHASE", "PURCHASE", "PURCHASE", "GRANT", "ADJUSTMENT")))
                .body("items[0].promotional", nullValue())
                .body("items[1].promotional.amount", is("0.03"))
                .body("items[2].promotional.amount", is("0.05"))
                .body("items[3].promotional.amount", is("0.08"))
                .body("items[4].promotional", nullValue());
        as(reader).get("/v1/me").then().body("balance.amount", is("0.93")).body("promotional.amount", is("0.00"));
    }

    @Test
    void creditThatEndsSoonestIsSpentFirst() {
        Wallet reader = wallet();
        grant(reader, "0.10", null);
        grant(reader, "0.10", LATER);
        grant(reader, "0.10", TOMORROW);

        read(reader, article("0.05")).then().statusCode(200);
        assertEnding(reader, List.of("0.05", "0.10"), List.of(TOMORROW, LATER));
        read(reader, article("0.07")).then().statusCode(200);
        assertEnding(reader, List.of("0.08"), List.of(LATER));
        read(reader, article("0.10")).then().statusCode(200);

        credit(reader).body("promotional.amount", is("0.08")).body("ending", empty());
        statement(reader)
                .body("items[0].expiresAt", nullValue())
                .body("items[1].expiresAt", is(LATER))
                .body("items[2].expiresAt", is(TOMORROW));
    }

    @Test
    void grantsThatEndTogetherAreOne() {
        Wallet reader = wallet();
        grant(reader, "0.10", TOMORROW);
        grant(reader, "0.20", TOMORROW);

        assertEnding(reader, List.of("0.30"), List.of(TOMORROW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2020-01-01T00:00:00Z", "2020-01-01", "tomorrow", "", "2999-13-01", "+20000-01-01T00:00:00Z"})
    void pastOrInvalidEndIsRefused(String expiresAt) {
        Wallet reader = wallet();

        problem(grant(reader, "1.00", expiresAt), 400, "invalid_field", "expiresAt");

        assertEquals(0, entries(reader));
    }

    @Test
    void adjustmentNeverEnds() {
        Wallet reader = wallet();

        problem(credit(reader, "key", "1.00", "ADJUSTMENT", TOMORROW), 400, "invalid_field", "expiresAt");

        assertEquals(0, entries(reader));
    }

    @Test
    void anotherEndIsAnotherGrant() {
        Wallet reader = wallet();
        credit(reader, "key", "1.00", "GRANT", TOMORROW).then().statusCode(201);

        problem(credit(reader, "key", "1.00", "GRANT", LATER), 422, "idempotency_key_reused", "Idempotency-Key");
        problem(credit(reader, "key", "1.00", "GRANT", null), 422, "idempotency_key_reused", "Idempotency-Key");
        credit(reader, "key", "1.00", "GRANT", TOMORROW)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("promotional.amount", is("1.00"))
                .body("expiresAt", is(TOMORROW));
    }

    @Test
    void expiredGrantIsReplayed() throws InterruptedException {
        Wallet reader = wallet();
        Instant end = Instant.now().plusMillis(1_200);
        Response first = credit(reader, "key", "1.00", "GRANT", end.toString());
        waitUntil(end);

        Response again = credit(reader, "key", "1.00", "GRANT", end.toString());

        again.then().statusCode(201).header("Idempotency-Replayed", "true");
        assertEquals(first.asString(), again.asString());
        assertEquals("0.00", balance(reader));
    }

    @Test
    void expiredCreditCannotBeSpent() throws InterruptedException {
        String slug = article("0.05");
        Wallet reader = wallet();
        pay(reader, "0.04");
        grantThatHasEnded(reader, "1.00");

        problem(read(reader, slug), 402, "insufficient_credit")
                .body("balance.amount", is("0.04"))
                .body("shortfall.amount", is("0.01"));

        assertEquals("0.04", balance(reader));
        credit(reader)
                .body("balance.amount", is("0.04"))
                .body("promotional.amount", is("0.00"))
                .body("ending", empty());
        asAdmin()
                .get("/v1/clients/" + reader.id())
                .then()
                .body("balance.amount", is("0.04"))
                .body("promotional.amount", is("0.00"));
        asAdmin().get("/v1/clients?limit=100").then().body("items[id=" + reader.id() + "].balance.amount", is("0.04"));
        assertEquals(2, entries(reader), "an unpaid request changes nothing");
        problem(buy(reader, slug), 402, "insufficient_credit").body("balance.amount", is("0.04"));
    }

    @Test
    void expiredCreditIsBookedOutBeforeTheNextPurchase() throws InterruptedException {
        Wallet reader = wallet();
        pay(reader, "0.50");
        grant(reader, "0.02", TOMORROW);
        grantThatHasEnded(reader, "1.00");

        read(reader, article("0.05")).then().statusCode(200).header("Credit-Balance", "0.47 EUR");

        statement(reader)
                .body("items.kind", is(List.of("PURCHASE", "EXPIRY", "GRANT", "GRANT", "ADJUSTMENT")))
                .body("items[1].amount.amount", is("1.00"))
                .body("items[1].promotional.amount", is("1.00"))
                .body("items[1].from", is("CLIENT"))
                .body("items[1].to", is("PROMOTION"))
                .body("items[1].balanceAfter.amount", is("0.52"))
                .body("items[0].promotional.amount", is("0.02"))
                .body("items[0].balanceAfter.amount", is("0.47"));
    }

    @Test
    void purchaseStaysOwnedAfterItsCreditEnds() throws InterruptedException {
        String slug = article("0.05");
        Wallet reader = wallet();
        Instant end = Instant.now().plusMillis(1_500);
        grant(reader, "0.08", end.toString());
        read(reader, slug).then().statusCode(200).header("Credit-Charged", "0.05 EUR");
        waitUntil(end);

        read(reader, slug)
                .then()
                .statusCode(200)
                .header("Credit-Charged", "0 EUR")
                .header("Credit-Balance", "0.00 EUR");
    }

    @Test
    void refundRestoresThePromotionalPartWithItsEnd() {
        String slug = article("0.25");
        Wallet reader = wallet();
        pay(reader, "1.00");
        grant(reader, "0.10", TOMORROW);
        grant(reader, "0.05", LATER);
        read(reader, slug).then().statusCode(200);

        refund(reader, slug)
                .then()
                .statusCode(201)
                .body("amount.amount", is("0.25"))
                .body("promotional.amount", is("0.15"))
                .body("expiresAt", is(LATER));

        assertEnding(reader, List.of("0.15"), List.of(LATER));
        as(reader).get("/v1/me").then().body("balance.amount", is("1.15")).body("promotional.amount", is("0.15"));
    }

    @Test
    void refundOfCreditThatHasEndedMeanwhileIsExpired() throws InterruptedException {
        String slug = article("0.05");
        Wallet reader = wallet();
        Instant end = Instant.now().plusMillis(1_500);
        grant(reader, "0.05", end.toString());
        read(reader, slug).then().statusCode(200);
        waitUntil(end);

        refund(reader, slug).then().statusCode(201).body("promotional.amount", is("0.05"));

        assertEquals("0.00", balance(reader));
        problem(read(reader, slug), 402, "insufficient_credit").body("balance.amount", is("0.00"));
    }

    @Test
    void promotionalCreditIsTakenBackFirst() {
        Wallet reader = wallet();
        pay(reader, "1.00");
        grant(reader, "0.30", null);

        debit(reader, "0.40").then().statusCode(201).body("promotional.amount", is("0.30"));

        as(reader).get("/v1/me").then().body("balance.amount", is("0.90")).body("promotional.amount", is("0.00"));
    }

    @Test
    void expiredCreditIsNotTakenBack() throws InterruptedException {
        Wallet reader = wallet();
        pay(reader, "0.10");
        grantThatHasEnded(reader, "1.00");

        problem(debit(reader, "0.11"), 409, "balance_too_low");
        debit(reader, "0.10")
                .then()
                .statusCode(201)
                .body("promotional", nullValue())
                .body("balanceAfter.amount", is("0.00"));
    }

    @Test
    void clientHoldsCreditWithAtMost100Ends() {
        Wallet reader = walletWithEnds(100);

        problem(grant(reader, "0.01", null), 409, "too_many_expiries", "expiresAt");
        problem(grant(reader, "0.01", day(101)), 409, "too_many_expiries", "expiresAt");
        grant(reader, "0.01", day(100)).then().statusCode(201);
        pay(reader, "1.00");

        assertEquals("2.01", balance(reader));
        assertEquals(102, as(reader).get("/v1/me/entries?limit=1").<Integer>path("items[0].sequence"));
    }

    @Test
    void grantIsReplayedAtTheLimitOfEnds() {
        Wallet reader = wallet();
        credit(reader, "key", "0.01", "GRANT", null).then().statusCode(201);
        for (int day = 1; day < 100; day++) {
            grant(reader, "0.01", day(day)).then().statusCode(201);
        }
        debit(reader, "0.01").then().statusCode(201);
        grant(reader, "0.01", day(100)).then().statusCode(201);

        credit(reader, "key", "0.01", "GRANT", null)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("sequence", is(1));
    }

    @Test
    void passedEndMakesRoomForAnother() throws InterruptedException {
        Wallet reader = walletWithEnds(99);
        grantThatHasEnded(reader, "0.01");

        grant(reader, "0.01", null).then().statusCode(201).body("balanceAfter.amount", is("1.00"));
    }

    @Test
    void refundSucceedsAtTheLimitOfEnds() {
        String slug = article("0.01");
        Wallet reader = walletWithEnds(100);
        read(reader, slug).then().statusCode(200);
        grant(reader, "0.01", null).then().statusCode(201);

        refund(reader, slug)
                .then()
                .statusCode(201)
                .body("promotional.amount", is("0.01"))
                .body("expiresAt", is(day(1)));

        credit(reader)
                .body("promotional.amount", is("1.01"))
                .body("ending.size()", is(99))
                .body("ending[0].amount.amount", is("0.02"))
                .body("ending[0].at", is(day(2)));
    }

    @Test
    void refundMergesTheTwoSoonestEndsWhenItsOwnIsLate() {
        String slug = article("0.50");
        Wallet reader = wallet();
        grant(reader, "0.50", day(50)).then().statusCode(201);
        read(reader, slug).then().statusCode(200);
        for (int day = 1; day <= 101; day++) {
            if (day != 50) {
                grant(reader, "0.01", day(day)).then().statusCode(201);
            }
        }

        refund(reader, slug).then().statusCode(201).body("promotional.amount", is("0.50"));

        credit(reader)
                .body("promotional.amount", is("1.50"))
                .body("ending.size()", is(100))
                .body("ending[0].amount.amount", is("0.02"))
                .body("ending[0].at", is(day(2)))
                .body("ending[48].amount.amount", is("0.50"))
                .body("ending[48].at", is(day(50)));
    }

    /** A client with 0.01 ending on each of so many days from tomorrow. */
    private static Wallet walletWithEnds(int days) {
        Wallet reader = wallet();
        for (int day = 1; day <= days; day++) {
            grant(reader, "0.01", day(day)).then().statusCode(201);
        }
        return reader;
    }
}
