package dev.farthing.ledger;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.refund;
import static dev.farthing.support.Expect.problem;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Revenue since this test's first purchase: two of one article, one refunded, and one of another. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RevenueTest {
    private String first;
    private String second;
    private String from;

    @BeforeEach
    void threePurchasesAndARefund() {
        List<String> slugs =
                Stream.of(article("0.05"), article("0.005")).sorted().toList();
        first = slugs.get(0);
        second = slugs.get(1);
        Wallet reader = wallet("1.00");
        Wallet other = wallet("1.00");
        read(reader, first).then().statusCode(200);
        read(other, first).then().statusCode(200);
        read(reader, second).then().statusCode(200);
        refund(other, first).then().statusCode(201);
        from = as(reader).get("/v1/me/entries").path("items[1].time");
    }

    private Response report(String... parameters) {
        var request = asAdmin().queryParam("from", from);
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/v1/reports/revenue");
    }

    private static Map<String, String> eur(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    private String price(String slug) {
        return asAdmin().get("/v1/articles/" + slug).path("price.amount");
    }

    @Test
    void revenueByArticle() {
        String firstPrice = price(first);
        String secondPrice = price(second);
        String both = firstPrice.equals("0.05") ? "0.105" : "0.06";

        report("by", "article")
                .then()
                .statusCode(200)
                .body("by", is("article"))
                .body("from", notNullValue())
                .body("to", notNullValue())
                .body("items.heading", is(List.of(first, second)))
                .body("items.purchases", is(List.of(2, 1)))
                .body("items[0].refunded", is(eur(firstPrice)))
                .body("items[0].net", is(eur(firstPrice)))
                .body("items[1].earned", is(eur(secondPrice)))
                .body("items[1].refunded", is(eur("0.00")))
                .body("items[1].net", is(eur(secondPrice)))
                .body("total.heading", nullValue())
                .body("total.purchases", is(3))
                .body("total.earned", is(eur(both)))
                .body("total.refunded", is(eur(firstPrice)))
                .body("total.net", is(eur("0.055")))
                .body("next", nullValue());
    }

    @Test
    void revenueByDayIsTheDefault() {
        report().then()
                .statusCode(200)
                .body("by", is("day"))
                .body("items.heading", is(List.of(from.substring(0, 10))))
                .body("items.purchases", is(List.of(3)))
                .body("items.net", is(List.of(eur("0.055"))))
                .body("total.net", is(eur("0.055")));
    }

    @Test
    void pageHasTheTotalOfAllLines() {
        Response page = report("by", "article", "limit", "1");

        page.then()
                .statusCode(200)
                .body("items.heading", is(List.of(first)))
                .body("total.purchases", is(3))
                .header("Link", notNullValue());
        report("by", "article", "limit", "1", "cursor", page.path("next"))
                .then()
                .statusCode(200)
                .body("items.heading", is(List.of(second)))
                .body("total.purchases", is(3))
                .body("next", nullValue());
    }

    @Test
    void dayToItselfIsThatDay() {
        String day = from.substring(0, 10);

        report("to", day).then().body("total.purchases", is(3));
        asAdmin().get("/v1/reports/revenue?from=" + day + "&to=" + day).then().body("items.heading", is(List.of(day)));
    }

    @Test
    void spanWithoutSalesIsZero() {
        asAdmin()
                .get("/v1/reports/revenue?to=2000-01-01")
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("total.purchases", is(0))
                .body("total.net", is(eur("0.00")));
    }

    @Test
    void cursorOfAnotherGroupingIsRefused() {
        String cursor = report("by", "article", "limit", "1").path("next");

        problem(report("by", "day", "cursor", cursor), 400, "invalid_cursor", "cursor");
    }

    @ParameterizedTest
    @CsvSource({"by=month, by", "by=DAY, by", "to=nonsense, to", "limit=0, limit", "cursor=x, cursor"})
    void wrongParameterIsNamed(String query, String name) {
        String code = name.equals("cursor") ? "invalid_cursor" : "invalid_parameter";

        problem(asAdmin().get("/v1/reports/revenue?" + query), 400, code, name);
    }
}
