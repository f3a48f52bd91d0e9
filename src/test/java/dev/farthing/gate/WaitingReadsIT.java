package dev.farthing.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Books;
import dev.farthing.support.Held;
import dev.farthing.support.Metrics;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.Race;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.TestDatabase;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A read that waits for the database keeps no event loop: with far more of them than there are event loops, all else goes on. */
class WaitingReadsIT {
    private static final int EVENT_LOOPS = 2;
    private static final int WAITING = 40;
    private static final int OTHERS = 8;

    private static TestDatabase database;
    private static PackagedApp app;
    private static Remote shop;
    private static ExecutorService callers;

    @BeforeAll
    static void startWithFewEventLoops() {
        database = TestDatabase.shared().another("waiting_reads");
        Map<String, String> config = PackagedApp.production(database);
        config.put("quarkus.vertx.event-loops-pool-size", Integer.toString(EVENT_LOOPS));
        // However slow the machine is, a charge does not take the held account for a server that is gone.
        config.put("quarkus.datasource.jdbc.url", database.url() + "?socketTimeout=60");
        app = PackagedApp.start(config);
        shop = app.remote();
        callers = Executors.newFixedThreadPool(WAITING);
    }

    @AfterAll
    static void stop() {
        callers.shutdownNow();
        app.stop();
        Books.assertRight(database);
    }

    @Test
    // An event loop that is kept answers nobody, this test's own questions neither: it would not fail, but wait for
    // ever.
    @Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsThatWaitForAnAccountKeepNobodyElseWaiting() {
        Wallet held = shop.wallet("10.00");
        Wallet other = shop.wallet("1.00");
        List<String> slugs =
                Stream.generate(() -> shop.article("0.05")).limit(WAITING).toList();
        Held account = Held.account(database, held);
        List<CompletableFuture<Answer>> waiting = slugs.stream()
                .map(slug -> CompletableFuture.supplyAsync(() -> shop.read(held, slug), callers))
                .toList();
        try {
            Await.until(() -> waitingCharges() == WAITING, () -> waitingCharges() + " wait, not " + WAITING);

            // At once, so that they come on connections of their own, which Vert.x gives to the event loops by turns.
            List<Answer> tiers = Race.run(OTHERS, i -> shop.get(null, "/v1/top-ups/tiers"));
            List<Answer> sold = Race.run(OTHERS, i -> shop.read(other, slugs.get(i)));

            assertEquals(Map.of(200, (long) OTHERS), Races.counted(tiers, Answer::status));
            assertEquals(Map.of("0.05 EUR", (long) OTHERS), Races.counted(sold, Answer::charged));
            assertEquals("0.60", shop.balance(other));
            waiting.forEach(read -> assertFalse(read.isDone(), () -> "did not wait: " + read.join()));
        } finally {
            account.letGo();
        }

        List<Answer> answers = waiting.stream().map(CompletableFuture::join).toList();
        assertEquals(Map.of(200, (long) WAITING), Races.counted(answers, Answer::status));
        assertEquals(Map.of("0.05 EUR", (long) WAITING), Races.counted(answers, Answer::charged));
        IntStream.range(0, WAITING)
                .forEach(i -> assertEquals(slugs.get(i), answers.get(i).path("slug")));
        assertEquals(
                IntStream.rangeClosed(1, WAITING)
                        .mapToObj(n ->
                                new BigDecimal("10.00").subtract(new BigDecimal("0.05").multiply(new BigDecimal(n)))
                                        + " EUR")
                        .sorted()
                        .toList(),
                answers.stream().map(Answer::balance).sorted().toList());
        assertEquals("8.00", shop.balance(held));
        assertEquals(
                Collections.nCopies(WAITING, "PURCHASE"),
                Races.kinds(shop, held).subList(0, WAITING));
    }

    /** Those that the second writer has in its statement, and those in its queue. */
    private static int waitingCharges() {
        Metrics now = Metrics.of(app.baseUrl());
        return now.value("farthing_batch_size_sum", "writer", "waiting-charges")
                .add(now.value("farthing_queue_length", "writer", "waiting-charges"))
                .intValueExact();
    }
}
