package dev.farthing.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Held;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.PlanLog;
import dev.farthing.support.PlanLog.Executed;
import dev.farthing.support.Race;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * PostgreSQL's real plans for statements of requests, on large tables: each row is found by an index, so the cost of a
 * request does not grow with the tables.
 */
@OwnInstances
class QueryPlansIT {
    private static final Set<String> GROWING = Set.of(
            "article", "client", "api_key", "account", "ledger_entry", "purchase", "top_up", "act", "act_outcome");

    private static final List<String> JOBS =
            List.of("farthing.ledger.audit-every", "farthing.ledger.expire-every", "farthing.topup.reconcile-every");

    private static final String LOOK = "k.id as key_id";
    private static final String CHARGE = "for update skip locked";
    private static final String WAITING_FOR_THE_ACCOUNT =
            "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%for update%'";

    /** The driver prepares a statement at its fifth run; PostgreSQL considers a generic plan after five more. */
    private static final int RUNS_BEFORE_A_PLAN_IS_KEPT = 10;

    private static TestDatabase database;
    private static PlanLog plans;
    private static PackagedApp app;
    private static Remote shop;

    @BeforeAll
    static void fillAShop() {
        database = TestDatabase.onItsOwnServer(PlanLog.SERVER_SETTINGS);
        plans = new PlanLog(database);
        Map<String, String> config = PackagedApp.production(database);
        // Statements of jobs belong to no request, and may run at any time.
        JOBS.forEach(job -> config.put(job, "off"));
        app = PackagedApp.start(config);
        shop = app.remote();
        database.execute("set session_replication_role = replica;" + """
                insert into article (id, slug, title, summary, lead, body, body_html, html_version, price_micros, tags, author,
                                     language, status, published_at, word_count, metadata, version, created_at, updated_at,
                                     labels, title_key, free_words, text_words)
                select md5('article' || i)::uuid, 'bulk-' || i, 'Title ' || i, 'Summary', 'Lead',
                       'word' || i || ' ' || repeat('text ', 100), repeat('<p>text</p>', 50), 1, 50000 + i,
                       array['tag' || i % 500], 'Author ' || i % 500, 'en', 'PUBLISHED', now() - i * interval '1 minute', 100,
                       '{}', 1, now(), now(), array['tag:tag' || i % 500, case when i % 200 = 0 then 'language:de' else 'language:en' end],
                       'title ' || i, '''titl/en'':1A ''' || i || ''':2A ''summari/en'':4B ''lead/en'':6C',
                       array['''word' || i || ''':4096C ''text/en'':4097C,4098C,4099C', '', '']
                from generate_series(1, 10000) i;
                insert into client (id, name, role, created_at)
                select md5('client' || i)::uuid, 'Bulk ' || i, 'CLIENT', now() from generate_series(1, 20000) i;
                insert into api_key (client_id, id, hash, label, hint, created_at)
                select md5('client' || i)::uuid, md5('key' || i)::uuid, sha256(('key' || i)::bytea), 'bulk', '0000', now()
                from generate_series(1, 20000) i;
                insert into account (client_id, balance_micros, last_sequence)
                select md5('client' || i)::uuid, 500000, 11 from generate_series(1, 20000) i;
                insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                                          balance_before_micros, balance_after_micros, created_at)
                select md5('client' || i)::uuid, 1, gen_random_uuid(), 'GRANT', 'PROMOTION', 'CLIENT', 1000000, 0, 1000000, now()
                from generate_series(1, 20000) i;
                insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                                          balance_before_micros, balance_after_micros, article_id, created_at)
                select md5('client' || i)::uuid, 1 + k, md5('e' || i || '-' || k)::uuid, 'PURCHASE', 'CLIENT', 'REVENUE', 50000,
                       1000000 - 50000 * (k - 1), 1000000 - 50000 * k, md5('article' || (i + k) % 10000 + 1)::uuid, now()
                from generate_series(1, 20000) i, generate_series(1, 10) k;
                insert into purchase (client_id, article_id, entry_id, entry_sequence, price_micros, purchased_at)
                select client_id, article_id, id, sequence, amount_micros, created_at from ledger_entry where kind = 'PURCHASE';
                -- PostgreSQL takes each client for one that has bought once, as it does where statistics are older than the sales.
                -- A statement that leaves it the choice then reads all that a client has bought to find one purchase.
                alter table purchase alter column client_id set (n_distinct = -1);
                insert into act (id, at, name, actor, actor_name, role, kind, target, method, path)
                select md5('act' || i)::uuid, now() - i * interval '1 minute',
                       case when i % 500 = 0 then 'client.debit' else 'article.publish' end,
                       md5('client' || i % 500)::uuid::text, 'Bulk', 'ADMIN', 'article', 'bulk-' || i % 10000, 'PUT', '/'
                from generate_series(1, 50000) i;
                insert into act_outcome (act_id, at, status) select id, at, 200 from act;
                analyze""");
    }

