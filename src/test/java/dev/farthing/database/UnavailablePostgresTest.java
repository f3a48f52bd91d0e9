package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Books;
import dev.farthing.support.CapturedLog;
import dev.farthing.support.Metrics;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.TestDatabase;
import dev.farthing.voucher.VoucherCalls;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL answers, but serves not: it waits for a synchronous standby that is not there, or takes no connection. */
@QuarkusTest
@QuarkusTestResource(value = UnavailablePostgresTest.OwnServer.class, restrictToAnnotatedClass = true)
class UnavailablePostgresTest {
    private static final int WRITERS = 64;
    private static final int KINDS = 8;

    /** Three quarters of 16 connections. */
    private static final int MOST_WRITES = 12;

    private static final String WAITING = "select count(*) from pg_stat_activity where wait_event = 'SyncRep'";

    private static final String DISCONNECT =
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = 'farthing'";

    private static TestDatabase database;

    /** Another database of the same server. */
    private static TestDatabase server;

    private final AtomicInteger answered = new AtomicInteger();
    private Remote remote;
    private List<Wallet> wallets;
    private List<String> codes;
    private String priced;
    private String owned;
    private String free;
    private Wallet reader;

    /** Its whole server gets the setting. */
    public static final class OwnServer extends PostgresResource {
        @Override
        public Map<String, String> start() {
            database = TestDatabase.onItsOwnServer(Map.of());
            server = database.another("beside");
            Map<String, String> config = new HashMap<>(super.start());
            // Long enough to look around while writes wait.
            config.putAll(database.config());
            config.put("quarkus.datasource.jdbc.url", database.url() + "?socketTimeout=4");
            return config;
        }
    }

    @AfterEach
    void standbyReturns() {
        require("");
    }

