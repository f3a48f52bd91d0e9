package dev.farthing.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Books;
import dev.farthing.support.OwnInstances;
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

/** Two packaged instances on one database act as one. */
@OwnInstances
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
    void revokedKeyIsRefusedByTheOtherInstanceWithinSeconds() throws InterruptedException {
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

    @Test
    void changedArticleIsServedByTheOtherInstanceAtOnce() {
        String slug = one.remote().article("0.05");
        Wallet owner = one.remote().wallet("1.00");
        Wallet stranger = one.remote().wallet("1.00");
        assertEquals("0.05 EUR", other.remote().read(owner, slug).charged());

        change(slug, "{\"price\":{\"amount\":\"0.07\",\"currency\":\"EUR\"},\"body\":\"The second edition\"}");

        assertTrue(other.remote().read(owner, slug).body().contains("The second edition"), "the text");
        assertEquals("0.07 EUR", other.remote().read(stranger, slug).charged(), "the price");

        change(slug, "{\"status\":\"ARCHIVED\"}");

        assertEquals(404, other.remote().read(one.remote().wallet("1.00"), slug).status(), "no longer for sale");
        assertEquals(200, other.remote().read(owner, slug).status(), "owners keep access");
    }

    @Test
    void revokedKeyBuysNothingAtTheOtherInstance() {
        String slug = one.remote().article("0.05");
        Wallet wallet = one.remote().wallet("1.00");
        Answer second = one.remote().post(wallet.key(), "/v1/me/keys", "{\"label\":\"laptop\"}");
        String key = second.path("apiKey");
        assertEquals("0.05 EUR", other.remote().get(key, "/v1/articles/" + slug).charged());

        one.remote().send("DELETE", "/v1/me/keys/" + second.path("id"), wallet.key(), null, null);

        assertEquals(
                "revoked_api_key",
                other.remote().get(key, "/v1/articles/" + slug).code());
        assertEquals(
                "revoked_api_key",
                other.remote()
                        .get(key, "/v1/articles/" + one.remote().article("0.05"))
                        .code());
    }

    private static void change(String slug, String fields) {
        assertEquals(
                200,
                one.remote()
                        .send("PATCH", "/v1/articles/" + slug, Api.ADMIN_KEY, fields, null)
                        .status());
    }

    private static List<Remote> both() {
        return List.of(one.remote(), other.remote());
    }
}
