package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.credit;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Held;
import dev.farthing.support.Metrics;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A statement is exported whole, whatever its length and however slowly it is read. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ExportsTest {
    /** Some 20 MB: more than the sockets' buffers hold. */
    private static final int ENTRIES = 100_000;

    private final TestDatabase database = TestDatabase.shared();
    private final List<Socket> sockets = new ArrayList<>();
    private Wallet reader;

    @BeforeEach
    void makeClient() {
        reader = wallet("1.00");
    }

    @AfterEach
    void forget() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        database.execute("""
                delete from ledger_entry where client_id = '%1$s' and reason = 'of many';
                update account set last_sequence = 1 where client_id = '%1$s'""".formatted(reader.id()));
    }

    /** Credits and debits in turn, after the first entry. */
    private void addEntries(int number) {
        database.execute("""
                insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                                          balance_before_micros, balance_after_micros, reason, created_at)
                select '%1$s'::uuid, n, gen_random_uuid(), 'ADJUSTMENT',
                       case n %% 2 when 0 then 'ADJUSTMENT' else 'CLIENT' end,
                       case n %% 2 when 0 then 'CLIENT' else 'ADJUSTMENT' end, 1000000,
                       1000000 + n %% 2 * 1000000, 2000000 - n %% 2 * 1000000, 'of many', now()
                from generate_series(2, 1 + %2$d) n;
                analyze ledger_entry;
                update account set last_sequence = 1 + %2$d where client_id = '%1$s'""".formatted(reader.id(), number));
    }

    private Response export() {
        return as(reader).accept("text/csv").get("/v1/me/entries");
    }

    private Socket exportSlowly() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        sockets.add(socket);
        socket.getOutputStream()
                .write(("GET /v1/me/entries HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\nAuthorization: Bearer "
                                + reader.key() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void exportHasEveryEntryOnce() {
        addEntries(11_999);

        Response answer = export();

        answer.then().statusCode(200).header("Transfer-Encoding", is("chunked")).header("Link", nullValue());
        List<String> lines = answer.asString().lines().toList();
        assertTrue(lines.get(0).startsWith("sequence,id,time,"), lines.get(0));
        assertEquals(12_001, lines.size());
        for (int i = 1; i < lines.size(); i++) {
            assertTrue(lines.get(i).startsWith(12_001 - i + ","), lines.get(i));
        }
    }

    @Test
    void exportOfNothingIsItsHeading() {
        assertEquals(
                1,
                as(wallet())
                        .accept("text/csv")
                        .get("/v1/me/entries")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString()
                        .lines()
                        .count());
    }

    @Test
    void headOfAnExportSendsNoRows() {
        addEntries(999);

        Response head = as(reader).accept("text/csv").head("/v1/me/entries");

        head.then().statusCode(200).contentType("text/csv");
        assertEquals(0, head.asByteArray().length);
    }

    @Test
    void exportsThatNobodyReadsHoldNoConnectionAndKeepNobodyWaiting() throws IOException {
        addEntries(ENTRIES);
        Metrics before = Metrics.now();
        for (int i = 0; i < 24; i++) {
            InputStream in = exportSlowly().getInputStream();
            assertEquals('H', in.read());
        }

        Await.until(() -> inTransactions() == 0, () -> inTransactions() + " transactions are open");
        String slug = article("0.05");
        Wallet other = wallet("1.00");
        read(other, slug).then().statusCode(200).header("Credit-Charged", "0.05 EUR");
        as(other).get("/v1/me/purchases").then().statusCode(200).body("items.size()", is(1));
        asAdmin().get("/v1/clients").then().statusCode(200);
        credit(wallet(), "1.00");

        forgetSockets();
        Await.until(() -> exports(before, "abandoned") == 24, () -> exports(before, "abandoned") + " were abandoned");
    }

    @Test
    void exportThatFailsHasNoEnd() throws IOException {
        addEntries(ENTRIES);
        Metrics before = Metrics.now();
        Socket socket = exportSlowly();
        assertEquals('H', socket.getInputStream().read());
        Await.until(() -> inTransactions() == 0, () -> "the export does not wait for its reader");
        Held entries = Held.table(database, "ledger_entry");
        try {
            StringBuilder text = new StringBuilder();
            Thread reading = new Thread(() -> readTo(text, socket));
            reading.start();
            Await.until(() -> database.waitingFor("ledger_entry") == 1, () -> "no page is read");
            database.rows(
                    "select pg_cancel_backend(pid) from pg_locks where not granted and relation = 'ledger_entry'::regclass");
            Await.until(() -> !reading.isAlive(), () -> "the connection stays open");

            assertTrue(text.toString().contains("of many"), "some rows came");
            assertFalse(text.toString().endsWith("0\r\n\r\n"), "the end of a complete document");
        } finally {
            entries.letGo();
        }
        assertEquals(1, exports(before, "failed"));
        assertEquals(2 + ENTRIES, export().asString().lines().count());
    }

    private static void readTo(StringBuilder text, Socket socket) {
        byte[] bytes = new byte[65_536];
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                text.append(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException reset) {
            // As good as closed.
        }
    }

    private void forgetSockets() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private int inTransactions() {
        return Integer.parseInt(database.value("""
                select count(*) from pg_stat_activity
                where usename = 'farthing_login' and datname = current_database()
                  and (state <> 'idle') and backend_type = 'client backend'"""));
    }

    private static int exports(Metrics before, String outcome) {
        String name = "farthing_exports_total";
        return Metrics.now()
                .value(name, "outcome", outcome)
                .subtract(before.value(name, "outcome", outcome))
                .intValueExact();
    }
}
