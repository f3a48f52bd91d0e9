package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Held;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of every kind, slow ones too, together leave half of the connections to sales. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ListsTest {
    /** Half of the pool's 16. */
    private static final int HALF = 8;

    private final TestDatabase database = TestDatabase.shared();
    private final ExecutorService callers = Executors.newFixedThreadPool(2 * HALF);

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void listsOfAllKindsShareHalfOfTheConnections() {
        Wallet reader = wallet("1.00");
        String slug = article("0.05");
        List<String> lists = List.of(
                "/v1/me/entries", "/v1/me/purchases", "/v1/clients/" + reader.id() + "/entries", "/v1/reports/revenue");
        Held entries = Held.table(database, "purchase, ledger_entry");
        List<CompletableFuture<Response>> answers = IntStream.range(0, 2 * HALF)
                .mapToObj(
                        i -> CompletableFuture.supplyAsync(() -> list(reader, lists.get(i % lists.size()), i), callers))
                .toList();
        try {
            Await.until(() -> waiting() >= HALF, () -> waiting() + " lists wait in the database");
            // Needs a connection, and neither table.
            assertEquals("1.00", Api.balance(reader));
            Api.article(Api.newSlug(), "0");
            assertEquals(HALF, waiting());
        } finally {
            entries.letGo();
        }

        answers.forEach(answer -> answer.join().then().statusCode(200));
        read(reader, slug).then().statusCode(200);
    }

    private int waiting() {
        return database.waitingFor("ledger_entry") + database.waitingFor("purchase");
    }

    private static Response list(Wallet reader, String path, int i) {
        var request = path.startsWith("/v1/me") ? as(reader) : Api.asAdmin();
        return (path.startsWith("/v1/me") && i % 8 < 4 ? request.accept("text/csv") : request).get(path);
    }

    /** An operator's cancel stands for the server's own, after seconds. */
    @ParameterizedTest
    @CsvSource({
        "/v1/articles, article", "/v1/clients, client", "/v1/me/entries, ledger_entry", "/v1/me/purchases, purchase",
        "/v1/me/keys, api_key", "/v1/me/top-ups, top_up", "/v1/top-ups, top_up", "/v1/acts, act",
        "/v1/voucher-batches, voucher_batch", "/v1/reports/revenue, ledger_entry",
                "/v1/clients/{id}/entries, ledger_entry"
    })
    void cancelledListIsOverloadNotAnUnreachableDatabase(String path, String table) {
        Wallet reader = wallet("1.00");
        // The instance remembers the key.
        as(reader).get("/v1/me").then().statusCode(200);
        Held held = Held.table(database, table);
        try {
            CompletableFuture<Response> answer = CompletableFuture.supplyAsync(
                    () -> (path.startsWith("/v1/me") ? as(reader) : Api.asAdmin())
                            .get(path.replace("{id}", reader.id())),
                    callers);
            Await.until(() -> database.waitingFor(table) > 0, () -> "no list waits");
            assertEquals(List.of(), cancel(table));

            problem(answer.join(), 503, "overloaded");
        } finally {
            held.letGo();
        }
    }

    /** Cancels the list that waits; finds none without a time limit. */
    private List<List<String>> cancel(String table) {
        return database.rows("""
                select a.query from pg_locks l join pg_stat_activity a on a.pid = l.pid
                where not l.granted and l.relation = '%s'::regclass and a.datname = current_database()
                  and not pg_cancel_backend(l.pid)""".formatted(table));
    }

    @Test
    void slowListIsCancelledByTheServer() {
        Wallet reader = wallet("1.00");
        as(reader).get("/v1/me").then().statusCode(200);
        Held held = Held.table(database, "ledger_entry, act, voucher_batch, top_up");
        try {
            List<CompletableFuture<Response>> answers = Stream.of(
                            "/v1/me/entries",
                            "/v1/clients/" + reader.id() + "/entries",
                            "/v1/acts",
                            "/v1/voucher-batches",
                            "/v1/top-ups")
                    .map(path -> CompletableFuture.supplyAsync(() -> list(reader, path, 7), callers))
                    .toList();

            for (CompletableFuture<Response> answer : answers) {
                problem(answer.join(), 503, "overloaded");
            }
        } finally {
            held.letGo();
        }
    }
}
