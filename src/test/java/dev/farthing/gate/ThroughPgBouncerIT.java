package dev.farthing.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Books;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.PgBouncer;
import dev.farthing.support.Race;
import dev.farthing.support.Remote;
import dev.farthing.support.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two instances behind one PgBouncer in transaction mode, with fewer connections than theirs: no statement can rely on
 * session state. The black-box tests of money run through PgBouncer, too (pom.xml).
 */
@OwnInstances
class ThroughPgBouncerIT {
    private static TestDatabase database;
    private static PgBouncer bouncer;
    private static PackagedApp one;
    private static PackagedApp other;

    @BeforeAll
    static void startBoth() {
        PgBouncer.assumeInstalled();
        database = TestDatabase.shared().another("bounced");
        bouncer = PgBouncer.start(database);
        one = PackagedApp.start(PackagedApp.production(bouncer.config(database)));
        other = PackagedApp.start(PackagedApp.production(bouncer.config(database)));
    }

    @AfterAll
    static void stopBoth() {
        if (bouncer != null) {
            one.stop();
            other.stop();
            bouncer.close();
            Books.assertRight(database);
        }
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
    void manyConnectionsShareFewInTransactionMode() {
        Wallet wallet = one.remote().wallet("1.00");
        long before = bouncer.transactions("bounced");

        List<Integer> answers = Race.run(
                64, i -> both().get(i % 2).get(wallet.key(), "/v1/me/entries").status());

        assertEquals(64, answers.stream().filter(status -> status == 200).count());
        Map<String, String> pool = bouncer.pool("bounced");
        assertEquals("transaction", pool.get("pool_mode"));
        assertTrue(PgBouncer.isCrowded(pool), pool::toString);
        assertTrue(bouncer.transactions("bounced") >= before + 64);
    }

    private static List<Remote> both() {
        return List.of(one.remote(), other.remote());
    }
}
