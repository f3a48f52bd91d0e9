package dev.farthing.topup;

import static dev.farthing.support.Api.wallet;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Payments;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL enforces the rules of top-ups independently of the code, by constraints and privileges. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TopUpConstraintsTest {
    private final TestDatabase database = TestDatabase.shared();
    private Wallet wallet;
    private String paid;

    @BeforeEach
    void payATopUp() {
        wallet = wallet();
        paid = Payments.topUp(wallet, "10.00");
    }

    @Test
    void paymentCreditsOnce() {
        database.assertRefused("payment_credits_once", """
                insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                  balance_before_micros, balance_after_micros, reference, created_at)
                select client_id, 3, '%s', kind, from_account, to_account, amount_micros, 11000000, 21000000, reference, now()
                from ledger_entry where client_id = '%s' and sequence = 1
                """.formatted(UUID.randomUUID(), wallet.id()));
    }

    @Test
    void topUpIsPaidIfAndOnlyIfItHasItsEntry() {
        String pending = Payments.begin(wallet, "5.00").path("id");

        database.assertRefused("paid_top_up_has_its_entry", change("status = 'SUCCEEDED'", pending));
        database.assertRefused("paid_top_up_has_its_entry", change("status = 'PENDING'", paid));
        database.assertRefused("top_up_of_entry", change("entry_sequence = 99", paid));
    }

    @Test
    void refundsAreLimitedToThePayment() {
        database.assertRefused("taken_back_within_top_up", change("refunded_micros = 10000001", paid));
        database.assertRefused(
                "taken_back_within_top_up", change("refunded_micros = 6000000, charged_back_micros = 4000001", paid));
        database.assertRefused("taken_back_within_top_up", change("refunding_micros = -1", paid));
        database.assertRefused("taken_back_within_top_up", change("bonus_revoked_micros = 1000001", paid));
    }

    @Test
    void disputeGivesBackWhatItTook() {
        String disputed = "reported_disputed_micros = 5000000, charged_back_micros = 5000000";
        String rule = "dispute_gives_back_what_it_took";

        database.assertRefused(
                rule, change(disputed + ", reported_reinstated_micros = 5000001, reinstated_micros = 5000000", paid));
        database.assertRefused(
                rule, change(disputed + ", reported_reinstated_micros = 1, reinstated_micros = 2", paid));
        database.assertRefused(
                rule,
                change(
                        "reported_disputed_micros = 5000000, reported_reinstated_micros = 1, reinstated_micros = 1",
                        paid));
        database.assertRefused(rule, change("bonus_charged_back_micros = 1000001", paid));
    }

    @Test
    void referenceIsOneTopUpAndAnEventIsOneEvent() {
        String pending = Payments.begin(wallet, "5.00").path("id");

        database.assertRefused(
                "top_up_once_per_reference",
                change("reference = (select reference from top_up where id = '" + paid + "')", pending));
        database.assertRefused(
                "event_counts_once",
                "insert into processor_event select * from processor_event where top_up_id = '" + paid + "'");
    }

    @Test
    void eventsAreAppendOnlyAndTopUpsStay() {
        database.assertForbidden("update processor_event set type = 'x'");
        database.assertForbidden("delete from processor_event");
        database.assertForbidden("delete from top_up");
        database.assertForbidden("delete from top_up_refund");
    }

    private static String change(String to, String id) {
        return "update top_up set " + to + " where id = '" + id + "'";
    }
}
