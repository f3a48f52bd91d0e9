package dev.farthing.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Books;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two packaged instances on one database are one shop. */
class TwoInstancesIT {
    private static TestDatabase database;
    private static PackagedApp one;
    private static PackagedApp other;

    @BeforeAll
    static void startBoth() {
        database = TestDatabase.shared().another("two_instances");
        one = PackagedApp.start(PackagedApp.production(database));
        other = PackagedApp.start(PackagedApp.production(database));
    }

    @AfterAll
    static void stopBoth() {
        one.stop();
        other.stop();
        Books.assertRight(database);
    }

    @Test
    void oneArticleReadBy64ThreadsIsChargedOnce() {
        Races.oneArticleIsChargedOnce(both());
    }

    @Test
    void oneEuroBuysTwentyOf64ArticlesReadAtOnce() {
        Races.creditBuysWhatItCoversAndNoMore(both());
    }

    @Test
    void keyRevokedOnOneIsRefusedByTheOtherWithinSeconds() throws InterruptedException {
        Wallet wallet = one.remote().wallet("1.00");
        Answer second = one.remote().post(wallet.key(), "/v1/me/keys", "{\"label\":\"laptop\"}");
        String key = second.path("apiKey");
        assertEquals(200, other.remote().get(key, "/v1/me").status());

        Answer revoked = one.remote().send("DELETE", "/v1/me/keys/" + second.path("id"), wallet.key(), null, null);

        assertEquals(204, revoked.status());
        Instant patience = Instant.now().plus(Duration.ofSeconds(10));
        while (other.remote().get(key, "/v1/me").status() != 401) {
            assertTrue(Instant.now().isBefore(patience), "a revoked key still works");
            Thread.sleep(100);
        }
        assertEquals("revoked_api_key", other.remote().get(key, "/v1/me").code());
    }

    private static List<Remote> both() {
        return List.of(one.remote(), other.remote());
    }
}
