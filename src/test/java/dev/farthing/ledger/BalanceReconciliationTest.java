package dev.farthing.ledger;

import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Metrics;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.math.BigInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A balance that differs from its entries shows in the gauges and in the health detail. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BalanceReconciliationTest {
    private static final String WARNING = "checks[name=Books].data.warning";

    @Inject
    @Wellness
    BalanceReconciliation audit;

    private final TestDatabase database = TestDatabase.shared();
    private Wallet wallet;

    @BeforeEach
    void makeClient() {
        wallet = wallet("1.00");
    }

    @AfterEach
    void putRight() {
        change("""
                balance_micros = 1000000, promo_micros = 1000000, last_sequence = 1,
                promo_left = '{1000000}', promo_until = '{infinity}'""");
        audit.run();
    }

    @Test
    void rightBooksHaveNoDifference() {
        assertEquals(BigInteger.ZERO, audit.run().differenceMicros());

        assertGauges("0.0", "0.0");
        given().get("/q/health/well").then().statusCode(200).body(WARNING, nullValue());
    }

    @Test
    void falsifiedBalanceIsCountedAndReported() {
        change("balance_micros = 1000007");

        assertEquals(BigInteger.valueOf(7), audit.run().differenceMicros());

        assertGauges("7.0", "1.0");
        given().get("/q/health/well")
                .then()
                .statusCode(200)
                .body("checks[name=Books].status", is("UP"))
                .body("checks[name=Books].data.differenceMicros", is(7))
                .body(WARNING, is("1 accounts differ from their entries"));
    }

    @Test
    void falsifiedSequenceIsReported() {
        change("last_sequence = 2");

        assertEquals(1, audit.run().wrongAccounts());

        assertGauges("0.0", "1.0");
        given().get("/q/health/well").then().statusCode(200).body(WARNING, is("1 accounts differ from their entries"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "promo_micros = 999999",
                "promo_left = '{999999}'",
                "promo_left = '{999999,2}', promo_until = '{2999-01-01,infinity}'",
                "promo_left = '{}', promo_until = '{}'",
                "promo_micros = 0, promo_left = '{}', promo_until = '{}'",
            })
    void falsifiedPromotionalCreditIsReported(String falsified) {
        change(falsified);

        assertEquals(1, audit.run().wrongAccounts());

        assertGauges("0.0", "1.0");
        given().get("/q/health/well").then().statusCode(200).body(WARNING, is("1 accounts differ from their entries"));
    }

    @Test
    void promotionalCreditInTwoLotsIsRight() {
        change("promo_left = '{999999,1}', promo_until = '{2999-01-01,infinity}'");

        assertEquals(0, audit.run().wrongAccounts());
    }

    @Test
    void warningEndsWhenTheBooksAreRightAgain() {
        change("balance_micros = 1000007");
        audit.run();
        change("balance_micros = 1000000");

        audit.run();

        assertGauges("0.0", "0.0");
        given().get("/q/health/well").then().statusCode(200).body(WARNING, nullValue());
    }

    @Test
    void timeOfTheLastAuditIsShown() {
        BalanceReconciliation.Result result = audit.run();

        assertEquals(
                result.at().getEpochSecond(),
                Metrics.now().value("farthing_audit_finished_timestamp_seconds").longValueExact());
    }

    @Test
    void auditCoversEveryAccount() {
        database.execute("""
                insert into client (id, name, role, created_at)
                select ('ffffffff-0000-0000-0000-' || lpad(i::text, 12, '0'))::uuid, 'Audited', 'CLIENT', now()
                from generate_series(1, 1200) i;
                insert into account (client_id, balance_micros, last_sequence)
                select id, case when id::text like '%001200' then 3 else 0 end, 0 from client where name = 'Audited'""");
        try {
            BalanceReconciliation.Result result = audit.run();

            assertEquals(database.value("select count(*) from account"), String.valueOf(result.accounts()));
            assertEquals(1, result.wrongAccounts());
            assertEquals(BigInteger.valueOf(3), result.differenceMicros());
        } finally {
            database.execute("delete from account where client_id::text like 'ffffffff-0000-%';"
                    + "delete from client where name = 'Audited'");
        }
    }

    private void change(String to) {
        database.execute("update account set " + to + " where client_id = '" + wallet.id() + "'");
    }

    private static void assertGauges(String difference, String wrongAccounts) {
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("farthing_audit_difference " + difference + "\n"))
                .body(containsString("farthing_audit_wrong_accounts " + wrongAccounts + "\n"));
    }
}
