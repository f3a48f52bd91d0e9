package dev.farthing.topup;

import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.credit;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Payments.refund;
import static dev.farthing.support.Payments.topUp;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.AnotherShop;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Books;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** A bonus ends by itself and with its top-up, never at the cost of another grant. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(AnotherShop.class)
class BonusLifetimeTest {
    private final TestDatabase database = TestDatabase.shared();

    private void theBonusEnds(Wallet reader) {
        database.execute("update account set promo_until[1] = now() - interval '1 second' where client_id = '"
                + reader.id() + "'");
    }

    @Test
    void bonusShowsItsEnd() {
        Wallet reader = wallet();

        topUp(reader, "10.00");

        as(reader)
                .get("/v1/me/entries")
                .then()
                .body("items[0].kind", is("BONUS"))
                .body("items[0].expiresAt", notNullValue());
        as(reader).get("/v1/me/balance").then().body("ending.amount", contains(eur("1.00")));
    }

    @Test
    void refundOfATopUpTakesItsBonusFromCreditOfTheSameEnd() {
        Wallet reader = wallet();
        String id = topUp(reader, "10.00");
        credit(reader, "2.00");

        refund(id, "10.00").then().statusCode(201).body("bonus", is(eur("1.00")));

        as(reader)
                .get("/v1/me/balance")
                .then()
                .body("balance", is(eur("2.00")))
                .body("ending.amount", is(java.util.List.of()));
    }

    @Test
    void expiredBonusIsNotTakenFromAnotherGrant() {
        Wallet reader = wallet();
        String id = topUp(reader, "10.00");
        theBonusEnds(reader);
        credit(reader, "5.00");

        refund(id, "10.00").then().statusCode(201).body("bonus", org.hamcrest.Matchers.nullValue());

        as(reader)
                .get("/v1/me/entries")
                .then()
                .body("items.kind", contains("TOP_UP_REFUND", "GRANT", "EXPIRY", "BONUS", "TOP_UP"));
        assertEquals("5.00", balance(reader));
        Books.assertRight(database);
    }
}
