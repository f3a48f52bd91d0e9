package dev.farthing.ledger;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.support.Payments.topUp;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Payments;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each amount and balance fits into a long; a sum of many need not. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LargeSumsTest {
    /** Of the largest amount each: together more micros than a long holds. */
    private static final int MOVEMENTS = 9_300;

    private static final String IN_ALL = MOVEMENTS + "000000000.00";

    private final TestDatabase database = TestDatabase.shared();
    private Wallet wallet;
    private String topUp;

    @Inject
    @Wellness
    BalanceReconciliation audit;

    @BeforeEach
    void makeClient() {
        wallet = wallet();
        topUp = topUp(wallet, "5.00");
    }

    /** The client pays in and spends; its balance is as before. */
    private void moveMuchMoney() {
        database.execute("""
                insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                                          balance_before_micros, balance_after_micros, created_at)
                select '%1$s'::uuid, 2 * n + leg, gen_random_uuid(),
                       case leg when 0 then 'ADJUSTMENT' else 'PURCHASE' end,
                       case leg when 0 then 'ADJUSTMENT' else 'CLIENT' end, case leg when 0 then 'CLIENT' else 'REVENUE' end,
                       1000000000000000, 5000000 + leg * 1000000000000000, 5000000 + (1 - leg) * 1000000000000000,
                       '1999-01-01'::timestamptz + n * interval '1 minute'
                from generate_series(1, %2$d) n, generate_series(0, 1) leg;
                update account set last_sequence = 1 + 2 * %2$d where client_id = '%1$s'""".formatted(wallet.id(), MOVEMENTS));
    }

    @AfterEach
    void forget() {
        database.execute("""
                delete from purchase where client_id = '%1$s';
                delete from ledger_entry where client_id = '%1$s' and sequence > 1;
                update account set last_sequence = 1, balance_micros = 5000000 where client_id = '%1$s'""".formatted(wallet.id()));
    }

    @Test
    void revenueIsExact() {
        moveMuchMoney();

        for (String by : List.of("day", "article")) {
            asAdmin()
                    .get("/v1/reports/revenue?from=1999-01-01&to=1999-02-01&by=" + by)
                    .then()
                    .statusCode(200)
                    .body("total.purchases", is(MOVEMENTS))
                    .body("total.earned", is(eur(IN_ALL)))
                    .body("total.net", is(eur(IN_ALL)));
        }
    }

    @Test
    void refundOfAnOldTopUpCountsWhatCameLater() {
        moveMuchMoney();

        problem(Payments.refund(topUp, "5.00"), 409, "refund_too_large", "amount");
    }

    @Test
    void daySpentToTheEndOfItsSumSellsOn() {
        database.execute("""
                update account set spent_on = (now() at time zone 'UTC')::date, spent_micros = 9000000000000000000 - 1
                where client_id = '%s'""".formatted(wallet.id()));

        read(wallet, article("0.05")).then().statusCode(200);

        assertEquals(
                "9000000000000000000",
                database.value("select spent_micros from account where client_id = ?::uuid", wallet.id()));
    }

    @Test
    void auditCountsEveryDifference() {
        database.execute("""
                insert into client (id, name, role, created_at)
                select ('ffffffff-0000-0000-0001-' || lpad(i::text, 12, '0'))::uuid, 'Large', 'CLIENT', now()
                from generate_series(1, 20) i;
                insert into account (client_id, balance_micros, last_sequence)
                select id, 1000000000000000000, 0 from client where name = 'Large'""");
        try {
            assertEquals(new BigInteger("20000000000000000000"), audit.run().differenceMicros());
            given().get("/q/health/well")
                    .then()
                    .statusCode(200)
                    .body("checks[name=Books].data.differenceMicros", is(Long.MAX_VALUE));
        } finally {
            database.execute("delete from account where client_id::text like 'ffffffff-0000-0000-0001-%';"
                    + "delete from client where name = 'Large'");
            audit.run();
        }
    }
}
