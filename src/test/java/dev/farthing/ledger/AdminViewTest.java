package dev.farthing.ledger;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.staff;
import static dev.farthing.support.Expect.problem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients and their money, as admins see them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AdminViewTest {

    @Test
    void clientsAreListedNewestFirstWithTheirBalances() {
        Wallet poor = wallet();
        Wallet rich = wallet("1.00");

        asAdmin()
                .get("/v1/clients?limit=2")
                .then()
                .statusCode(200)
                .body("items.id", is(List.of(rich.id(), poor.id())))
                .body("items.name", is(List.of("reader", "reader")))
                .body("items.role", is(List.of("CLIENT", "CLIENT")))
                .body("items.balance.amount", is(List.of("1.00", "0.00")))
                .body("items[0].limits.autoPurchase", is(true))
                .body("items[0].createdAt", notNullValue())
                .body("items[0].apiKey", nullValue())
                .body("next", notNullValue());
    }

    @Test
    void pagesOfClientsAreContiguous() {
        Wallet one = wallet();
        Wallet two = wallet();
        Wallet three = wallet();
        Response page = asAdmin().get("/v1/clients?limit=1");
        String link = page.header("Link");

        Response next = asAdmin().get(link.substring(1, link.indexOf('>')));

        assertEquals(three.id(), page.path("items[0].id"));
        assertEquals(two.id(), next.path("items[0].id"));
        asAdmin()
                .queryParam("cursor", next.<String>path("next"))
                .queryParam("limit", 1)
                .get("/v1/clients")
                .then()
                .body("items[0].id", is(one.id()));
    }

    @Test
    void clientIsShownWithItsBalance() {
        Wallet reader = wallet("1.00");

        asAdmin()
                .get("/v1/clients/" + reader.id())
                .then()
                .statusCode(200)
                .body("id", is(reader.id()))
                .body("name", is("reader"))
                .body("balance", is(Map.of("amount", "1.00", "currency", "EUR")))
                .body("limits.maxPrice", nullValue());
    }

    @Test
    void adminSeesTheStatementOfTheClient() {
        Wallet reader = wallet("1.00");
        read(reader, article("0.05")).then().statusCode(200);

        Response seen = asAdmin().get("/v1/clients/" + reader.id() + "/entries");

        seen.then().statusCode(200).body("items.sequence", is(List.of(2, 1)));
        assertEquals(as(reader).get("/v1/me/entries").asString(), seen.asString());
    }

    @Test
    void statementOfAnAdminHasPagesAndTimes() {
        Wallet reader = wallet("1.00");
        read(reader, article("0.05")).then().statusCode(200);
        String path = "/v1/clients/" + reader.id() + "/entries";

        asAdmin()
                .get(path + "?limit=1")
                .then()
                .body("items.sequence", is(List.of(2)))
                .body("next", notNullValue());
        asAdmin().get(path + "?to=2000-01-01").then().body("items", is(List.of()));
        problem(asAdmin().get(path + "?from=x"), 400, "invalid_parameter", "from");
    }

    @Test
    void adminWithAWalletSeesTheSame() {
        Wallet reader = wallet("1.00");

        as(staff("ADMIN"))
                .get("/v1/clients/" + reader.id())
                .then()
                .statusCode(200)
                .body("balance.amount", is("1.00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/entries"})
    void unknownClientIs404AndMalformedIdIs400(String rest) {
        problem(asAdmin().get("/v1/clients/" + UUID.randomUUID() + rest), 404, "client_not_found");
        problem(asAdmin().get("/v1/clients/nonsense" + rest), 400, "invalid_parameter", "id");
        problem(asAdmin().get("/v1/clients/1-1-1-1-1" + rest), 400, "invalid_parameter", "id");
    }
}