    @AfterAll
    static void stop() {
        app.stop();
    }

    @Test
    void scanIsDetected() {
        AssertionError seen = assertThrows(
                AssertionError.class,
                () -> assertIndexed(() -> {
                    try (Connection connection = database.asApplication();
                            Statement statement = connection.createStatement()) {
                        statement.executeQuery("select count(*) from purchase where price_micros = 1");
                    } catch (SQLException fault) {
                        throw new IllegalStateException(fault);
                    }
                }));

        assertTrue(seen.getMessage().startsWith("scans purchase"), seen::getMessage);
    }

    @ParameterizedTest
    @CsvSource({"force_custom_plan, false", "force_generic_plan, true"})
    void genericPlanIsToldFromACustomPlan(String mode, boolean kept) {
        List<Executed> executed = assertIndexed(() -> {
            try (Connection connection = database.asApplication();
                    Statement setting = connection.createStatement();
                    PreparedStatement statement = connection.prepareStatement("select ?::bigint[]")) {
                setting.execute("set plan_cache_mode = " + mode);
                statement.setArray(1, connection.createArrayOf("bigint", new Long[] {1L}));
                statement.executeQuery();
            } catch (SQLException fault) {
                throw new IllegalStateException(fault);
            }
        });

        assertEquals(List.of(kept), executed.stream().map(Executed::isKept).toList());
    }

    @Test
    void paidReadFindsEveryRowByAnIndex() {
        Wallet reader = shop.wallet("1.00");
        String slug = shop.article("0.05");

        assertIndexed(() -> assertEquals("0.05 EUR", shop.read(reader, slug).charged()));
    }

    @Test
    void ownedReadFindsEveryRowByAnIndex() {
        Wallet reader = shop.wallet("1.00");
        String slug = shop.article("0.05");
        shop.read(reader, slug);

        assertIndexed(() -> assertEquals("0 EUR", shop.read(reader, slug).charged()));
    }

    @Test
    void refusalFindsEveryRowByAnIndex() {
        Wallet reader = shop.wallet("0.01");
        String slug = shop.article("0.05");

        assertIndexed(() -> assertEquals(402, shop.read(reader, slug).status()));
        assertIndexed(() -> assertEquals(402, get("/v1/articles/" + slug)));
    }

    @Test
    void freeReadFindsEveryRowByAnIndex() {
        String slug = shop.article("0");

        assertIndexed(() -> assertEquals(200, get("/v1/articles/" + slug)));
    }

    @Test
    void batchOfChargesFindsEveryRowByAnIndex() {
        Wallet reader = shop.wallet("5.00");
        List<String> slugs =
                Stream.generate(() -> shop.article("0.05")).limit(32).toList();

        assertIndexed(() -> assertEquals(Set.of(200), Set.copyOf(Race.run(32, i -> shop.read(reader, slugs.get(i))
                .status()))));
    }

    @Test
    void chargeThatWaitsForTheAccountFindsEveryRowByAnIndex() {
        Wallet reader = shop.wallet("1.00");
        String slug = shop.article("0.05");

        List<Executed> executed = assertIndexed(() -> readWhileTheAccountIsHeld(reader, slug));

        assertEquals(1, executed.stream().filter(QueryPlansIT::waits).count(), executed::toString);
    }

    @Test
    void genericPlanOfChargesFindsEveryRowByAnIndex() {
        Wallet reader = shop.wallet("100.00");

        assertKeptAndIndexed(
                () -> {
                    String slug = shop.article("0.05");
                    return () ->
                            assertEquals("0.05 EUR", shop.read(reader, slug).charged());
                },
                List.of(
                        statement -> statement.sql().contains(LOOK),
                        statement -> statement.sql().contains(CHARGE)));
    }

    @Test
    void genericPlanOfWaitingChargesFindsEveryRowByAnIndex() {
        Wallet reader = shop.wallet("100.00");

        assertKeptAndIndexed(
                () -> {
                    String slug = shop.article("0.05");
                    return () -> readWhileTheAccountIsHeld(reader, slug);
                },
                List.of(QueryPlansIT::waits));
    }

    @Test
    void genericPlanOfOwnedReadsAndRefusalsFindsEveryRowByAnIndex() {
        Wallet owner = shop.wallet("0.05");
        String owned = shop.article("0.05");
        shop.read(owner, owned);
        String dear = shop.article("0.05");

        assertKeptAndIndexed(
                () -> () -> {
                    assertEquals("0 EUR", shop.read(owner, owned).charged());
                    assertEquals(402, shop.read(owner, dear).status());
                    assertEquals(402, get("/v1/articles/" + dear));
                },
                List.of(statement -> statement.sql().contains(LOOK)));
    }

