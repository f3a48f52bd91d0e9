package dev.farthing.voucher;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.staff;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static dev.farthing.voucher.VoucherCalls.batch;
import static dev.farthing.voucher.VoucherCalls.batchOf;
import static dev.farthing.voucher.VoucherCalls.codes;
import static dev.farthing.voucher.VoucherCalls.make;
import static dev.farthing.voucher.VoucherCalls.redeem;
import static dev.farthing.voucher.VoucherCalls.revoke;
import static dev.farthing.voucher.VoucherCalls.voucher;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches of vouchers: created, listed and revoked. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class VoucherBatchTest {
    private static final String CODE = "([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}";
    private static final String UNKNOWN = "/v1/voucher-batches/ZZZZZZ";

    @Test
    void batchShowsItsCodesOnce() {
        Response answer = make(batch("5.00", 3, "label", "spring"));

        answer.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .header("Location", endsWith("/v1/voucher-batches/" + answer.path("id")))
                .body("id", matchesPattern("[0-9A-HJKMNP-TV-Z]{6}"))
                .body("amount", is(eur("5.00")))
                .body("count", is(3))
                .body("label", is("spring"))
                .body("promotional", is(true))
                .body("expiresAt", nullValue())
                .body("creditExpiresAt", nullValue())
                .body("createdAt", notNullValue())
                .body("codes.size()", is(3));
        List<String> codes = answer.path("codes");
        assertEquals(3, new HashSet<>(codes).size());
        for (int number = 0; number < 3; number++) {
            assertTrue(codes.get(number).matches(CODE), "the form of a code");
            VoucherCode code = VoucherCode.read(codes.get(number)).orElseThrow();
            assertEquals(answer.path("id"), code.batch());
            assertEquals(number, code.number());
        }
    }

    @Test
    void batchIsShownWithoutCodesAndHashes() {
        Response made = make(batch("5.00", 2, "expiresAt", "2999-01-01T00:00:00Z"));
        String id = made.path("id");

        Response answer = VoucherCalls.batch(id);

        answer.then()
                .statusCode(200)
                .body("id", is(id))
                .body("amount", is(eur("5.00")))
                .body("count", is(2))
                .body("redeemed", is(0))
                .body("label", nullValue())
                .body("promotional", is(true))
                .body("expiresAt", is("2999-01-01T00:00:00Z"))
                .body("creditExpiresAt", nullValue())
                .body("createdAt", is(made.<String>path("createdAt")))
                .body("revokedAt", nullValue());
        assertShowsNothing(answer.asString(), made.path("codes"));
        assertShowsNothing(asAdmin().get("/v1/voucher-batches").asString(), made.path("codes"));
    }

    @Test
    void redeemedVouchersAreCounted() {
        List<String> codes = codes(batch("1.00", 3));
        redeem(wallet(), codes.get(0)).then().statusCode(201);
        redeem(wallet(), codes.get(2)).then().statusCode(201);

        VoucherCalls.batch(batchOf(codes.get(0))).then().body("redeemed", is(2)).body("count", is(3));
        asAdmin()
                .get("/v1/voucher-batches?limit=100")
                .then()
                .body("items[id=" + batchOf(codes.get(0)) + "].redeemed", is(2));
    }

    @Test
    void batchIsFoundByTheIdOnAVoucher() {
        String code = voucher("1.00");

        VoucherCalls.batch(code.substring(0, 7).toLowerCase(Locale.ROOT))
                .then()
                .statusCode(200)
                .body("id", is(batchOf(code)));
    }

    @Test
    void listingIsPagedNewestFirst() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, make(batch("1.00", 1)).path("id"));
        }

        Response first = asAdmin().get("/v1/voucher-batches?limit=2");
        Response second = asAdmin().get("/v1/voucher-batches?limit=2&cursor=" + first.path("next"));
        Response third = asAdmin().get("/v1/voucher-batches?limit=1&cursor=" + second.path("next"));

        first.then().statusCode(200).header("Link", endsWith("cursor=" + first.path("next") + ">; rel=\"next\""));
        List<String> listed = new ArrayList<>(first.<List<String>>path("items.id"));
        listed.addAll(second.path("items.id"));
        listed.addAll(third.path("items.id"));
        assertEquals(made, listed);
    }

    @Test
    void batchesMadeInTheSameMomentAreEachListedOnce() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(make(batch("1.00", 1)).path("id"));
        }
        TestDatabase.shared()
                .execute("update voucher_batch set created_at = '2999-01-01' where id in ('" + String.join("','", made)
                        + "')");
        List<String> listed = new ArrayList<>();
        String cursor = "";
        for (int i = 0; i < 3; i++) {
            Response page = asAdmin().get("/v1/voucher-batches?limit=1" + cursor);
            listed.addAll(page.path("items.id"));
            cursor = "&cursor=" + page.path("next");
        }
        TestDatabase.shared().execute("update voucher_batch set created_at = now() where created_at > now()");

        assertEquals(made.stream().sorted().toList(), listed.stream().sorted().toList());
    }

    @Test
    void cursorOfAnotherListIsRefused() {
        article("0.05");
        article("0.05");
        String foreign = asAdmin().get("/v1/articles?limit=1").path("next");

        problem(asAdmin().get("/v1/voucher-batches?cursor=" + foreign), 400, "invalid_cursor", "cursor");
        problem(asAdmin().get("/v1/voucher-batches?cursor=nonsense"), 400, "invalid_cursor", "cursor");
    }

    @Test
    void revokedBatchGivesNoCredit() {
        List<String> codes = codes(batch("1.00", 2));
        Wallet reader = wallet();
        redeem(reader, codes.get(0)).then().statusCode(201);

        revoke(batchOf(codes.get(0))).then().statusCode(204);

        problem(redeem(wallet(), codes.get(1)), 409, "voucher_revoked");
        redeem(reader, codes.get(0)).then().statusCode(201).header("Idempotency-Replayed", "true");
        problem(redeem(wallet(), codes.get(0)), 409, "voucher_redeemed");
        VoucherCalls.batch(batchOf(codes.get(0))).then().body("redeemed", is(1)).body("revokedAt", notNullValue());
    }

    @Test
    void revokingAgainChangesNothing() {
        String id = batchOf(voucher("1.00"));
        revoke(id).then().statusCode(204);
        String at = VoucherCalls.batch(id).path("revokedAt");

        revoke(id).then().statusCode(204);

        assertEquals(at, VoucherCalls.batch(id).path("revokedAt"));
    }

    @Test
    void unknownBatchIs404AndMalformedIdIs400() {
        problem(asAdmin().get(UNKNOWN), 404, "voucher_batch_not_found");
        problem(asAdmin().delete(UNKNOWN), 404, "voucher_batch_not_found");
        problem(asAdmin().get("/v1/voucher-batches/ZZZZZ"), 400, "invalid_parameter", "id");
        problem(asAdmin().delete("/v1/voucher-batches/ZZZZZU"), 400, "invalid_parameter", "id");
    }

    @Test
    void voucherBatchesAreForAdminsOnly() {
        Wallet publisher = staff("PUBLISHER");

        problem(
                as(publisher)
                        .contentType("application/json")
                        .body(batch("1.00", 1))
                        .post("/v1/voucher-batches"),
                403,
                "forbidden");
        problem(as(publisher).get("/v1/voucher-batches"), 403, "forbidden");
        problem(as(publisher).get(UNKNOWN), 403, "forbidden");
        problem(as(publisher).delete(UNKNOWN), 403, "forbidden");
        problem(given().get("/v1/voucher-batches"), 401, "authentication_required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count           | 0                        | count",
                "count           | 1001                     | count",
                "count           | -1                       | count",
                "count           |                          | count",
                "amount          |                          | amount",
                "label           | ''                       | label",
                "expiresAt       | 2000-01-01T00:00:00Z     | expiresAt",
                "expiresAt       | soon                     | expiresAt",
                "creditExpiresAt | 2000-01-01T00:00:00Z     | creditExpiresAt",
                "creditExpiresAt | 2026-02-30               | creditExpiresAt",
                "promotional     | perhaps                  | promotional",
                "extra           | 1                        | extra",
            })
    void wrongFieldIsNamed(String name, String value, String field) {
        Object json = value != null && value.matches("-?\\d{1,4}") ? (Object) Integer.valueOf(value) : value;

        problem(make(batch("1.00", 1, name, json)), 400, "invalid_field", field);
    }

    @Test
    void labelHasAtMost200Characters() {
        make(batch("1.00", 1, "label", "x".repeat(200))).then().statusCode(201);

        problem(make(batch("1.00", 1, "label", "x".repeat(201))), 400, "invalid_field", "label");
    }

    @Test
    void amountOfAVoucherIsPositive() {
        problem(make(batch("0.00", 1)), 400, "invalid_amount", "amount.amount");
        problem(make(batch("-1.00", 1)), 400, "invalid_amount", "amount.amount");
        problem(make(batch("1.0000001", 1)), 400, "invalid_amount", "amount.amount");
        problem(
                make(batch("1.00", 1, "amount", Map.of("amount", "1.00", "currency", "USD"))),
                400,
                "wrong_currency",
                "amount.currency");
    }

    @Test
    void creditOfSoldVouchersDoesNotEnd() {
        Map<String, Object> sold = batch("1.00", 1, "promotional", false);
        sold.put("creditExpiresAt", "2999-01-01T00:00:00Z");

        problem(make(sold), 400, "invalid_field", "creditExpiresAt");
    }

    @Test
    void voucherEndsWithItsCreditAtTheLatest() {
        Map<String, Object> batch = batch("1.00", 1, "creditExpiresAt", "2999-01-01T00:00:00Z");
        make(batch)
                .then()
                .statusCode(201)
                .body("expiresAt", is("2999-01-01T00:00:00Z"))
                .body("creditExpiresAt", is("2999-01-01T00:00:00Z"));

        batch.put("expiresAt", "2999-01-01T00:00:00.000001Z");

        problem(make(batch), 400, "invalid_field", "expiresAt");
    }

    @Test
    void batchHasUpToAThousandVouchers() {
        List<String> codes = codes(batch("0.01", 1_000));

        assertEquals(1_000, new HashSet<>(codes).size());
        assertEquals(999, VoucherCode.read(codes.get(999)).orElseThrow().number());
        redeem(wallet(), codes.get(999)).then().statusCode(201).body("balanceAfter.amount", is("0.01"));
        assertEquals(
                "1000",
                TestDatabase.shared().value("select count(*) from voucher where batch = ?", batchOf(codes.get(0))));
    }

    @Test
    void secretsAreInNoTable() {
        String code = codes(batch("1.00", 1, "label", "to be looked for")).get(0);
        redeem(wallet(), code).then().statusCode(201);
        String plain = code.replace("-", "");
        String secret = plain.substring(9, 23);
        TestDatabase database = TestDatabase.shared();
        List<List<String>> tables = database.rows(
                "select quote_ident(table_name) from information_schema.tables where table_schema = 'public'");

        List<String> holding = tables.stream()
                .map(table -> table.get(0))
                .filter(table -> !"0"
                        .equals(database.value(
                                "select count(*) from " + table + " t where t::text like ? or t::text like ?",
                                "%" + secret + "%",
                                "%" + code + "%")))
                .toList();

        assertEquals(List.of(), holding);
        // Shows that the search works: it finds the part that is not secret.
        assertEquals(
                "1",
                database.value(
                        "select count(*) from voucher_batch t where t::text like ?",
                        "%" + plain.substring(0, 6) + "%"));
    }

    @Test
    void applicationCannotRaiseTheAmountOfAVoucher() {
        List<List<String>> rights = TestDatabase.shared().rows("""
                select table_name, privilege_type, column_name from information_schema.column_privileges
                where grantee = 'farthing_app' and table_name in ('voucher', 'voucher_batch') and privilege_type = 'UPDATE'
                order by 1, 3
                """);

        assertEquals(
                List.of(
                        List.of("voucher", "UPDATE", "redeemed_at"),
                        List.of("voucher", "UPDATE", "redeemed_by"),
                        List.of("voucher", "UPDATE", "revoked_at"),
                        List.of("voucher_batch", "UPDATE", "revoked_at")),
                rights);
    }

    private static void assertShowsNothing(String answer, List<String> codes) {
        assertFalse(answer.contains("codes"));
        assertFalse(answer.contains("hash"));
        for (String code : codes) {
            assertFalse(answer.contains(code));
            assertFalse(answer.contains(code.replace("-", "").substring(9, 23)));
        }
    }
}
