package dev.farthing.client;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.change;
import static dev.farthing.support.Expect.problem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client's own account: name, credit and limits. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class MeTest {

    @Test
    void newClientHasNoCreditAndNoLimits() {
        Wallet reader = wallet();
        Map<String, Object> noLimits = new LinkedHashMap<>();
        noLimits.put("maxPrice", null);
        noLimits.put("dailyLimit", null);
        noLimits.put("autoPurchase", true);

        as(reader)
                .get("/v1/me")
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, no-store")
                .body("id", is(reader.id()))
                .body("name", is("reader"))
                .body("role", is("CLIENT"))
                .body("balance", is(Map.of("amount", "0.00", "currency", "EUR")))
                .body("limits", is(noLimits))
                .body("createdAt", notNullValue())
                .body("apiKey", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"1, 1.00", "0.5, 0.50", "0.005, 0.005", "0.000001, 0.000001", "1234567.891, 1234567.891"})
    void balanceHasAtLeastTheCurrencysDecimals(String credit, String balance) {
        as(wallet(credit)).get("/v1/me").then().body("balance.amount", is(balance));
    }

    @Test
    void changeAffectsOnlyTheFieldsItNames() {
        Wallet reader = wallet();
        change(reader, "{\"limits\":{\"maxPrice\":{\"amount\":\"0.10\",\"currency\":\"EUR\"}}}")
                .then()
                .statusCode(200)
                .body("limits.maxPrice.amount", is("0.10"));

        change(reader, "{\"name\":\"Ada\",\"limits\":{\"autoPurchase\":false}}")
                .then()
                .statusCode(200)
                .body("name", is("Ada"))
                .body("limits.maxPrice", is(Map.of("amount", "0.10", "currency", "EUR")))
                .body("limits.dailyLimit", nullValue())
                .body("limits.autoPurchase", is(false));

        as(reader).get("/v1/me").then().body("name", is("Ada")).body("limits.autoPurchase", is(false));
    }

    @Test
    void nullLiftsALimit() {
        Wallet reader = wallet();
        change(reader, "{\"limits\":{\"dailyLimit\":{\"amount\":\"0.10\",\"currency\":\"EUR\"}}}")
                .then()
                .statusCode(200);

        change(reader, "{\"limits\":{\"dailyLimit\":null}}")
                .then()
                .statusCode(200)
                .body("limits.dailyLimit", nullValue());
    }

    @Test
    void emptyChangeChangesNothing() {
        change(wallet(), "{}").then().statusCode(200).body("name", is("reader"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":null}                                                        | invalid_field  | name",
                "{\"name\":\"\"}                                                        | invalid_field  | name",
                "{\"name\":5}                                                           | invalid_field  | name",
                "{\"balance\":{\"amount\":\"9\",\"currency\":\"EUR\"}}                  | invalid_field  | balance",
                "{\"role\":\"ADMIN\"}                                                   | invalid_field  | role",
                "{\"id\":\"x\"}                                                         | invalid_field  | id",
                "{\"limits\":null}                                                      | invalid_field  | limits",
                "{\"limits\":5}                                                         | invalid_field  | limits",
                "{\"limits\":{\"perHour\":1}}                                           | invalid_field  | limits.perHour",
                "{\"limits\":{\"autoPurchase\":\"yes\"}}                                | invalid_field  | limits.autoPurchase",
                "{\"limits\":{\"autoPurchase\":\"false\"}}                              | invalid_field  | limits.autoPurchase",
                "{\"limits\":{\"autoPurchase\":null}}                                   | invalid_field  | limits.autoPurchase",
                "{\"limits\":{\"maxPrice\":0.10}}                                       | invalid_field  | limits.maxPrice",
                "{\"limits\":{\"maxPrice\":\"0.10\"}}                                   | invalid_field  | limits.maxPrice",
                "{\"limits\":{\"maxPrice\":{\"amount\":0.1,\"currency\":\"EUR\"}}}      | invalid_field  | limits.maxPrice.amount",
                "{\"limits\":{\"maxPrice\":{\"amount\":\"-1\",\"currency\":\"EUR\"}}}   | invalid_amount | limits.maxPrice.amount",
                "{\"limits\":{\"maxPrice\":{\"amount\":\"1\"}}}                         | wrong_currency | limits.maxPrice.currency",
                "{\"limits\":{\"dailyLimit\":{\"amount\":\"1\",\"currency\":\"USD\"}}}  | wrong_currency | limits.dailyLimit.currency",
                "{\"limits\":{\"dailyLimit\":{\"amount\":\"1\",\"currency\":\"EUR\",\"x\":1}}} | invalid_field | limits.dailyLimit.x",
            })
    void wrongChangeIsRefusedByItsFieldAndChangesNothing(String body, String code, String field) {
        Wallet reader = wallet();
        String before = as(reader).get("/v1/me").asString();

        problem(change(reader, body), 400, code, field);

        assertEquals(before, as(reader).get("/v1/me").asString());
    }

    @Test
    void changeIsAtomic() {
        Wallet reader = wallet();

        problem(change(reader, "{\"name\":\"Ada\",\"limits\":{\"autoPurchase\":5}}"), 400, "invalid_field");

        as(reader).get("/v1/me").then().body("name", is("reader"));
    }
}
