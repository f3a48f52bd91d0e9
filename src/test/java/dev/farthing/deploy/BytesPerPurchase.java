package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Disk space of purchases made by paid reads over HTTP: the numbers of {@code deploy/scale-out.md}. Not part of the
 * build: {@code ./mvnw test -Dtest=BytesPerPurchase}.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BytesPerPurchase {
    private static final int CLIENTS = 100;
    private static final int ARTICLES = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final TestDatabase database = TestDatabase.shared();

    @TestHTTPResource
    URI service;

    @Test
    void measure() throws Exception {
        List<Api.Wallet> wallets = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            wallets.add(Api.wallet("100.00"));
        }
        List<String> slugs = new ArrayList<>();
        for (int i = 0; i < ARTICLES; i++) {
            slugs.add(Api.article("0.05"));
        }
        // WAL holds a full page after its first change since a checkpoint; that is a cost of the checkpoint.
        database.execute("checkpoint");
        // Warm-up: touches the last page of each table.
        readAll(wallets, slugs.subList(0, 10));
        long[] before = sizes();
        readAll(wallets, slugs.subList(10, ARTICLES));
        long[] after = sizes();

        int purchases = CLIENTS * (ARTICLES - 10);
        String[] names = {"ledger_entry", "its indexes", "purchase", "its indexes", "account", "WAL"};
        for (int i = 0; i < names.length; i++) {
            System.out.printf("%-14s %6.0f bytes a purchase%n", names[i], (after[i] - before[i]) / (double) purchases);
        }
        for (String table : new String[] {"client", "api_key", "account"}) {
            String bytes = database.value("select round(avg(pg_column_size(t))) from " + table + " t");
            System.out.printf("%-14s %6s bytes a row%n", table, bytes);
        }
    }

    private void readAll(List<Api.Wallet> wallets, List<String> slugs) throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(16);
        try {
            List<Future<?>> reads = new ArrayList<>();
            for (String slug : slugs) {
                for (Api.Wallet wallet : wallets) {
                    reads.add(readers.submit(() -> read(wallet, slug)));
                }
            }
            for (Future<?> read : reads) {
                read.get();
            }
        } finally {
            readers.shutdown();
        }
    }

    private Void read(Api.Wallet wallet, String slug) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/articles/" + slug))
                .header("Authorization", "Bearer " + wallet.key())
                .build();
        HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
        assertEquals(200, answer.statusCode());
        assertEquals("0.05 EUR", answer.headers().firstValue("Credit-Charged").orElse(""));
        return null;
    }

    private long[] sizes() {
        return database.rows("""
                select pg_relation_size('ledger_entry'), pg_indexes_size('ledger_entry'), pg_relation_size('purchase'),
                       pg_indexes_size('purchase'), pg_total_relation_size('account'), pg_current_wal_insert_lsn() - '0/0'
                """).get(0).stream().mapToLong(Long::parseLong).toArray();
    }
}
