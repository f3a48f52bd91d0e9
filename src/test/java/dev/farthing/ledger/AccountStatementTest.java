package dev.farthing.ledger;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.credit;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.draft;
import static dev.farthing.support.Calls.published;
import static dev.farthing.support.Calls.refund;
import static dev.farthing.support.Expect.problem;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client's statement: entries, purchases, and the balance at any time. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AccountStatementTest {
    private final TestDatabase database = TestDatabase.shared();
    private String slug;

    @BeforeEach
    void thereIsAnArticle() {
        slug = article("0.05");
    }

    /** Credit of 1.00, a purchase of 0.05, its refund. */
    private Wallet readerWithThreeEntries() {
        Wallet reader = wallet("1.00");
        read(reader, slug).then().statusCode(200);
        refund(reader, slug).then().statusCode(201);
        return reader;
    }

    @Test
    void statementIsNewestFirstWithTheBalanceAfterEachEntry() {
        as(readerWithThreeEntries())
                .get("/v1/me/entries")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "private, no-store")
                .body("items.sequence", is(List.of(3, 2, 1)))
                .body("items.kind", is(List.of("REFUND", "PURCHASE", "GRANT")))
                .body("items.amount.amount", is(List.of("0.05", "0.05", "1.00")))
                .body("items.from", is(List.of("REVENUE", "CLIENT", "PROMOTION")))
                .body("items.to", is(List.of("CLIENT", "REVENUE", "CLIENT")))
                .body("items.balanceAfter.amount", is(List.of("1.00", "0.95", "1.00")))
                .body("items[1].balanceAfter", is(Map.of("amount", "0.95", "currency", "EUR")))
                .body("items[1].article", is(slug))
                .body("items[1].corrects", nullValue())
                .body("items[0].article", is(slug))
                .body("items[0].corrects", is(2))
                .body("items[0].reason", is("was not what it said"))
                .body("items[2].article", nullValue())
                .body("items[2].reason", is("for a test"))
                .body("next", nullValue());
    }

    @Test
    void newClientHasAnEmptyStatement() {
        Wallet reader = wallet();

        as(reader)
                .get("/v1/me/entries")
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("next", nullValue());
        as(reader)
                .get("/v1/me/purchases")
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("next", nullValue());
        as(reader).get("/v1/me/balance").then().statusCode(200).body("balance.amount", is("0.00"));
    }

    @Test
    void statementShowsOnlyTheClientsOwnEntries() {
        readerWithThreeEntries();

        as(wallet("2.00")).get("/v1/me/entries").then().body("items.amount.amount", is(List.of("2.00")));
    }

    @ParameterizedTest
    @CsvSource({"entries", "purchases"})
    void pagesAreContiguous(String listing) {
        Wallet reader = wallet("1.00");
        for (int i = 0; i < 5; i++) {
            read(reader, article("0.01")).then().statusCode(200);
        }
        String field = listing.equals("entries") ? "items.sequence" : "items.entry";
        List<Integer> walked = new ArrayList<>();
        String path = "/v1/me/" + listing + "?limit=2";
        while (path != null && walked.size() < 20) {
            Response page = as(reader).get(path);
            walked.addAll(page.then().statusCode(200).extract().path(field));
            String link = page.header("Link");
            assertEquals(page.path("next") == null, link == null);
            path = link == null ? null : link.substring(1, link.indexOf('>'));
        }

        assertEquals(listing.equals("entries") ? List.of(6, 5, 4, 3, 2, 1) : List.of(6, 5, 4, 3, 2), walked);
    }

    @Test
    void fromIsInclusiveAndToIsExclusive() {
        Wallet reader = readerWithThreeEntries();
        String time = as(reader).get("/v1/me/entries").path("items[1].time");

        sequences(reader, "from", time).then().body("items.sequence", is(List.of(3, 2)));
        sequences(reader, "to", time).then().body("items.sequence", is(List.of(1)));
        sequences(reader, "from", "2999-01-01").then().body("items", empty());
        sequences(reader, "to", "1970-01-01").then().body("items", empty());
        sequences(reader, "to", "2999-01-01T00:00:00+02:00").then().body("items.sequence", is(List.of(3, 2, 1)));
    }

    @Test
    void purchasesHaveFromAndToAsWell() {
        Wallet reader = readerWithThreeEntries();
        String at = as(reader).get("/v1/me/purchases").path("items[0].purchasedAt");

        as(reader).queryParam("from", at).get("/v1/me/purchases").then().body("items.article", is(List.of(slug)));
        as(reader).queryParam("to", at).get("/v1/me/purchases").then().body("items", empty());
    }

    @Test
    void refundedPurchaseIsNoLongerLive() {
        as(readerWithThreeEntries())
                .get("/v1/me/purchases")
                .then()
                .statusCode(200)
                .body("items.size()", is(1))
                .body("items[0].article", is(slug))
                .body("items[0].price.amount", is("0.05"))
                .body("items[0].live", is(false))
                .body("items[0].refundedAt", notNullValue())
                .body("items[0].entry", is(2));
    }

    @Test
    void everyPurchaseIsListedAlsoOfAnArticleThatWasBoughtAgain() {
        Wallet reader = wallet("1.00");
        String lasting = article("0.05");
        String weekly = published(draft("0.01", "accessPeriod", "P7D"));
        read(reader, weekly).then().statusCode(200);
        read(reader, lasting).then().statusCode(200);
        refund(reader, lasting).then().statusCode(201);
        database.execute(
                "update purchase set purchased_at = now() - interval '8 days', expires_at = now() - interval '1 day'"
                        + " where client_id = '" + reader.id() + "' and refunded_at is null");
        read(reader, weekly).then().statusCode(200);
        read(reader, lasting).then().statusCode(200);
        refund(reader, lasting).then().statusCode(201);
        read(reader, lasting).then().statusCode(200);

        Response all = as(reader).get("/v1/me/purchases");
        all.then()
                .body("items.article", is(List.of(lasting, lasting, weekly, lasting, weekly)))
                .body("items.state", is(List.of("LIVE", "REFUNDED", "LIVE", "REFUNDED", "ENDED")))
                .body("items.live", is(List.of(true, false, true, false, false)))
                .body("items.entry", is(List.of(8, 6, 5, 3, 2)))
                .body("items[1].refundedAt", notNullValue())
                .body("items[3].refundedAt", notNullValue())
                .body("items[4].expiresAt", nullValue());
        Response first = as(reader).get("/v1/me/purchases?limit=3");
        as(reader)
                .queryParam("limit", "3")
                .queryParam("cursor", first.<String>path("next"))
                .get("/v1/me/purchases")
                .then()
                .body("items.entry", is(List.of(3, 2)))
                .body("next", nullValue());
        assertEquals(
                6,
                as(reader).accept("text/csv").get("/v1/me/purchases").asString().split("\r\n").length);
    }

    @Test
    void latestPurchaseThatEndedIsListedAsEnded() {
        Wallet reader = wallet("1.00");
        read(reader, published(draft("0.01", "accessPeriod", "P7D"))).then().statusCode(200);
        database.execute(
                "update purchase set expires_at = now() - interval '1 second' where client_id = '" + reader.id() + "'");

        as(reader)
                .get("/v1/me/purchases")
                .then()
                .body("items.state", is(List.of("ENDED")))
                .body("items[0].expiresAt", notNullValue());
    }

    @Test
    void csvBeginsWithAByteOrderMarkIfWanted() {
        Wallet reader = wallet("1.00");

        for (String list : List.of("/v1/me/entries?bom=true", "/v1/me/purchases?bom=true&limit=1")) {
            String csv = as(reader).accept("text/csv").get(list).asString();
            assertTrue(csv.startsWith("\uFEFF") && csv.indexOf('\uFEFF', 1) < 0, csv);
        }
        assertTrue(asAdmin()
                .accept("text/csv")
                .get("/v1/acts?bom=true&limit=1")
                .asString()
                .startsWith("\uFEFFid,"));
        assertTrue(as(reader)
                .accept("text/csv")
                .get("/v1/me/entries?bom=false")
                .asString()
                .startsWith("sequence,"));
        problem(as(reader).accept("text/csv").get("/v1/me/entries?bom=1"), 400, "invalid_parameter", "bom");
    }

    @Test
    void balanceIsKnownForEveryInstant() {
        Wallet reader = readerWithThreeEntries();
        List<String> times = as(reader).get("/v1/me/entries").path("items.time");

        balanceAt(reader, "2000-01-01").then().body("balance.amount", is("0.00"));
        balanceAt(reader, times.get(2)).then().body("balance.amount", is("1.00"));
        balanceAt(reader, times.get(1))
                .then()
                .statusCode(200)
                .body("balance", is(Map.of("amount", "0.95", "currency", "EUR")))
                .body("at", is(times.get(1)));
        balanceAt(reader, times.get(0)).then().body("balance.amount", is("1.00"));
        as(reader)
                .get("/v1/me/balance")
                .then()
                .body("balance.amount", is("1.00"))
                .body("at", notNullValue());
    }

    @Test
    void statementIsExportedAsCsv() {
        Wallet reader = readerWithThreeEntries();
        List<String> ids = as(reader).get("/v1/me/entries").path("items.id");
        List<String> times = as(reader).get("/v1/me/entries").path("items.time");

        Response csv = as(reader).accept("text/csv").get("/v1/me/entries");

        csv.then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Cache-Control", "private, no-store")
                .header("Vary", containsString("Accept"));
        List<String> lines = List.of(csv.asString().replace("\"", "").split("\r\n"));
        assertEquals(4, lines.size());
        assertEquals(
                "sequence,id,time,kind,from,to,change,balance_after,currency,article,corrects,reference,reason,promotional,expires_at",
                lines.get(0));
        assertEquals(
                "3,%s,%s,REFUND,REVENUE,CLIENT,0.05,1.00,EUR,%s,2,,was not what it said,0.05,"
                        .formatted(ids.get(0), times.get(0), slug),
                lines.get(1));
        assertEquals(
                "2,%s,%s,PURCHASE,CLIENT,REVENUE,-0.05,0.95,EUR,%s,,,,0.05,".formatted(ids.get(1), times.get(1), slug),
                lines.get(2));
        assertTrue(lines.get(3)
                .startsWith("1,%s,%s,GRANT,PROMOTION,CLIENT,1.00,1.00,EUR,,,".formatted(ids.get(2), times.get(2))));
    }

    @Test
    void csvIsCompleteWithoutALimit() {
        Wallet reader = wallet();
        for (int i = 0; i < 25; i++) {
            credit(reader, "0.01");
        }

        assertEquals(
                26,
                as(reader).accept("text/csv").get("/v1/me/entries").asString().split("\r\n").length);
        assertEquals(
                3,
                as(reader)
                        .accept("text/csv")
                        .get("/v1/me/entries?limit=2")
                        .asString()
                        .split("\r\n")
                        .length);
    }

    @Test
    void csvHasNoFormulasThatASpreadsheetRuns() {
        String title = "=HYPERLINK(\"https://evil.example\"), \"x\"\nsame line";
        Wallet reader = wallet("1.00");
        read(reader, published(draft("0.05", "title", title))).then().statusCode(200);
        asAdmin()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "=key")
                .body(Map.of("amount", Map.of("amount", "1", "currency", "EUR"), "reason", "@SUM(1)"))
                .post("/v1/clients/" + reader.id() + "/credits")
                .then()
                .statusCode(201);

        as(reader)
                .accept("text/csv")
                .get("/v1/me/purchases")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString(
                                "article,title,price,currency,purchased_at,expires_at,refunded_at,entry,state\r\n"),
                        containsString(",\"'=HYPERLINK(\"\"https://evil.example\"\"), \"\"x\"\" same line\",0.05,EUR,"),
                        containsString(",,2,LIVE\r\n")));
        as(reader).accept("text/csv").get("/v1/me/entries").then().body(containsString("'@SUM(1)"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/me/entries?from=yesterday, from",
        "/v1/me/entries?to=2026-02-30, to",
        "/v1/me/purchases?from=2026-01-01T00:00, from",
        "/v1/me/balance?at=nonsense, at",
    })
    void invalidTimeIsNamed(String path, String name) {
        problem(as(wallet()).get(path), 400, "invalid_parameter", name);
    }

    private static Response sequences(Wallet reader, String name, String time) {
        return as(reader).queryParam(name, time).get("/v1/me/entries");
    }

    private static Response balanceAt(Wallet reader, String time) {
        return as(reader).queryParam("at", time).get("/v1/me/balance");
    }
}
