package dev.farthing.ledger;

import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Grants, adjustments and debits, once for each Idempotency-Key. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CreditTest {

    private static String body(String amount, String more) {
        return "{\"amount\":{\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}," + more + "}";
    }

    private static Response credit(Wallet wallet, String key, String body) {
        return post(wallet, "credits", key, body);
    }

    private static Response post(Wallet wallet, String what, String key, String body) {
        return asAdmin()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/clients/" + wallet.id() + "/" + what);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    @Test
    void grantIsAnEntryWithTheBalanceAfterIt() {
        Wallet reader = wallet();
        String key = newKey();

        credit(reader, key, body("1.00", "\"reason\":\"welcome\""))
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue())
                .body("sequence", is(1))
                .body("id", notNullValue())
                .body("time", notNullValue())
                .body("kind", is("GRANT"))
                .body("amount", is(Map.of("amount", "1.00", "currency", "EUR")))
                .body("from", is("PROMOTION"))
                .body("to", is("CLIENT"))
                .body("balanceAfter", is(Map.of("amount", "1.00", "currency", "EUR")))
                .body("reference", is("key:" + key))
                .body("reason", is("welcome"));

        assertEquals("1.00", balance(reader));
    }

    @Test
    void secondGrantAddsToTheFirst() {
        Wallet reader = wallet("0.50");

        credit(reader, newKey(), body("0.000001", "\"reason\":\"more\""))
                .then()
                .statusCode(201)
                .body("sequence", is(2))
                .body("balanceAfter.amount", is("0.500001"));
    }

    @Test
    void sameKeyAndBodyReplayTheAnswer() {
        Wallet reader = wallet();
        String key = newKey();
        String body = body("1.00", "\"reason\":\"welcome\"");
        Response first = credit(reader, key, body);
        credit(reader, newKey(), body("5.00", "\"reason\":\"between\"")).then().statusCode(201);

        Response again = credit(reader, key, body);

        again.then().statusCode(201).header("Idempotency-Replayed", "true");
        assertEquals(first.asString(), again.asString());
        assertEquals("6.00", balance(reader));
        assertEquals(2, entries(reader));
    }

    @ParameterizedTest
    @CsvSource({
        "2.00, '\"reason\":\"welcome\"'",
        "1.00, '\"reason\":\"another\"'",
        "1.00, '\"reason\":\"welcome\",\"kind\":\"ADJUSTMENT\"'",
    })
    void sameKeyWithAnotherBodyIs422(String amount, String more) {
        Wallet reader = wallet();
        String key = newKey();
        credit(reader, key, body("1.00", "\"reason\":\"welcome\"")).then().statusCode(201);

        problem(credit(reader, key, body(amount, more)), 422, "idempotency_key_reused", "Idempotency-Key");

        assertEquals("1.00", balance(reader));
        assertEquals(1, entries(reader));
    }

    @Test
    void keyOfACreditIsRefusedForADebit() {
        Wallet reader = wallet("1.00");
        String key = newKey();
        String body = body("0.10", "\"reason\":\"x\"");
        credit(reader, key, body).then().statusCode(201);

        problem(post(reader, "debits", key, body), 422, "idempotency_key_reused", "Idempotency-Key");

        assertEquals("1.10", balance(reader));
    }

    @Test
    void idempotencyKeysAreScopedToAClient() {
        String key = newKey();
        Wallet one = wallet();
        Wallet other = wallet();
        credit(one, key, body("1.00", "\"reason\":\"x\"")).then().statusCode(201);

        credit(other, key, body("2.00", "\"reason\":\"x\""))
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue());

        assertEquals("1.00", balance(one));
        assertEquals("2.00", balance(other));
    }

    @Test
    void adjustmentIsPaidCredit() {
        credit(wallet(), newKey(), body("1.00", "\"reason\":\"x\",\"kind\":\"ADJUSTMENT\""))
                .then()
                .statusCode(201)
                .body("kind", is("ADJUSTMENT"))
                .body("from", is("ADJUSTMENT"))
                .body("to", is("CLIENT"));
    }

    @Test
    void creditIsTakenBack() {
        Wallet reader = wallet("1.00");

        post(reader, "debits", newKey(), body("0.40", "\"reason\":\"given twice\""))
                .then()
                .statusCode(201)
                .body("kind", is("ADJUSTMENT"))
                .body("amount.amount", is("0.40"))
                .body("from", is("CLIENT"))
                .body("to", is("ADJUSTMENT"))
                .body("balanceAfter.amount", is("0.60"));

        assertEquals("0.60", balance(reader));
    }

    @Test
    void debitIsLimitedToTheBalance() {
        Wallet reader = wallet("1.00");

        problem(post(reader, "debits", newKey(), body("1.000001", "\"reason\":\"x\"")), 409, "balance_too_low");
        problem(post(wallet(), "debits", newKey(), body("0.01", "\"reason\":\"x\"")), 409, "balance_too_low");

        assertEquals("1.00", balance(reader));
        assertEquals(1, entries(reader));
    }

    @Test
    void creditAndDebitNeedAKey() {
        Wallet reader = wallet();

        problem(
                asAdmin()
                        .contentType(ContentType.JSON)
                        .body(body("1.00", "\"reason\":\"x\""))
                        .post("/v1/clients/" + reader.id() + "/credits"),
                400,
                "idempotency_key_required",
                "Idempotency-Key");
        problem(
                credit(reader, "", body("1.00", "\"reason\":\"x\"")),
                400,
                "idempotency_key_required",
                "Idempotency-Key");

        assertEquals(0, entries(reader));
    }

    @Test
    void keyHasAtMost120VisibleCharacters() {
        Wallet reader = wallet();
        String body = body("1.00", "\"reason\":\"x\"");
        credit(reader, "k".repeat(120), body).then().statusCode(201);

        problem(credit(reader, "k".repeat(121), body), 400, "invalid_parameter", "Idempotency-Key");
        problem(credit(reader, "a b", body), 400, "invalid_parameter", "Idempotency-Key");
        problem(credit(reader, "k\u00e9", body), 400, "invalid_parameter", "Idempotency-Key");

        assertEquals(1, entries(reader));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "0.000000"})
    void amountOfZeroIsRefused(String amount) {
        Wallet reader = wallet();

        problem(credit(reader, newKey(), body(amount, "\"reason\":\"x\"")), 400, "invalid_amount", "amount.amount");

        assertEquals(0, entries(reader));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"reason\":\"\"                         | reason",
                "\"reason\":null                         | reason",
                "\"reason\":5                            | reason",
                "\"kind\":\"GRANT\"                      | reason",
                "\"reason\":\"x\",\"kind\":\"GIFT\"      | kind",
                "\"reason\":\"x\",\"kind\":\"grant\"     | kind",
                "\"reason\":\"x\",\"kind\":1             | kind",
                "\"reason\":\"x\",\"extra\":1            | extra",
            })
    void wrongFieldIsNamedAndNothingIsStored(String more, String field) {
        Wallet reader = wallet();

        problem(credit(reader, newKey(), body("1.00", more)), 400, "invalid_field", field);

        assertEquals(0, entries(reader));
    }

    @Test
    void refusedBodyLeavesTheKeyUnused() {
        Wallet reader = wallet();
        String key = newKey();
        credit(reader, key, body("1.0000001", "\"reason\":\"x\"")).then().statusCode(400);

        credit(reader, key, body("1.00", "\"reason\":\"x\""))
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue());
    }

    @Test
    void unknownClientIs404AndMalformedIdIs400() {
        String body = body("1.00", "\"reason\":\"x\"");

        problem(credit(new Wallet(newKey(), null), newKey(), body), 404, "client_not_found");
        problem(credit(new Wallet("nonsense", null), newKey(), body), 400, "invalid_parameter", "id");
    }
}
