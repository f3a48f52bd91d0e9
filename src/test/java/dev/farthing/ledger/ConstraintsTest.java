package dev.farthing.ledger;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL enforces each invariant independently of the code, by a constraint or privilege of its name. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ConstraintsTest {
    private final TestDatabase database = TestDatabase.shared();
    private Wallet wallet;

    /** A client with two entries: a grant of 1.00 and a purchase of 0.05. */
    @BeforeEach
    void makeClientWithPurchase() {
        wallet = wallet("1.00");
        read(wallet, article("0.05"));
    }

    @Test
    void entryMovesPositiveAmount() {
        database.assertRefused("entry_moves_positive_amount", entry(3, "PROMOTION", "CLIENT", 0, 950_000, 950_000));
        database.assertRefused("entry_moves_positive_amount", entry(3, "PROMOTION", "CLIENT", -1, 950_000, 949_999));
        database.assertRefused("entry_moves_positive_amount", entry(3, "REVENUE", "REVENUE", 1, 950_000, 950_000));
    }

    @Test
    void entryCarriesBalance() {
        database.assertRefused("entry_carries_balance", entry(3, "PROMOTION", "CLIENT", 1, 950_000, 950_002));
        database.assertRefused("entry_carries_balance", entry(3, "CLIENT", "REVENUE", 1, 950_000, 950_001));
        database.assertRefused("entry_carries_balance", entry(3, "CLIENT", "REVENUE", 950_001, 950_000, -1));
        database.assertRefused("entry_sequence_is_unique", entry(2, "PROMOTION", "CLIENT", 1, 950_000, 950_001));
        database.assertRefused("sequence_starts_at_one", entry(0, "PROMOTION", "CLIENT", 1, 0, 1));
    }

    @Test
    void balanceNeverNegative() {
        database.assertRefused(
                "balance_never_negative", "update account set balance_micros = -1 where client_id = '" + id() + "'");
    }

    @Test
    void clientPaysOnce() {
        database.assertRefused("client_pays_once", """
                insert into purchase (client_id, article_id, entry_id, entry_sequence, price_micros, purchased_at)
                select client_id, article_id, '%s', entry_sequence, price_micros, now() from purchase where client_id = '%s'
                """.formatted(UUID.randomUUID(), id()));
        database.assertRefused("purchase_of_entry", """
                insert into purchase (client_id, article_id, entry_id, entry_sequence, price_micros, purchased_at)
                values ('%s', '%s', '%s', 3, 50000, now())
                """.formatted(id(), UUID.randomUUID(), UUID.randomUUID()));
    }

    @Test
    void entriesAreAppendOnly() {
        database.assertForbidden("update ledger_entry set amount_micros = 1 where client_id = '" + id() + "'");
        database.assertForbidden("delete from ledger_entry where client_id = '" + id() + "'");
        database.assertForbidden("truncate ledger_entry cascade");
        database.assertForbidden("alter table ledger_entry drop constraint entry_moves_positive_amount");
        database.assertForbidden("delete from purchase where client_id = '" + id() + "'");
        database.assertForbidden("delete from account where client_id = '" + id() + "'");
        database.assertForbidden("update books set currency = 'USD'");
        database.assertForbidden("set role farthing_owner");
    }

    @Test
    void acknowledgedSurvives() {
        assertEquals("on", database.value("show fsync"));
        assertEquals("on", database.value("show full_page_writes"));
        assertEquals("on", asApplication("show synchronous_commit"));
        assertEquals(
                "0",
                database.value(
                        "select count(*) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relpersistence <> 'p'"));
    }

    @Test
    void undeliveredIsRefunded() throws SQLException {
        String refund = """
                insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                  balance_before_micros, balance_after_micros, corrects, created_at)
                values ('%1$s', 3, '%2$s', 'REFUND', 'REVENUE', 'CLIENT', 50000, 950000, 1000000, 2, now()),
                       ('%1$s', 4, '%3$s', 'REFUND', 'REVENUE', 'CLIENT', 50000, 1000000, 1050000, 2, now())
                """.formatted(id(), UUID.randomUUID(), UUID.randomUUID());
        database.assertRefused("refunded_once", refund);
        // A top-up may be refunded in parts, each naming the entry that it reverses.
        accept(refund.replace("'REFUND'", "'TOP_UP_REFUND'"));
    }

    @Test
    void promotionalCreditIsPartOfTheBalance() {
        database.assertRefused("promo_within_balance", account("promo_micros = 950001"));
        database.assertRefused("promo_within_balance", account("promo_micros = -1"));
        database.assertRefused("promo_within_balance", account("balance_micros = 949999"));
        database.assertRefused(
                "promo_within_amount",
                entry(3, "PROMOTION", "CLIENT", 1, 950_000, 950_001)
                        .replace("created_at)", "created_at, promo_micros)")
                        .replace("now())", "now(), 2)"));
        database.assertRefused(
                "promo_within_amount",
                entry(3, "PROMOTION", "CLIENT", 1, 950_000, 950_001)
                        .replace("created_at)", "created_at, promo_micros)")
                        .replace("now())", "now(), -1)"));
    }

    @Test
    void promotionalCreditHasAtMost100Ends() {
        String lots = "promo_left = array_fill(1::bigint, array[%d]), promo_until = array_fill(now(), array[%d])";
        database.assertRefused("promo_lots_bounded", account(lots.formatted(101, 101)));
        database.assertRefused("promo_lots_bounded", account(lots.formatted(1, 2)));
        accept(account(lots.formatted(100, 100)));
    }

    @Test
    void paymentCreditsOnce() {
        database.assertRefused("payment_credits_once", """
                insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                  balance_before_micros, balance_after_micros, reference, created_at)
                select client_id, 3, '%s', kind, from_account, to_account, amount_micros, 950000, 1950000, reference, now()
                from ledger_entry where client_id = '%s' and sequence = 1
                """.formatted(UUID.randomUUID(), id()));
    }

    private String id() {
        return wallet.id();
    }

    private String entry(long sequence, String from, String to, long amount, long before, long after) {
        return """
                insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                  balance_before_micros, balance_after_micros, created_at)
                values ('%s', %d, '%s', 'GRANT', '%s', '%s', %d, %d, %d, now())
                """.formatted(id(), sequence, UUID.randomUUID(), from, to, amount, before, after);
    }

    private String account(String change) {
        return "update account set " + change + " where client_id = '" + id() + "'";
    }

    /** The constraints allow it; rolled back, since it falsifies the books. */
    private void accept(String sql) {
        database.execute("begin; " + sql + "; rollback");
    }

    private String asApplication(String query) {
        try (Connection connection = database.asApplication();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