    @Test
    void readsGoOnAndWritesAreRefusedUntilCommitsAreConfirmed() {
        arrange();
        require("nobody");
        CapturedLog log = CapturedLog.ofEverything();

        CompletableFuture<List<Answer>> writes =
                CompletableFuture.supplyAsync(() -> Race.run(WRITERS, counted(this::write)));
        Await.until(() -> waiting() == MOST_WRITES, () -> waiting() + " commits wait");
        assertReadsGoOn();
        assertEquals(0, answered.get(), "all writes still wait");

        writes.join().forEach(UnavailablePostgresTest::assertUnavailable);
        assertEquals(1, Metrics.now().value("farthing_writes_stuck").intValue());
        Race.run(WRITERS, this::write).forEach(UnavailablePostgresTest::assertUnavailable);
        assertReadsGoOn();
        assertTrue(waiting() <= MOST_WRITES + 1, () -> waiting() + " server processes are left behind");

        Await.until(() -> log.text().contains("The record of used keys ended early"), log::text);
        log.close();
        assertFalse(log.text().contains("Error occurred while executing task"), log.text());

        require("");
        Await.until(() -> write(0).status() == 200, () -> "writes are still refused");
        Race.run(WRITERS, this::write).forEach(answer -> assertTrue(answer.status() < 300, answer.toString()));
        assertBookedOnce();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter role farthing_login nologin | alter role farthing_login login",
                "alter database farthing allow_connections false | alter database farthing allow_connections true",
                "alter database farthing rename to elsewhere | alter database elsewhere rename to farthing"
            })
    void refusedConnectionIsUnavailable(String refuse, String accept) {
        remote = Remote.underTest();
        String slug = remote.article("0");

        Await.until(() -> isDone(refuse), () -> "not refused");
        try {
            server.execute(DISCONNECT);
            assertUnavailable(remote.get(null, "/v1/articles/" + slug));
            assertUnavailable(remote.get(null, "/v1/articles"));
            assertUnavailable(remote.post(null, "/v1/clients", "{\"name\":\"reader\"}"));
        } finally {
            server.execute(accept);
        }

        Await.until(() -> remote.get(null, "/v1/articles/" + slug).status() == 200, () -> "still refused");
        assertEquals(200, remote.get(null, "/v1/articles").status());
    }

    /** A database in use cannot be renamed. */
    private static boolean isDone(String refuse) {
        server.execute(DISCONNECT);
        try {
            server.execute(refuse);
            return true;
        } catch (IllegalStateException inUse) {
            return false;
        }
    }

    private void arrange() {
        remote = Remote.underTest();
        priced = remote.article("0.05");
        owned = remote.article("0.05");
        free = remote.article("0");
        wallets = Stream.generate(() -> remote.wallet("1.00")).limit(WRITERS).toList();
        codes = VoucherCalls.codes(VoucherCalls.batch("0.10", WRITERS));
        reader = remote.wallet("1.00");
        assertEquals("0.05 EUR", remote.read(reader, owned).charged());
    }

    /** Each kind of write, each by its own client and safe to repeat. */
    private Answer write(int i) {
        Wallet wallet = wallets.get(i);
        return switch (i % KINDS) {
            case 0 -> remote.read(wallet, priced);
            case 1 -> remote.credit(wallet, "0.50", "standby-" + i);
            case 2 -> remote.post(wallet.key(), "/v1/me/purchases", "{\"article\":\"" + priced + "\"}");
            case 3 -> remote.post(null, "/v1/clients", "{\"name\":\"reader\"}");
            case 4 ->
                remote.send(
                        "PUT",
                        "/v1/articles/standby-" + i,
                        Api.ADMIN_KEY,
                        "{\"title\":\"Standby\",\"body\":\"Text\",\"price\":" + Remote.eur("0.05") + "}",
                        null);
            case 5 -> remote.post(wallet.key(), "/v1/me/keys", "{\"label\":\"further\"}");
            case 6 ->
                remote.send(
                        "POST", "/v1/top-ups", wallet.key(), "{\"amount\":" + Remote.eur("5") + "}", "standby-" + i);
            default -> remote.post(wallet.key(), "/v1/me/vouchers", "{\"code\":\"" + codes.get(i) + "\"}");
        };
    }

    private <T> IntFunction<T> counted(IntFunction<T> write) {
        return i -> {
            T answer = write.apply(i);
            answered.incrementAndGet();
            return answer;
        };
    }

    private void assertReadsGoOn() {
        assertEquals(200, remote.read(reader, owned).status());
        assertEquals(200, remote.get(null, "/v1/articles/" + free).status());
        assertEquals(402, remote.get(null, "/v1/articles/" + priced).status());
        assertEquals(
                200, remote.get(null, "/v1/articles/" + priced + "/preview").status());
        assertEquals(200, remote.get(null, "/v1/articles?limit=1").status());
        assertEquals("0.95", remote.balance(reader));
        assertEquals(200, remote.get(reader.key(), "/v1/me/entries").status());
        assertEquals(200, remote.get(reader.key(), "/v1/me/keys").status());
        assertEquals(
                200, remote.get(Api.ADMIN_KEY, "/v1/clients/" + reader.id()).status());
        assertEquals(200, remote.get(null, "/q/health/ready").status());
    }

    private static void assertUnavailable(Answer answer) {
        assertEquals(503, answer.status(), answer.body());
        assertEquals("unavailable", answer.code());
    }

    private void assertBookedOnce() {
        assertEquals(
                List.of(),
                database.rows(
                        "select client_id, kind, count(*) from ledger_entry where client_id <> ?::uuid"
                                + " group by client_id, kind, reference, article_id having count(*) > 1",
                        reader.id()));
        assertEquals(
                Map.of(0, "0.95", 1, "1.5", 2, "0.95", 7, "1.1"),
                IntStream.of(0, 1, 2, 7).boxed().collect(Collectors.toMap(i -> i, i -> new BigDecimal(
                                remote.balance(wallets.get(i)))
                        .stripTrailingZeros()
                        .toPlainString())));
        Books.assertRight(database);
    }

    private static int waiting() {
        return Integer.parseInt(database.value(WAITING));
    }

    private static void require(String standby) {
        database.execute("alter system set synchronous_standby_names = '" + standby + "'");
        database.execute("select pg_reload_conf()");
        Await.until(() -> database.value("show synchronous_standby_names").equals(standby), () -> "not reloaded");
    }
}
