package dev.farthing.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Books;
import dev.farthing.support.Held;
import dev.farthing.support.Metrics;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Slow lists, however many, leave half of the connections and of the worker slots to other requests. */
@OwnInstances
class WaitingListsIT {
    private static final int CONNECTIONS = 6;
    private static final int ON_WORKERS = 16;
    private static final int LISTS = 30;

    private static TestDatabase database;
    private static PackagedApp app;
    private static Remote shop;
    private static ExecutorService callers;

    @BeforeAll
    static void startWithFewConnections() {
        database = TestDatabase.shared().another("waiting_lists");
        Map<String, String> config = PackagedApp.production(database);
        config.put("quarkus.datasource.jdbc.max-size", Integer.toString(CONNECTIONS));
        config.put("farthing.max-requests-on-workers", Integer.toString(ON_WORKERS));
        // Generous, so that on a slow machine a list does not take the locked table for a dead server.
        config.put("quarkus.datasource.jdbc.url", database.url() + "?socketTimeout=60");
        // Longer than two lists take until their timeout, so that no waiting list is turned away.
        config.put("quarkus.datasource.jdbc.acquisition-timeout", "15S");
        app = PackagedApp.start(config);
        shop = app.remote();
        callers = Executors.newFixedThreadPool(LISTS);
    }

    @AfterAll
    static void stop() {
        callers.shutdownNow();
        app.stop();
        Books.assertRight(database);
    }

    @Test
    void creditIsGivenWhileTooManyListsWaitAndEachListEnds() {
        Wallet reader = shop.wallet("1.00");
        Held articles = Held.table(database, "article");
        List<CompletableFuture<Answer>> lists = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> shop.get(null, "/v1/articles?q=coins"), callers))
                .limit(LISTS)
                .toList();
        try {
            Await.until(
                    () -> turnedAway() == LISTS - ON_WORKERS / 2 && waitingInTheDatabase() == CONNECTIONS / 2,
                    () -> turnedAway() + " lists turned away, " + waitingInTheDatabase() + " wait in the database");

            assertEquals("1.00", shop.balance(reader));
            Wallet other = shop.wallet("2.00");
            assertEquals("2.00", shop.balance(other));
            List<Answer> answers = lists.stream().map(CompletableFuture::join).toList();
            assertEquals(Map.of("overloaded", (long) LISTS), Races.counted(answers, Answer::code));
            assertEquals(Map.of(503, (long) LISTS), Races.counted(answers, Answer::status));
            assertEquals(0, waitingInTheDatabase());
        } finally {
            articles.letGo();
        }

        assertEquals(200, shop.get(null, "/v1/articles?q=coins").status());
    }

    private static int waitingInTheDatabase() {
        return database.waitingFor("article");
    }

    private static int turnedAway() {
        return Metrics.of(app.baseUrl())
                .value("farthing_requests_turned_away_total")
                .intValueExact();
    }
}