    @Test
    void pageOfPurchasesIsReadInTheOrderOfItsIndex() {
        Wallet reader = shop.wallet("1.00");
        shop.read(reader, shop.article("0.05"));

        List<String> plans =
                assertIndexed(() -> assertEquals(
                                200,
                                shop.get(reader.key(), "/v1/me/purchases?limit=20")
                                        .status()))
                        .stream()
                        .filter(statement -> statement.sql().contains("ledger_entry"))
                        .map(statement -> statement.plan().toString())
                        .toList();

        assertEquals(1, plans.size());
        assertTrue(
                plans.get(0).contains("entry_sequence_is_unique")
                        && !plans.get(0).contains("\"Sort\""),
                plans::toString);
    }

    /**
     * In a shop with few clients PostgreSQL would keep a plan after some pages, which finds the entries by their time and sorts them all for
     * each page.
     */
    @Test
    void everyPageOfALongStatementIsReadInTheOrderOfItsIndex() {
        Wallet reader = shop.wallet("1.00");
        database.execute("""
                insert into ledger_entry (client_id, sequence, id, kind, from_account, to_account, amount_micros,
                                          balance_before_micros, balance_after_micros, created_at)
                select '%s'::uuid, n, gen_random_uuid(), 'GRANT', 'PROMOTION', 'CLIENT', 1, 1000000, 1000001, now()
                from generate_series(2, 20000) n;
                alter table ledger_entry alter column client_id set (n_distinct = 2);
                analyze ledger_entry""".formatted(reader.id()));

        List<String> plans;
        try {
            plans =
                    assertIndexed(() -> assertEquals(
                                    200,
                                    shop.export(reader.key(), "/v1/me/entries").status()))
                            .stream()
                            .filter(statement -> statement.sql().contains("ledger_entry"))
                            .map(statement -> statement.plan().toString())
                            .toList();
        } finally {
            database.execute(
                    "alter table ledger_entry alter column client_id reset (n_distinct); analyze ledger_entry");
        }

        assertTrue(plans.size() >= 40, () -> plans.size() + " pages");
        assertEquals(
                List.of(),
                plans.stream()
                        .filter(plan -> !plan.contains("entry_sequence_is_unique") || plan.contains("\"Sort\""))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=20",
                "?q=word77&limit=20",
                // All articles have this tag.
                "?q=text",
                "?q=word77&sort=-publishedAt",
                "?q=text&sort=-publishedAt",
                "?q=text&sort=price",
                // Only of strangers and of single words does the index know all.
                "?q=%22text%20text%22",
                "?q=word77%20-%22word78%20text%22",
                "?q=%22text%20text%22&sort=price",
                "?tag=tag7",
                "?tag=TAG7&language=en",
                "?language=de",
                "?language=de&sort=title",
                "?author=Author%207",
                "?sort=price",
                "?sort=-title"
            })
    void listFindsEveryRowByAnIndex(String query) {
        Wallet reader = shop.wallet("1.00");

        assertIndexed(() -> assertEquals(200, get("/v1/articles" + query)));
        assertIndexed(() ->
                assertEquals(200, shop.get(reader.key(), "/v1/articles" + query).status()));
    }

    /** All articles have the one word, few the other. */
    @ParameterizedTest
    @CsvSource({"text, 0", "word77, 1"})
    void sortedSearchUsesTheWordIndexOnlyForRareWords(String word, int times) {
        plans.start();
        assertEquals(200, get("/v1/articles?sort=price&q=" + word));

        List<Integer> loops = plans.since().stream()
                .flatMap(statement -> statement.plan().findParents("Index Name").stream())
                .filter(node -> node.path("Index Name").asText().equals("article_by_words"))
                .map(node -> node.path("Actual Loops").asInt())
                .filter(count -> count > 0)
                .toList();
        assertEquals(Collections.nCopies(times, 1), loops);
    }

