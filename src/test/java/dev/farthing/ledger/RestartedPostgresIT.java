package dev.farthing.ledger;

import dev.farthing.support.Books;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.PgBouncer;
import dev.farthing.support.Readers;
import dev.farthing.support.RestartableServer;
import org.junit.jupiter.api.Test;

/** PostgreSQL goes away while clients buy, as by a crash and as for maintenance, and comes back. */
class RestartedPostgresIT {
    private static final int BEFORE = 200;
    private static final int UNAVAILABLE = 24;
    private static final int AFTER = 200;

    @Test
    void nothingIsLostOrPaidTwiceWhenPostgresCrashesAndStops() {
        RestartableServer server = RestartableServer.start();
        try (PackagedApp app = PackagedApp.start(PackagedApp.production(server.database()))) {
            assertOutlivesCrashAndStop(server, app);
        }
    }

    @Test
    void norWhenItDoesBehindPgBouncer() {
        PgBouncer.assumeInstalled();
        RestartableServer server = RestartableServer.start();
        try (PgBouncer bouncer = PgBouncer.start(server.database());
                PackagedApp app = PackagedApp.start(PackagedApp.production(bouncer.config(server.database())))) {
            assertOutlivesCrashAndStop(server, app);
        }
    }

    private static void assertOutlivesCrashAndStop(RestartableServer server, PackagedApp app) {
        Readers readers = Readers.of(app.remote());
        readers.awaitPurchases(BEFORE);

        server.crash();
        readers.awaitUnavailable(UNAVAILABLE);
        server.startAgain();
        readers.awaitPurchases(AFTER);

        server.stop();
        readers.awaitUnavailable(UNAVAILABLE);
        server.startAgain();
        readers.awaitPurchases(AFTER);

        readers.finish();
        readers.assertBooked(server.database());
        Books.assertRight(server.database());
    }
}
