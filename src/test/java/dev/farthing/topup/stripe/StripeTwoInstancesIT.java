package dev.farthing.topup.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.farthing.support.Await;
import dev.farthing.support.Books;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.Race;
import dev.farthing.support.StripeStandIn;
import dev.farthing.support.TestDatabase;
import dev.farthing.topup.stripe.StripePayers.Payment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two packaged instances learn of the same payments at once, from events and by reconciliation: each is credited once. */
@OwnInstances
class StripeTwoInstancesIT {
    private static final int PAYMENTS = 24;

    private static TestDatabase database;
    private static StripeStandIn standIn;
    private static PackagedApp one;
    private static PackagedApp other;

    @BeforeAll
    static void startBoth() {
        database = TestDatabase.shared().another("stripe_two_instances");
        standIn = StripeStandIn.start();
        Map<String, String> config = StripePayers.config(database, standIn);
        // Both poll all pending top-ups all the time.
        config.put("farthing.topup.reconcile-every", "1s");
        config.put("farthing.topup.reconcile-after", "PT1S");
        one = PackagedApp.start(config);
        other = PackagedApp.start(config);
    }

    @AfterAll
    static void stopBoth() {
        one.stop();
        other.stop();
        standIn.close();
        Books.assertRight(database);
    }

    @Test
    void eventsAndReconciliationOnTwoInstancesCreditOnce() throws InterruptedException {
        List<Payment> payments = Stream.generate(() -> StripePayers.pay(one.remote(), standIn))
                .limit(PAYMENTS)
                .toList();

        List<Boolean> taken = Race.run(8, runner -> payments.stream()
                .allMatch(payment -> StripeStandIn.deliver((runner % 2 == 0 ? one : other).baseUrl(), payment.event())
                                .statusCode()
                        == 200));

        assertEquals(List.of(true), taken.stream().distinct().toList());
        StripePayers.assertCreditedOnce(database, payments);

        Payment undelivered = StripePayers.pay(other.remote(), standIn);
        awaitCredit(undelivered);
        assertEquals(
                200, StripeStandIn.deliver(one.baseUrl(), undelivered.event()).statusCode());
        StripePayers.assertCreditedOnce(
                database,
                Stream.concat(payments.stream(), Stream.of(undelivered)).toList());
        assertNoSecret(one.log());
        assertNoSecret(other.log());
    }

    private static void awaitCredit(Payment payment) {
        Await.until(() -> !one.remote().balance(payment.reader()).equals("0.00"), () -> "the payment is not credited");
    }

    private static void assertNoSecret(String log) {
        assertFalse(log.contains("standIn"), log);
        assertFalse(log.contains("v1="), log);
    }
}
