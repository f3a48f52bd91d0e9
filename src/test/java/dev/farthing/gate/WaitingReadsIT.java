package dev.farthing.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Books;
import dev.farthing.support.Held;
import dev.farthing.support.Metrics;
import dev.farthing.support.OwnInstances;
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

/**
 * A read that waits for the database blocks no event loop: other requests go on with far more waiting reads than event
 * loops.
 */
@OwnInstances
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
        // Generous, so that on a slow machine a charge does not take the locked account for a dead server.
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
    // A blocked event loop would not answer this test either; the timeout turns a wait for ever into a failure.
    @Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsThatWaitForAnAccountDoNotDelayOthers() {
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

            // Concurrent, so each comes on its own connection; Vert.x gives these to event loops in turn.
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

    /** Charges in the second writer's statement and in its queue. */
    private static int waitingCharges() {
        Metrics now = Metrics.of(app.baseUrl());
        return now.value("farthing_batch_size_sum", "writer", "waiting-charges")
                .add(now.value("farthing_queue_length", "writer", "waiting-charges"))
                .intValueExact();
    }
}
