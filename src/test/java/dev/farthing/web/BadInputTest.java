package dev.farthing.web;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.change;
import static dev.farthing.support.Calls.patch;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong bodies are refused with a code and the field's name, and store nothing. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BadInputTest {
    private static final String GOOD_PRICE = "{\"amount\":\"0.05\",\"currency\":\"EUR\"}";

    private static Response putJson(String slug, String body) {
        return asAdmin().contentType(ContentType.JSON).body(body).put("/v1/articles/" + slug);
    }

    private static Response credit(Wallet wallet, String body) {
        return asAdmin()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .body(body)
                .post("/v1/clients/" + wallet.id() + "/credits");
    }

    private static String withPrice(String price) {
        return "{\"title\":\"t\",\"body\":\"b\",\"price\":" + price + "}";
    }

    private static String with(String field) {
        return "{\"title\":\"t\",\"body\":\"b\",\"price\":" + GOOD_PRICE + "," + field + "}";
    }

    private static void assertNothingStored(String slug) {
        problem(asAdmin().get("/v1/articles/" + slug), 404, "article_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{\"title\":}",
                "{'title':'t'}",
                "{\"title\":\"t\",}",
                "nonsense",
                "<xml/>",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"title\":\"t\",\"title\":\"u\"}",
                "\"unclosed",
            })
    void whatIsNoJsonIsRefusedEverywhere(String body) {
        String slug = newSlug();
        Wallet reader = wallet();

        problem(putJson(slug, body), 400, "malformed_json");
        problem(credit(reader, body), 400, "malformed_json");
        problem(patch(article("0"), body), 400, "malformed_json");
        problem(given().contentType(ContentType.JSON).body(body).post("/v1/clients"), 400, "malformed_json");

        assertNothingStored(slug);
        assertEquals(0, entries(reader));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "true", "\"text\"", "[{\"title\":\"t\"}]"})
    void otherJsonThanAnObjectIsRefused(String body) {
        String slug = newSlug();
        Wallet reader = wallet();

        problem(putJson(slug, body), 400, "invalid_field");
        problem(credit(reader, body), 400, "invalid_field");
        problem(patch(article("0"), body), 400, "invalid_field");
        problem(given().contentType(ContentType.JSON).body(body).post("/v1/clients"), 400, "invalid_field");

        assertNothingStored(slug);
        assertEquals(0, entries(reader));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"0.0000000001\"         | invalid_amount",
                "\"0.0000001\"            | invalid_amount",
                "\"-0.05\"                | invalid_amount",
                "\"+0.05\"                | invalid_amount",
                "\"1e3\"                  | invalid_amount",
                "\"1E-2\"                 | invalid_amount",
                "\"0x10\"                 | invalid_amount",
                "\"NaN\"                  | invalid_amount",
                "\"Infinity\"             | invalid_amount",
                "\"five\"                 | invalid_amount",
                "\"\"                     | invalid_amount",
                "\" 1\"                   | invalid_amount",
                "\"1 \"                   | invalid_amount",
                "\"1\\n\"                 | invalid_amount",
                "\"1,50\"                 | invalid_amount",
                "\"1.000,00\"             | invalid_amount",
                "\"1.\"                   | invalid_amount",
                "\".5\"                   | invalid_amount",
                "\"1.2.3\"                | invalid_amount",
                "\"1_000\"                | invalid_amount",
                "\"\u0661\"               | invalid_amount",
                "\"1000000000.000001\"    | invalid_amount",
                "\"99999999999\"          | invalid_amount",
                "\"9223372036854775807\"  | invalid_amount",
                "0.05                     | invalid_field",
                "5                        | invalid_field",
                "-1                       | invalid_field",
                "1e400                    | invalid_field",
                "true                     | invalid_field",
                "[]                       | invalid_field",
                "{}                       | invalid_field",
            })
    void amountIsAPlainDecimalString(String amount, String code) {
        String slug = newSlug();
        Wallet reader = wallet();
        String money = "{\"amount\":" + amount + ",\"currency\":\"EUR\"}";

        problem(putJson(slug, withPrice(money)), 400, code, "price.amount");
        problem(patch(article("0.05"), "{\"price\":" + money + "}"), 400, code, "price.amount");
        problem(credit(reader, "{\"amount\":" + money + ",\"reason\":\"x\"}"), 400, code, "amount.amount");

        assertNothingStored(slug);
        assertEquals(0, entries(reader));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"USD\" | wrong_currency",
                "\"eur\" | wrong_currency",
                "\"EURO\" | wrong_currency",
                "\"\"    | wrong_currency",
                "978     | invalid_field",
            })
    void currencyIsTheOneOfTheBooks(String currency, String code) {
        String slug = newSlug();
        Wallet reader = wallet();
        String money = "{\"amount\":\"1.00\",\"currency\":" + currency + "}";

        problem(putJson(slug, withPrice(money)), 400, code, "price.currency");
        problem(credit(reader, "{\"amount\":" + money + ",\"reason\":\"x\"}"), 400, code, "amount.currency");

        assertNothingStored(slug);
        assertEquals(0, entries(reader));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.05                                                        | invalid_field  | price",
                "\"0.05\"                                                    | invalid_field  | price",
                "\"0.05 EUR\"                                                | invalid_field  | price",
                "[]                                                          | invalid_field  | price",
                "null                                                        | invalid_field  | price",
                "{}                                                          | wrong_currency | price.currency",
                "{\"currency\":\"EUR\"}                                      | invalid_amount | price.amount",
                "{\"amount\":\"0.05\",\"currency\":\"EUR\",\"micros\":50000} | invalid_field  | price.micros",
            })
    void priceIsAnAmountWithItsCurrency(String price, String code, String field) {
        String slug = newSlug();

        problem(putJson(slug, withPrice(price)), 400, code, field);

        assertNothingStored(slug);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"status\":\"SOLD_OUT\"                    | status",
                "\"status\":1                               | status",
                "\"publishedAt\":\"yesterday\"              | publishedAt",
                "\"publishedAt\":\"2026-13-01T00:00:00Z\"   | publishedAt",
                "\"publishedAt\":1767600000                 | publishedAt",
                "\"publishedAt\":\"99999-01-01T00:00:00Z\"  | publishedAt",
                "\"accessPeriod\":\"a week\"                | accessPeriod",
                "\"accessPeriod\":\"PT0S\"                  | accessPeriod",
                "\"accessPeriod\":\"-P1D\"                  | accessPeriod",
                "\"accessPeriod\":\"P\"                     | accessPeriod",
                "\"accessPeriod\":\"PT0.5S\"                | accessPeriod",
                "\"accessPeriod\":7                         | accessPeriod",
                "\"tags\":\"one\"                           | tags",
                "\"tags\":[1]                               | tags",
                "\"tags\":[\"\"]                            | tags",
                "\"tags\":[null]                            | tags",
                "\"tags\":{\"a\":1}                         | tags",
                "\"language\":\"not a language\"            | language",
                "\"language\":5                             | language",
                "\"metadata\":\"text\"                      | metadata",
                "\"metadata\":[]                            | metadata",
                "\"author\":{\"name\":\"Ada\"}              | author",
                "\"summary\":5                              | summary",
                "\"slug\":\"another\"                       | slug",
                "\"priceMicros\":5                          | priceMicros",
                "\"owned\":true                             | owned",
            })
    void fieldOfTheWrongKindIsNamed(String member, String field) {
        String slug = newSlug();

        problem(putJson(slug, with(member)), 400, "invalid_field", field);

        assertNothingStored(slug);
    }

    @ParameterizedTest
    @CsvSource({"title, 301", "summary, 2001", "author, 201", "accessPeriod, 41", "language, 36", "status, 21"})
    void errorNamesTheTextThatIsTooLong(String field, int length) {
        String slug = article("0");
        String before = asAdmin().get("/v1/articles/" + slug).asString();

        problem(patch(slug, "{\"" + field + "\":\"" + "x".repeat(length) + "\"}"), 400, "invalid_field", field);

        assertEquals(before, asAdmin().get("/v1/articles/" + slug).asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"title\":\"\"}", "{\"title\":\" \"}"})
    void emptyTitleIsNamed(String body) {
        problem(patch(article("0"), body), 400, "invalid_field", "title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{\"name\":\"Ada\"} trailing", "{\"name\":\"Ada\"}{\"name\":\"Eve\"}"})
    void bodyMustBeOneObject(String body) {
        Wallet reader = wallet();

        given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/clients")
                .then()
                .statusCode(400);
        change(reader, body).then().statusCode(400);
        putJson(newSlug(), body).then().statusCode(400);

        as(reader).get("/v1/me").then().body("name", is("reader"));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 20_000})
    void deepJsonIsRefusedOrStored(int depth) {
        String body = with("\"metadata\":" + "{\"a\":".repeat(depth) + "1" + "}".repeat(depth));

        int status = putJson(newSlug(), body).statusCode();

        assertEquals(depth == 100 ? 201 : 400, status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deeplyNestedBracketsAreRefused(String opening) {
        change(wallet(), opening.repeat(10_000)).then().statusCode(400);
    }
}
