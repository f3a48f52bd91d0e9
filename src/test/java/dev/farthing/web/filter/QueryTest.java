package dev.farthing.web.filter;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.newSlug;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Contract;
import dev.farthing.support.http.Request;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Query parameters of calls that change something, and of those that read. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class QueryTest {
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String FILE = "# Free lunch\n\nThere is none.";

    @Test
    void everyCallThatChangesSomethingRefusesAnUnknownParameter() {
        Wallet reader = wallet();
        List<String> lenient = new ArrayList<>();
        for (Contract.Operation operation : Contract.published().operations()) {
            if (WRITES.contains(operation.method())) {
                Response answer = send(operation, as(reader));
                answer = answer.statusCode() == 403 ? send(operation, asAdmin()) : answer;
                if (answer.statusCode() == 400 && "prise".equals(answer.path("field"))) {
                    problem(answer, 400, "invalid_parameter", "prise");
                } else {
                    lenient.add(operation.toString());
                }
            }
        }

        assertEquals(List.of("POST /top-up", "POST /v1/webhooks/{processor}"), lenient);
    }

    @SuppressWarnings("unchecked")
    private static Response send(Contract.Operation operation, Request request) {
        Map<String, Object> body = (Map<String, Object>) operation.description().getOrDefault("requestBody", Map.of());
        Map<String, Object> content = (Map<String, Object>) body.getOrDefault("content", Map.of());
        content.keySet().stream().findFirst().ifPresent(request::contentType);
        return request.request(operation.method(), operation.path().replaceAll("\\{[^}]+}", "x") + "?prise=0.05");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?prise=0.05 | prise | there are: ",
                "?Price=0.05 | Price | there are: ",
                "?price[]=0.05 | price[] | there are: ",
                "?price=0.05&x | x | there are: ",
                "?=0.05 | 0.05 | there are: ",
                "?price= | price | is empty",
                "?price | price | is empty",
                "?price=%20 | price | is empty",
                "?price=0.05&price=0.05 | price | more than once",
                "?price=0.05&price= | price | more than once",
                "?price=0.05&%70rice=0.10 | price | more than once"
            })
    void publishingWithAParameterThatSaysNothingChangesNothing(String query, String field, String why) {
        String path = "/v1/articles/" + newSlug();

        Response answer = asAdmin().body(FILE).put(path + query.replace("[]", "%5B%5D"));

        problem(answer, 400, "invalid_parameter", field).body("detail", containsString(why));
        given().get(path + "/preview").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?price=0.05", "?", "?&", "?&price=0.05&"})
    void publishingWithTheParametersThatExistPublishes(String query) {
        asAdmin().body(FILE).put("/v1/articles/" + newSlug() + query).then().statusCode(201);
    }

    @Test
    void aCallWithoutParametersSaysSo() {
        Response answer =
                as(wallet()).contentType("application/json").body("{}").patch("/v1/me?name=x");

        problem(answer, 400, "invalid_parameter", "name").body("detail", is("This call has no query parameters."));
    }

    @Test
    void strangersLearnNothingOfParameters() {
        problem(given().body(FILE).put("/v1/articles/" + newSlug() + "?prise=1"), 401, "authentication_required");
        problem(as(wallet()).body(FILE).put("/v1/articles/" + newSlug() + "?prise=1"), 403, "forbidden");
    }

    @Test
    void readsIgnoreUnknownParameters() {
        String slug = article("0.00");
        for (String path :
                List.of("/v1/articles/" + slug, "/v1/articles/" + slug + "/preview", "/v1/articles", "/errors")) {
            given().get(path + "?utm_source=letter&fbclid=&fbclid=2").then().statusCode(200);
        }
        as(wallet()).get("/v1/me/entries?x=1").then().statusCode(200);
    }

    @Test
    void aTopUpLinkThatWasPassedOnKeepsItsMeaning() {
        String slug = article("0.05");
        String link = given().get("/v1/articles/" + slug)
                .then()
                .statusCode(402)
                .extract()
                .<String>path("topUpUrl");
        String passedOn = link.substring(link.indexOf("/top-up")) + "&utm_source=letter&x=";

        given().accept("text/html")
                .get(passedOn)
                .then()
                .statusCode(200)
                .body(containsString("amp;signature="))
                .body(not(containsString("letter")));
        given().post(passedOn).then().statusCode(201);
    }

    @Test
    void aProcessorsEventIsNotRefusedForItsAddress() {
        Response answer = given().contentType("application/json").body("{}").post("/v1/webhooks/none?x=1&x=2&y=");

        problem(answer, 404, "not_found");
    }
}
