package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Books;
import dev.farthing.support.Held;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.RollingService;
import dev.farthing.support.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An instance that stops loses no request: neither one in progress, nor one that callers send before they notice. */
@OwnInstances
class DrainIT {

    @Test
    void rollingRestartOfTwoInstancesFailsNoRequest() throws Exception {
        TestDatabase database = TestDatabase.shared().another("rolling");
        Map<String, String> config = PackagedApp.production(database);
        config.put("quarkus.shutdown.delay", "2S");
        try (RollingService service = new RollingService(() -> PackagedApp.start(config), 2)) {
            Wallet reader = service.any().wallet("100.00");
            List<String> slugs = Stream.generate(() -> service.any().article("0.01"))
                    .limit(400)
                    .toList();
            List<String> failed = service.underLoad(
                    // A purchase by POST, which no client library retries by itself.
                    (remote, i) -> remote.post(
                            reader.key(), "/v1/me/purchases", "{\"article\":\"" + slugs.get(i % 400) + "\"}"),
                    service::restartAll);

            assertEquals(List.of(), failed);
            assertTrue(service.answered() > 400, "too few to mean anything: " + service.answered());
            assertEquals("96.00", service.any().balance(reader));
        }
        Books.assertRight(database);
    }

    @Test
    void requestInProgressIsAnsweredAfterTheStopSignal() throws Exception {
        TestDatabase database = TestDatabase.shared().another("draining");
        Map<String, String> config = PackagedApp.production(database);
        config.put("quarkus.shutdown.delay", "1S");
        PackagedApp app = PackagedApp.start(config);
        Remote shop = app.remote();
        String slug = shop.article("0.05");
        Wallet reader = shop.wallet("1.00");
        Held purchases = Held.table(database, "purchase");
        CompletableFuture<Answer> inHand = CompletableFuture.supplyAsync(() -> shop.read(reader, slug));
        Await.until(
                () -> shop.get(null, "/q/metrics").body().contains("farthing_requests_in_hand 1"),
                () -> "the read is not in progress");

        app.signalToStop();

        Await.until(() -> !app.isReady(), () -> "still ready");
        assertEquals(200, shop.get(null, "/v1/articles").status(), "later requests are served");
        purchases.letGo();
        assertEquals("0.05 EUR", inHand.join().charged());
        app.stop();
        Books.assertRight(database);
    }
}
