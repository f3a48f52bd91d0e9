package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Books;
import dev.farthing.support.Health;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.PgBouncer;
import dev.farthing.support.Race;
import dev.farthing.support.Readers;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.Wire;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The network between the service and PostgreSQL goes silent, or breaks at the worst moment. */
@OwnInstances
class UnreachablePostgresIT {
    private static TestDatabase database;
    private static Wire wire;
    private static PackagedApp app;

    @BeforeAll
    static void startBehindTheWire() {
        database = TestDatabase.shared().another("unreachable");
        wire = Wire.to(database.port());
        // Keeps each statement's text on the wire, which the proxy searches.
        app = PackagedApp.start(PackagedApp.production(database.configAt(wire.port(), PgBouncer.URL_PARAMETERS)));
    }

    @AfterAll
    static void booksAreRight() throws IOException {
        app.stop();
        wire.close();
        Books.assertRight(database);
    }

    @Test
    void silentServerIsUnavailableAndALateStatementDoesNotChargeTwice() {
        Readers readers = Readers.of(app.remote());
        readers.awaitPurchases(200);

        wire.silence();
        readers.awaitUnavailable(12);
        Health.awaitNotReady(app);
        wire.restore();

        readers.awaitPurchases(200);
        Health.awaitReady(app);
        readers.finish();
        readers.assertBooked(database);
    }

    /** As after a failover: the address leads to a new server, and the old one does not even reset its connections. */
    @Test
    void idleConnectionsToASilentServerCostOneWaitAndFailNoRequest() {
        Remote remote = app.remote();
        Wallet wallet = remote.wallet("1.00");
        String slug = remote.article("0.05");
        Race.run(64, i -> remote.get(wallet.key(), "/v1/me/entries").status());
        assertTrue(connections("true") > 3, "more connections than a statement is tried on");
        Await.until(() -> connections("state_change > now() - interval '3 s'") == 0, () -> "some are still in use");

        wire.silenceOpenConnections();
        Answer first = remote.read(wallet, slug);

        assertEquals(200, first.status(), first.body());
        assertEquals("0.05 EUR", first.charged());
        assertEquals(1, wire.askedInVain());
    }

    private static int connections(String condition) {
        return Integer.parseInt(database.value(
                "select count(*) from pg_stat_activity where usename = 'farthing_login' and datname = 'unreachable' and "
                        + condition));
    }

    @Test
    void chargeWithALostAnswerIsAnsweredAsPaid() {
        Remote remote = app.remote();
        Wallet wallet = remote.wallet("1.00");
        String slug = remote.article("0.05");

        wire.breakAfter("insert into purchase");
        Answer first = remote.read(wallet, slug);

        assertTrue(wire.isBroken());
        assertEquals(200, first.status(), first.body());
        assertEquals("0.05 EUR", first.charged());
        assertEquals("0 EUR", remote.read(wallet, slug).charged());
        assertEquals("0.95", remote.balance(wallet));
    }

    @Test
    void chargeThatDoesNotArriveIsRetried() {
        Remote remote = app.remote();
        Wallet wallet = remote.wallet("1.00");
        String slug = remote.article("0.05");

        wire.breakBefore("insert into purchase");
        Answer first = remote.read(wallet, slug);

        assertTrue(wire.isBroken());
        assertEquals("0.05 EUR", first.charged());
        assertEquals("0.95", remote.balance(wallet));
    }

    @Test
    void creditWithALostAnswerIsGivenOnce() {
        Remote remote = app.remote();
        Wallet wallet = remote.wallet("1.00");

        wire.breakAfter("insert into ledger_entry");
        Answer credited = remote.credit(wallet, "0.50", "lost-" + wallet.id());

        assertTrue(wire.isBroken());
        assertEquals(201, credited.status(), credited.body());
        assertEquals("1.50", remote.balance(wallet));
    }

    @Test
    void transactionWithALostCommitIsUnavailable() {
        wire.breakBefore("COMMIT");
        assertUnavailable(app.remote().post(null, "/v1/clients", "{\"name\":\"reader\"}"));

        wire.breakAfter("COMMIT");
        assertUnavailable(app.remote().post(null, "/v1/clients", "{\"name\":\"reader\"}"));
    }

    @Test
    void listWithALostQueryIsUnavailable() {
        Wallet wallet = app.remote().wallet("1.00");

        wire.breakBefore("ledger_entry");
        assertUnavailable(app.remote().get(wallet.key(), "/v1/me/entries"));

        assertEquals(200, app.remote().get(wallet.key(), "/v1/me/entries").status());
    }

    private static void assertUnavailable(Answer answer) {
        assertTrue(wire.isBroken());
        assertEquals(503, answer.status(), answer.body());
        assertEquals("unavailable", answer.code());
        assertEquals("1", answer.retryAfter());
    }
}
