package dev.farthing.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Books;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.Repetitions;
import dev.farthing.support.TestDatabase;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged application, killed by {@code kill -9} while clients read, and restarted on the same database. */
@OwnInstances
class KilledProcessIT {
    private static final int KILLS = Repetitions.of(3, 10);
    private static final int READERS = 8;
    private static final int PURCHASES_BEFORE_A_KILL = 100;

    private static TestDatabase database;

    private final ConcurrentLinkedQueue<Purchase> answered = new ConcurrentLinkedQueue<>();
    private volatile Remote running;
    private volatile boolean closing;

    private record Purchase(String clientId, String slug) {}

    @BeforeAll
    static void makeDatabase() {
        database = TestDatabase.shared().another("killed_process");
    }

    @AfterAll
    static void booksAreRight() {
        Books.assertRight(database);
    }

    @Test
    void acknowledgedSurvives() throws InterruptedException, ExecutionException {
        PackagedApp app = start();
        List<String> slugs =
                Stream.generate(() -> running.article("0.01")).limit(200).toList();
        List<Wallet> wallets =
                Stream.generate(() -> running.wallet("2.00")).limit(60).toList();
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(threads.submit(() -> readUntilClosing(wallets, slugs)));
        }

        for (int kill = 0; kill < KILLS; kill++) {
            awaitPurchases(answered.size() + PURCHASES_BEFORE_A_KILL);
            app.kill();
            app = start();
        }
        awaitPurchases(answered.size() + PURCHASES_BEFORE_A_KILL);

        closing = true;
        for (Future<?> reader : readers) {
            reader.get();
        }
        threads.shutdown();
        app.stop();
        assertEveryAnswerIsInTheBooksOnce();
    }

    private PackagedApp start() {
        PackagedApp app = PackagedApp.start(PackagedApp.production(database));
        running = app.remote();
        return app;
    }

    private void readUntilClosing(List<Wallet> wallets, List<String> slugs) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (!closing) {
            Wallet wallet = wallets.get(random.nextInt(wallets.size()));
            String slug = slugs.get(random.nextInt(slugs.size()));
            try {
                Answer answer = running.read(wallet, slug);
                if (answer.status() == 200 && !answer.charged().equals("0 EUR")) {
                    assertEquals("0.01 EUR", answer.charged());
                    answered.add(new Purchase(wallet.id(), slug));
                } else {
                    assertEquals(200, answer.status(), answer.body());
                }
            } catch (UncheckedIOException killed) {
                // The books say whether it was charged; the reader retries a little later.
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private void awaitPurchases(int number) {
        Await.until(() -> answered.size() >= number, () -> "only " + answered.size() + " purchases");
    }

    private void assertEveryAnswerIsInTheBooksOnce() {
        List<Purchase> booked = database
                .rows("select e.client_id, a.slug from ledger_entry e join article a on a.id = e.article_id"
                        + " where e.kind = 'PURCHASE'")
                .stream()
                .map(row -> new Purchase(row.get(0), row.get(1)))
                .toList();
        Set<Purchase> bookedOnce = new HashSet<>(booked);
        assertEquals(booked.size(), bookedOnce.size(), "an article was paid for twice");
        Set<Purchase> lost = new HashSet<>(answered);
        assertEquals(answered.size(), lost.size(), "a purchase was answered twice");
        lost.removeAll(bookedOnce);
        assertEquals(Set.of(), lost);
    }
}
