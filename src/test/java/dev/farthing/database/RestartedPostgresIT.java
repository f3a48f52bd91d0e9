package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Books;
import dev.farthing.support.Health;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.PgBouncer;
import dev.farthing.support.Race;
import dev.farthing.support.Readers;
import dev.farthing.support.Remote;
import dev.farthing.support.RestartableServer;
import org.junit.jupiter.api.Test;

/** PostgreSQL crashes or restarts for maintenance while clients buy. */
@OwnInstances
class RestartedPostgresIT {
    private static final int BEFORE = 200;
    private static final int UNAVAILABLE = 24;
    private static final int AFTER = 200;

    @Test
    void paymentsSurviveCrashAndRestartOfPostgresOnce() {
        try (RestartableServer server = RestartableServer.start();
                PackagedApp app = PackagedApp.start(PackagedApp.production(server.database()))) {
            assertOutlivesCrashAndStop(server, app);
        }
    }

    @Test
    void paymentsSurviveCrashAndRestartBehindPgBouncerOnce() {
        PgBouncer.assumeInstalled();
        try (RestartableServer server = RestartableServer.start();
                PgBouncer bouncer = PgBouncer.start(server.database());
                PackagedApp app = PackagedApp.start(PackagedApp.production(bouncer.config(server.database())))) {
            assertOutlivesCrashAndStop(server, app);
        }
    }

    /** Reads and charges get past a pool whose connections are all broken. */
    @Test
    void restartOfAnIdlePostgresFailsNoRequest() {
        try (RestartableServer server = RestartableServer.start();
                PackagedApp app = PackagedApp.start(PackagedApp.production(server.database()))) {
            Remote remote = app.remote();
            Wallet wallet = remote.wallet("1.00");
            String slug = remote.article("0.05");
            Race.run(64, i -> remote.get(wallet.key(), "/v1/me/entries").status());
            assertTrue(
                    Integer.parseInt(server.database()
                                    .value("select count(*) from pg_stat_activity where usename = 'farthing_login'"))
                            > 3,
                    "more connections than a statement is tried on");

            server.stop();
            server.startAgain();

            assertEquals("0.05 EUR", remote.read(wallet, slug).charged());
        }
    }

    private static void assertOutlivesCrashAndStop(RestartableServer server, PackagedApp app) {
        Readers readers = Readers.of(app.remote());
        readers.awaitPurchases(BEFORE);

        server.crash();
        readers.awaitUnavailable(UNAVAILABLE);
        Health.awaitNotReady(app);
        server.startAgain();
        readers.awaitPurchases(AFTER);
        Health.awaitReady(app);

        server.stop();
        readers.awaitUnavailable(UNAVAILABLE);
        server.startAgain();
        readers.awaitPurchases(AFTER);

        readers.finish();
        readers.assertBooked(server.database());
        Books.assertRight(server.database());
    }
}