    /** All 10,000 articles have both words, and none has the phrase. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%22summary%20lead%22",
                "summary%20-lead",
                "%22summary%20lead%22&sort=price",
                "summary%20-lead&sort=price"
            })
    void phrasesAndExclusionsLookIntoABoundedNumberOfArticles(String query) {
        plans.start();
        assertEquals(200, get("/v1/articles?q=" + query));

        long looked = plans.since().stream()
                .flatMap(statement -> statement.plan().findParents("Node Type").stream())
                .mapToLong(node -> node.path("Rows Removed by Index Recheck").asLong()
                        + (node.path("Filter").asText().contains("search")
                                ? node.path("Rows Removed by Filter").asLong()
                                : 0))
                .sum();
        assertTrue(looked > 0 && looked <= 5_300, looked + " articles");
    }

    @Test
    void creditFindsEveryRowByAnIndex() {
        Wallet reader = shop.wallet("1.00");

        assertIndexed(() -> {
            Answer credited = shop.credit(reader, "1.00", UUID.randomUUID().toString());
            assertEquals(201, credited.status(), credited::body);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/me", "/v1/me/entries?limit=20", "/v1/me/purchases?limit=20", "/v1/me/keys"})
    void clientsOwnPagesFindEveryRowByAnIndex(String path) {
        Wallet reader = shop.wallet("1.00");

        assertIndexed(() -> assertEquals(200, shop.get(reader.key(), path).status()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=20",
                "?actor=%1$s",
                "?act=client.debit",
                "?target=bulk-7",
                "?target=bulk-7&actor=%1$s&act=article.publish&from=2000-01-01&to=2100-01-01",
                "?actor=%1$s&act=article.publish&from=2000-01-01",
                "?from=2000-01-01&to=2026-11-01"
            })
    void actsAreFoundByAnIndex(String query) {
        String path = "/v1/acts" + query.formatted(database.value("select md5('client7')::uuid"));
        Answer first = shop.get(Api.ADMIN_KEY, path);
        String next = first.path("next");

        assertIndexed(() -> assertEquals(200, shop.get(Api.ADMIN_KEY, path).status()));
        if (next != null) {
            assertIndexed(() -> assertEquals(
                    200, shop.get(Api.ADMIN_KEY, path + "&cursor=" + next).status()));
        }
    }

    private static int get(String path) {
        return shop.get(null, path).status();
    }

    /** By the second writer: the first skips a locked account. */
    private static void readWhileTheAccountIsHeld(Wallet reader, String slug) {
        Held account = Held.account(database, reader);
        CompletableFuture<Answer> read = CompletableFuture.supplyAsync(() -> shop.read(reader, slug));
        try {
            Await.until(
                    () -> !database.rows(WAITING_FOR_THE_ACCOUNT).isEmpty(), () -> "no session waits for the account");
        } finally {
            account.letGo();
        }
        assertEquals("0.05 EUR", read.join().charged());
    }

    private static boolean waits(Executed statement) {
        return statement.sql().contains("for update") && !statement.sql().contains(CHARGE);
    }

    /**
     * Repeats requests until PostgreSQL has kept and run a plan for each of the statements, and checks that all of them
     * use indexes. A lone client gets the same connection each time, but without a guarantee, hence some rounds.
     *
     * @param requests prepares a request; the plans of that preparation are ignored
     */
    private static void assertKeptAndIndexed(Supplier<Runnable> requests, List<Predicate<Executed>> statements) {
        List<Predicate<Executed>> notKept = new ArrayList<>(statements);
        for (int round = 0; round < 4 && !notKept.isEmpty(); round++) {
            List<Runnable> next = Stream.generate(requests)
                    .limit(RUNS_BEFORE_A_PLAN_IS_KEPT + 5)
                    .toList();
            List<Executed> kept = assertIndexed(() -> next.forEach(Runnable::run)).stream()
                    .filter(Executed::isKept)
                    .toList();
            notKept.removeIf(statement -> kept.stream().anyMatch(statement));
        }
        assertEquals(0, notKept.size(), "statements whose plan is made anew each time");
    }

    private static List<Executed> assertIndexed(Runnable request) {
        plans.start();
        request.run();
        List<Executed> executed = plans.since();
        assertFalse(executed.isEmpty(), "nothing was asked of the database");
        executed.forEach(statement -> assertIndexed(statement.plan(), statement.sql()));
        return executed;
    }

    private static void assertIndexed(JsonNode plan, String sql) {
        String node = plan.path("Node Type").asText();
        String table = plan.path("Relation Name").asText();
        if (GROWING.contains(table)) {
            assertFalse(node.equals("Seq Scan"), () -> "scans " + table + ": " + sql + "\n" + plan.toPrettyString());
            boolean scansAnIndex = node.startsWith("Index") && !plan.has("Index Cond") && !plan.has("Order By");
            // Lists of all articles or all audit records read one page in index order.
            boolean pages = table.equals("article") || table.equals("act") && !plan.has("Filter");
            assertFalse(
                    scansAnIndex && !pages,
                    () -> "reads a whole index of " + table + ": " + sql + "\n" + plan.toPrettyString());
        }
        if (table.equals("purchase") && node.startsWith("Index") && sql.contains("with ordinality")) {
            assertTrue(
                    plan.path("Index Cond").asText().contains("article_id"),
                    () -> "reads all purchases of a client: " + sql + "\n" + plan.toPrettyString());
        }
        plan.path("Plans").forEach(child -> assertIndexed(child, sql));
    }
}
