package dev.farthing.voucher;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static dev.farthing.voucher.VoucherCalls.batch;
import static dev.farthing.voucher.VoucherCalls.batchOf;
import static dev.farthing.voucher.VoucherCalls.codes;
import static dev.farthing.voucher.VoucherCalls.redeem;
import static dev.farthing.voucher.VoucherCalls.revoke;
import static dev.farthing.voucher.VoucherCalls.unknown;
import static dev.farthing.voucher.VoucherCalls.voucher;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Books;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A voucher is redeemed once. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class VoucherTest {
    private final TestDatabase database = TestDatabase.shared();

    @AfterAll
    static void booksAreRight() {
        Books.assertRight(TestDatabase.shared());
    }

    @Test
    void voucherGivesPromotionalCredit() {
        Wallet reader = wallet("1.00");
        String code = codes(batch("5.00", 3)).get(2);

        redeem(reader, code)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue())
                .body("sequence", is(2))
                .body("id", notNullValue())
                .body("kind", is("VOUCHER"))
                .body("amount", is(eur("5.00")))
                .body("from", is("PROMOTION"))
                .body("to", is("CLIENT"))
                .body("balanceAfter", is(eur("6.00")))
                .body("promotional", is(eur("5.00")))
                .body("expiresAt", nullValue())
                .body("reference", is("voucher:" + batchOf(code) + ":2"))
                .body("reason", nullValue());

        assertEquals("6.00", balance(reader));
    }

    @Test
    void creditEndsAtTheTimeOfTheBatch() {
        String code = codes(batch("5.00", 1, "creditExpiresAt", "2999-01-01T00:00:00Z"))
                .get(0);

        redeem(wallet(), code)
                .then()
                .statusCode(201)
                .body("promotional", is(eur("5.00")))
                .body("expiresAt", is("2999-01-01T00:00:00Z"));
    }

    @Test
    void soldVoucherGivesPaidCredit() {
        Wallet reader = wallet();
        String code = codes(batch("5.00", 1, "promotional", false)).get(0);

        redeem(reader, code)
                .then()
                .statusCode(201)
                .body("kind", is("VOUCHER"))
                .body("from", is("VOUCHERS"))
                .body("promotional", nullValue())
                .body("balanceAfter", is(eur("5.00")));

        assertEquals("5.00", balance(reader));
    }

    @Test
    void redeemingClientGetsTheSameEntryAgain() {
        Wallet reader = wallet();
        String code = voucher("5.00");
        Response first = redeem(reader, code);
        redeem(reader, voucher("1.00")).then().statusCode(201);

        Response again = redeem(reader, code);

        again.then().statusCode(201).header("Idempotency-Replayed", "true");
        assertEquals(first.asString(), again.asString());
        assertEquals("6.00", balance(reader));
        assertEquals(2, entries(reader));
    }

    @Test
    void anotherClientCannotRedeemItAgain() {
        String code = voucher("5.00");
        redeem(wallet(), code).then().statusCode(201);
        Wallet late = wallet();

        problem(redeem(late, code), 409, "voucher_redeemed");

        assertEquals("0.00", balance(late));
        assertEquals(0, entries(late));
    }

    @Test
    void oneClientRedeemsManyVouchersOfABatch() {
        Wallet reader = wallet();
        List<String> codes = codes(batch("0.10", 12));

        codes.forEach(code -> redeem(reader, code).then().statusCode(201));

        assertEquals("1.20", balance(reader));
    }

    @Test
    void codeMayBeTypedInAnyCaseWithBlanks() {
        Wallet reader = wallet();
        String typed = " "
                + voucher("5.00")
                        .toLowerCase(Locale.ROOT)
                        .replace('-', ' ')
                        .replace('0', 'o')
                        .replace('1', 'l');

        redeem(reader, typed).then().statusCode(201);

        assertEquals("5.00", balance(reader));
    }

    @Test
    void expiredVoucherGivesNothing() {
        Wallet reader = wallet();
        String code =
                codes(batch("5.00", 1, "expiresAt", "2999-01-01T00:00:00Z")).get(0);
        expire(code);

        problem(redeem(reader, code), 409, "voucher_expired");

        assertEquals(0, entries(reader));
    }

    @Test
    void redeemedVoucherIsReplayedAfterItsTime() {
        Wallet reader = wallet();
        String code =
                codes(batch("5.00", 1, "expiresAt", "2999-01-01T00:00:00Z")).get(0);
        redeem(reader, code).then().statusCode(201);
        expire(code);

        redeem(reader, code).then().statusCode(201).header("Idempotency-Replayed", "true");

        assertEquals("5.00", balance(reader));
    }

    @Test
    void revokedVoucherGivesNothing() {
        Wallet reader = wallet();
        String code = voucher("5.00");
        revoke(batchOf(code)).then().statusCode(204);

        problem(redeem(reader, code), 409, "voucher_revoked");

        assertEquals(0, entries(reader));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00000-00000-00000-00000-00001",
                "7ZK3M-N0012-3A4BC-5DE6F-G7H8",
                "7ZK3M-N0012-3A4BC-5DE6F-G7H8JK",
                "7UK3M-N0012-3A4BC-5DE6F-G7H8J"
            })
    void wrongInputIsNoVoucher(String code) {
        problem(redeem(wallet(), code), 400, "invalid_voucher", "code");
    }

    @Test
    void checksumCatchesTypingErrorsAndTheCodeStaysValid() {
        Wallet reader = wallet();
        String code = voucher("5.00");
        char last = code.charAt(code.length() - 1);
        String wrong = code.substring(0, code.length() - 1) + (last == 'A' ? 'B' : 'A');

        Response refused = redeem(reader, wrong);

        problem(refused, 400, "invalid_voucher", "code");
        assertFalse(refused.asString().contains(code.substring(0, 5)), "a code is not repeated");
        redeem(reader, code).then().statusCode(201);
    }

    @Test
    void unknownCodeIsNotFound() {
        VoucherCode real = VoucherCode.read(voucher("5.00")).orElseThrow();
        Wallet reader = wallet();

        problem(redeem(reader, unknown()), 404, "voucher_not_found");
        problem(redeem(reader, VoucherCode.generate(real.batch(), 0).shown()), 404, "voucher_not_found");
        problem(redeem(reader, VoucherCode.generate(real.batch(), 1).shown()), 404, "voucher_not_found");

        assertEquals(0, entries(reader));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"code\":null}", "{\"code\":5}", "{\"code\":[\"x\"]}"})
    void codeMustBeText(String body) {
        problem(
                as(wallet()).contentType(ContentType.JSON).body(body).post("/v1/me/vouchers"),
                400,
                "invalid_field",
                "code");
    }

    @Test
    void suspendedClientAddsNoCredit() {
        Wallet reader = wallet();
        String code = voucher("5.00");
        asAdmin()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "a payment was taken back"))
                .put("/v1/clients/" + reader.id() + "/suspension")
                .then()
                .statusCode(200);
        problem(redeem(reader, code), 403, "client_suspended");

        asAdmin().delete("/v1/clients/" + reader.id() + "/suspension").then().statusCode(200);

        redeem(reader, code).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        assertEquals("5.00", balance(reader));
    }

    @Test
    void redemptionNeedsAClient() {
        problem(
                given().contentType(ContentType.JSON)
                        .body(Map.of("code", unknown()))
                        .post("/v1/me/vouchers"),
                401,
                "authentication_required");
        problem(redeem(new Wallet(null, Api.ADMIN_KEY), unknown()), 403, "forbidden");
    }

    @Test
    void voucherThatCannotBeCreditedStaysValid() {
        Wallet full = wallet();
        for (int day = 1; day <= 100; day++) {
            grant(full, "2998-01-01T00:00:%02d.%03dZ".formatted(day % 60, day));
        }
        String code = codes(batch("5.00", 1, "creditExpiresAt", "2999-01-01T00:00:00Z"))
                .get(0);

        problem(redeem(full, code), 409, "too_many_expiries");

        assertEquals(100, entries(full));
        VoucherCalls.batch(batchOf(code)).then().body("redeemed", is(0));
        Wallet other = wallet();
        redeem(other, code).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        assertEquals("5.00", balance(other));
    }

    @Test
    void voucherBeyondTheLargestBalanceStaysValid() {
        Wallet rich = wallet("1.00");
        String code = voucher("5.00");
        setBalance(rich, "999999999995000001");

        problem(redeem(rich, code), 409, "balance_too_low");

        setBalance(rich, "1000000");
        assertEquals(1, entries(rich));
        redeem(rich, code).then().statusCode(201).body("balanceAfter", is(eur("6.00")));
    }

    private static void grant(Wallet wallet, String expiresAt) {
        asAdmin()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("amount", eur("0.01"), "reason", "one of many ends", "expiresAt", expiresAt))
                .post("/v1/clients/" + wallet.id() + "/credits")
                .then()
                .statusCode(201);
    }

    private void expire(String code) {
        database.execute("update voucher_batch set expires_at = now() where id = '" + batchOf(code) + "'");
    }

    private void setBalance(Wallet wallet, String micros) {
        database.execute("update account set balance_micros = " + micros + " where client_id = '" + wallet.id() + "'");
    }
}
