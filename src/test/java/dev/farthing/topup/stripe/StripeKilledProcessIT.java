package dev.farthing.topup.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Await;
import dev.farthing.support.Books;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.Repetitions;
import dev.farthing.support.StripeStandIn;
import dev.farthing.support.TestDatabase;
import dev.farthing.topup.stripe.StripePayers.Payment;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged application, killed by {@code kill -9} while Stripe sends events, which Stripe then repeats. */
@OwnInstances
class StripeKilledProcessIT {
    private static final int KILLS = Repetitions.of(3, 10);
    private static final int PAYMENTS_PER_KILL = 60;
    private static final int SENDERS = 8;
    private static final int ANSWERS_BEFORE_A_KILL = 20;

    private static TestDatabase database;
    private static StripeStandIn standIn;

    @BeforeAll
    static void makeDatabase() {
        database = TestDatabase.shared().another("stripe_killed_process");
        standIn = StripeStandIn.start();
    }

    @AfterAll
    static void booksAreRight() {
        standIn.close();
        Books.assertRight(database);
    }

    @Test
    void everyPaymentIsCreditedOnceAfterAnInterruptedEvent() throws InterruptedException, ExecutionException {
        List<Payment> all = new ArrayList<>();
        Set<Payment> acknowledged = ConcurrentHashMap.newKeySet();
        PackagedApp app = PackagedApp.start(StripePayers.config(database, standIn));
        for (int kill = 0; kill < KILLS; kill++) {
            PackagedApp running = app;
            List<Payment> payments = Stream.generate(() -> StripePayers.pay(running.remote(), standIn))
                    .limit(PAYMENTS_PER_KILL)
                    .toList();
            all.addAll(payments);
            killWhileTelling(app, payments, acknowledged);
            assertInTheBooks(acknowledged);
            app = PackagedApp.start(StripePayers.config(database, standIn));
        }

        for (Payment payment : all) {
            assertEquals(
                    200, StripeStandIn.deliver(app.baseUrl(), payment.event()).statusCode());
        }

        app.stop();
        assertTrue(acknowledged.size() < all.size(), "no event was cut off: the test shows nothing");
        StripePayers.assertCreditedOnce(database, all);
    }

    private static void killWhileTelling(PackagedApp app, List<Payment> payments, Set<Payment> acknowledged)
            throws InterruptedException, ExecutionException {
        int before = acknowledged.size();
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        List<Future<?>> senders = new ArrayList<>();
        for (Payment payment : payments) {
            senders.add(threads.submit(() -> tell(app, payment, acknowledged)));
        }
        Await.until(() -> acknowledged.size() >= before + ANSWERS_BEFORE_A_KILL, () -> "too few events were answered");
        app.kill();
        for (Future<?> sender : senders) {
            sender.get();
        }
        threads.shutdown();
    }

    private static void tell(PackagedApp app, Payment payment, Set<Payment> acknowledged) {
        try {
            assertEquals(
                    200, StripeStandIn.deliver(app.baseUrl(), payment.event()).statusCode());
            acknowledged.add(payment);
        } catch (UncheckedIOException killed) {
            // Stripe does not know whether the event arrived, and sends it again.
        }
    }

    /** Events answered with success were committed before. */
    private static void assertInTheBooks(Set<Payment> acknowledged) {
        Set<String> credited = ConcurrentHashMap.newKeySet();
        database.rows("select reference from ledger_entry where kind = 'TOP_UP'")
                .forEach(row -> credited.add(row.get(0)));
        List<String> lost = acknowledged.stream()
                .map(payment -> "payment:stripe:" + payment.payment())
                .filter(reference -> !credited.contains(reference))
                .toList();
        assertEquals(List.of(), lost);
    }
}
