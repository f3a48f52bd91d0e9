package dev.farthing.ledger;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.AnotherShop;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A date is a day in {@code farthing.time-zone}. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(AnotherShop.class)
class DaysOfTheShopTest {
    private static final String DAY = "2090-01-01";
    private static final String ITS_END = "2090-01-01T11:00:00Z";

    private final TestDatabase database = TestDatabase.shared();

    /** Sells at these instants. */
    private Wallet readerWithSales(String... times) {
        Wallet reader = wallet("1.00");
        for (String time : times) {
            read(reader, article("0.05")).then().statusCode(200);
            database.execute("update ledger_entry set created_at = '" + time + "' where client_id = '" + reader.id()
                    + "' and sequence = (select max(sequence) from ledger_entry where client_id = '" + reader.id()
                    + "')");
        }
        return reader;
    }

    private static Response report(String from, String to) {
        return asAdmin().get("/v1/reports/revenue?from=" + from + "&to=" + to);
    }

    @Test
    void reportFromADayToItselfIsThatDay() {
        // In Auckland, 29 September 2030 has 23 hours.
        readerWithSales(
                "2030-09-28T11:59:59Z", "2030-09-28T12:00:00Z", "2030-09-29T10:59:59.999999Z", "2030-09-29T11:00:00Z");

        report("2030-09-29", "2030-09-29")
                .then()
                .body("items.heading", is(List.of("2030-09-29")))
                .body("items.purchases", is(List.of(2)))
                .body("total.purchases", is(2))
                .body("from", is("2030-09-28T12:00:00Z"))
                .body("to", is("2030-09-29T11:00:00Z"));
        report("2030-09-28", "2030-09-30")
                .then()
                .body("items.heading", is(List.of("2030-09-30", "2030-09-29", "2030-09-28")))
                .body("items.purchases", is(List.of(1, 2, 1)));
    }

    @Test
    void statementEndsWithItsLastDay() {
        Wallet reader = readerWithSales("2031-01-10T10:59:59Z", "2031-01-10T11:00:00Z");

        for (String list : List.of("/v1/me/purchases", "/v1/me/entries")) {
            as(reader).get(list + "?from=2031-01-10&to=2031-01-10").then().body("items.size()", is(1));
        }
        asAdmin()
                .get("/v1/clients/" + reader.id() + "/entries?from=2031-01-11&to=2031-01-11")
                .then()
                .body("items.sequence", is(List.of(3)));
    }

    @Test
    void keyCreditAndVoucherLastUntilTheEndOfTheirDay() {
        Wallet reader = wallet();

        as(reader)
                .contentType(ContentType.JSON)
                .body(Map.of("label", "a day", "expiresAt", DAY))
                .post("/v1/me/keys")
                .then()
                .statusCode(201)
                .body("expiresAt", is(ITS_END));
        asAdmin()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("amount", eur("1.00"), "reason", "a gift", "expiresAt", DAY))
                .post("/v1/clients/" + reader.id() + "/credits")
                .then()
                .statusCode(201)
                .body("expiresAt", is(ITS_END));
        asAdmin()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("amount", eur("1.00"), "count", 1, "expiresAt", DAY, "creditExpiresAt", DAY))
                .post("/v1/voucher-batches")
                .then()
                .statusCode(201)
                .body("expiresAt", is(ITS_END))
                .body("creditExpiresAt", is(ITS_END));
    }

    @Test
    void dailyLimitCountsByTheDayOfTheShop() {
        Wallet reader = wallet("1.00");
        as(reader)
                .contentType(ContentType.JSON)
                .body(Map.of("limits", Map.of("dailyLimit", eur("0.05"))))
                .patch("/v1/me")
                .then()
                .statusCode(200);
        read(reader, article("0.05")).then().statusCode(200);

        assertEquals(
                "t",
                database.value(
                        "select spent_on = (now() at time zone '" + AnotherShop.ZONE
                                + "')::date from account where client_id = ?::uuid",
                        reader.id()));
        problem(read(reader, article("0.05")), 402, "daily_limit_reached");
        database.execute("update account set spent_on = spent_on - 1 where client_id = '" + reader.id() + "'");
        read(reader, article("0.05")).then().statusCode(200);
    }

    @Test
    void dayOfAnInstantIsTheSameInPostgresAndJava() {
        ZoneId zone = ZoneId.of(AnotherShop.ZONE);

        for (String instant : List.of("2030-09-28T11:59:59Z", "2030-09-28T12:00:00Z", "2030-09-29T11:00:00Z")) {
            assertEquals(
                    java.time.Instant.parse(instant).atZone(zone).toLocalDate().toString(),
                    database.value("select " + Eligibility.dayOf("timestamptz '" + instant + "'", zone)));
        }
    }
}
