package dev.farthing.topup;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Payments.CARD_THAT_PAYS_LATER;
import static dev.farthing.support.Payments.GOOD_CARD;
import static dev.farthing.support.Payments.begin;
import static dev.farthing.support.Payments.look;
import static dev.farthing.support.Payments.path;
import static dev.farthing.support.Payments.pay;
import static dev.farthing.support.Payments.payment;
import static dev.farthing.support.http.Request.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Metrics;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Events get lost, so reconciliation asks the processor, and only its answer counts. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ReconciliationTest {
    private final TestDatabase database = TestDatabase.shared();

    @Inject
    Reconciliation reconciliation;

    private void due(String topUp) {
        database.execute("update top_up set next_check_at = now() - interval '1 second' where id = '" + topUp + "'");
    }

    /** Marks the payment as paid at the processor, with its event lost. */
    private void paidWithoutAWord(String topUp) {
        database.execute("update sandbox_payment set state = 'PAID' where id = '" + payment(topUp) + "'");
    }

    @Test
    void paymentThatComesLaterIsFound() {
        Wallet reader = wallet();
        Response begun = begin(reader, "5.00");
        String id = begun.path("id");
        pay(begun.path("checkoutUrl"), CARD_THAT_PAYS_LATER).then().statusCode(303);
        database.execute("update sandbox_payment set settles_at = now() where id = '" + payment(id) + "'");
        due(id);

        reconciliation.run();

        look(reader, id).then().body("status", is("SUCCEEDED")).body("settledAt", notNullValue());
        assertEquals("5.00", balance(reader));
    }

    @Test
    void returnWithoutAnEventGivesNoCreditUntilReconciliation() {
        Wallet reader = wallet();
        String id = begin(reader, "5.00").path("id");
        paidWithoutAWord(id);

        look(reader, id).then().body("status", is("PENDING"));
        assertEquals("0.00", balance(reader));

        due(id);
        reconciliation.run();
        look(reader, id).then().body("status", is("SUCCEEDED"));
        assertEquals("5.00", balance(reader));
    }

    @Test
    void metersShowPendingTopUpsAndTheAgeOfTheOldest() {
        String id = begin(wallet(), "5.00").path("id");
        database.execute(
                "update top_up set created_at = now() - interval '400 days', next_check_at = now() + interval '1 day'"
                        + " where id = '" + id + "'");
        BigDecimal stuck = new BigDecimal(database.value(
                "select count(*) from top_up where status = 'PENDING' and created_at < now() - interval '1 second'"));

        reconciliation.run();

        Metrics now = Metrics.now();
        database.execute("update top_up set created_at = now() where id = '" + id + "'");
        assertEquals(0, stuck.compareTo(now.value("farthing_payments_stuck", "what", "top_up")));
        BigDecimal ageS = now.value("farthing_payments_stuck_age_seconds", "what", "top_up");
        assertEquals(400, ageS.longValue() / 86_400);
        assertEquals(0, now.value("farthing_payments_stuck", "what", "refund").signum());
    }

    @Test
    void concurrentInstancesCreditOnce() {
        List<Wallet> readers = Stream.generate(() -> wallet()).limit(30).toList();
        List<String> ids = readers.stream()
                .map(reader -> begin(reader, "5.00").<String>path("id"))
                .toList();
        ids.forEach(this::paidWithoutAWord);
        ids.forEach(this::due);

        Race.run(8, i -> {
            reconciliation.run();
            return null;
        });

        for (Wallet reader : readers) {
            assertEquals("5.00", balance(reader));
            assertEquals(1, entries(reader));
        }
    }

    @Test
    void racingEventAndReconciliationCreditOnce() {
        for (int round = 0; round < 10; round++) {
            Wallet reader = wallet();
            Response begun = begin(reader, "5.00");
            due(begun.path("id"));

            Race.run(4, i -> {
                if (i == 0) {
                    pay(begun.path("checkoutUrl"), GOOD_CARD);
                } else {
                    due(begun.path("id"));
                    reconciliation.run();
                }
                return null;
            });

            assertEquals("5.00", balance(reader));
            assertEquals(1, entries(reader));
        }
    }

    @Test
    void unpaidTopUpExpiresWhenTheProcessorSaysSo() {
        Wallet reader = wallet();
        String id = begin(reader, "5.00").path("id");
        due(id);
        reconciliation.run();
        look(reader, id).then().body("status", is("PENDING"));

        database.execute("update sandbox_payment set expires_at = now() where id = '" + payment(id) + "'");
        due(id);
        reconciliation.run();

        look(reader, id).then().body("status", is("EXPIRED"));
    }

    @Test
    void paymentAfterExpiryIsCredited() {
        Wallet reader = wallet();
        Response begun = begin(reader, "5.00");
        String id = begun.path("id");
        database.execute("update top_up set status = 'EXPIRED' where id = '" + id + "'");

        pay(begun.path("checkoutUrl"), GOOD_CARD).then().statusCode(303);

        look(reader, id).then().body("status", is("SUCCEEDED"));
        assertEquals("5.00", balance(reader));
    }

    @Test
    void linkOpensAnotherCheckoutAfterExpiry() {
        Wallet reader = wallet();
        String link = path(read(reader, article("0.05")).path("topUpUrl"));
        String first = post(link).path("topUp.id");
        database.execute("update sandbox_payment set expires_at = now() where id = '" + payment(first) + "'");
        due(first);
        reconciliation.run();

        Response second = post(link);

        assertNotEquals(first, second.path("topUp.id"));
        pay(second.path("topUp.checkoutUrl"), GOOD_CARD).then().statusCode(303);
        assertEquals("5.00", balance(reader));
    }

    private static Response post(String link) {
        return given().post(link).then().statusCode(201).extract();
    }

    @Test
    void pendingTopUpIsCheckedLessAndLessOften() {
        String id = begin(wallet(), "5.00").path("id");
        List<Long> pauses = Stream.generate(() -> {
                    due(id);
                    reconciliation.run();
                    return Long.parseLong(database.value(
                            "select extract(epoch from next_check_at - now())::bigint from top_up where id = ?::uuid",
                            id));
                })
                .limit(14)
                .toList();

        for (int i = 1; i < 8; i++) {
            assertTrue(pauses.get(i) >= pauses.get(i - 1), pauses::toString);
        }
        assertTrue(pauses.get(7) > pauses.get(0), pauses::toString);
        assertTrue(pauses.get(13) > 3500 && pauses.get(13) <= 3600, pauses::toString);
    }
}
