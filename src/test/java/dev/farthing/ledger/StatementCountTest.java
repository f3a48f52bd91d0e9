package dev.farthing.ledger;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.http.Request.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Database cost of a request, as PostgreSQL counts it: pg_stat_statements and transaction ids. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class StatementCountTest {
    /** Other work (a job, the server's own) can only add, so the least of a few measurements is the request's own cost. */
    private static final int MEASUREMENTS = 3;

    /** All statements of the application, including BEGIN, except the batch that writes the use of keys. */
    private static final String SENT = """
            select s.query, s.calls from pg_stat_statements s join pg_roles r on r.oid = s.userid
            where r.rolname = 'farthing_login' and s.query not like '%last_used_at = greatest%'
            """;

    /** A literal, which PostgreSQL shows as a parameter where it parsed the statement since the last reset, else as it is. */
    private static final Pattern LITERAL = Pattern.compile("'[^']*'|\\$\\d+|\\b(?:\\d+|null|true|false)\\b");

    private static TestDatabase database;

    /** @param writes transactions with an id, which PostgreSQL assigns at their first write */
    private record Cost(List<String> statements, long writes) {
        int count() {
            return statements.size();
        }
    }

    @BeforeAll
    static void loadCounter() {
        database = TestDatabase.shared();
        assertEquals("pg_stat_statements", database.value("show shared_preload_libraries"), "TestDatabase loads it");
        database.execute("create extension if not exists pg_stat_statements");
    }

    @Test
    void paidReadCostsTwoStatementsAndOneCommit() {
        Wallet wallet = wallet("1.00");

        Cost cost = least(() -> {
            String slug = article("0.05");
            return cost(() -> read(wallet, slug).then().statusCode(200).header("Credit-Charged", "0.05 EUR"));
        });

        assertEquals(2, cost.count(), cost::toString);
        assertEquals(1, cost.writes());
    }

    @Test
    void ownedReadCostsOneStatementAndNoWrite() {
        Wallet wallet = wallet("1.00");
        String slug = article("0.05");
        read(wallet, slug);

        Cost cost =
                least(() -> cost(() -> read(wallet, slug).then().statusCode(200).header("Credit-Charged", "0 EUR")));

        assertEquals(1, cost.count(), cost::toString);
        assertEquals(0, cost.writes());
    }

    @Test
    void refusedReadCostsOneStatementAndNoWrite() {
        Wallet wallet = wallet("0.01");
        String slug = article("0.05");

        Cost refused = least(() -> cost(() -> read(wallet, slug).then().statusCode(402)));
        Cost anonymous = least(
                () -> cost(() -> given().get("/v1/articles/" + slug).then().statusCode(402)));

        assertEquals(1, refused.count(), refused::toString);
        assertEquals(0, refused.writes());
        assertEquals(1, anonymous.count(), anonymous::toString);
        assertEquals(0, anonymous.writes());
    }

    @Test
    void freeReadCostsOneStatementAndNoWrite() {
        Wallet wallet = wallet("1.00");
        String slug = article("0");

        Cost known =
                least(() -> cost(() -> read(wallet, slug).then().statusCode(200).header("Credit-Charged", "0 EUR")));
        Cost anonymous = least(
                () -> cost(() -> given().get("/v1/articles/" + slug).then().statusCode(200)));

        assertEquals(1, known.count(), known::toString);
        assertEquals(0, known.writes());
        assertEquals(1, anonymous.count(), anonymous::toString);
        assertEquals(0, anonymous.writes());
    }

    @Test
    void unknownArticleCostsOneStatementAndNoWrite() {
        Wallet wallet = wallet("0.01");

        Cost cost =
                least(() -> cost(() -> read(wallet, "no-such-article").then().statusCode(404)));

        assertEquals(1, cost.count(), cost::toString);
        assertEquals(0, cost.writes());
    }

    @Test
    void costOfAListDoesNotGrowWithItsLength() {
        Wallet wallet = wallet("1.00");
        Stream.generate(() -> article("0.01")).limit(30).forEach(slug -> read(wallet, slug));

        Cost shortList = least(
                () -> cost(() -> given().get("/v1/articles?limit=2").then().statusCode(200)));
        Cost longList = least(
                () -> cost(() -> given().get("/v1/articles?limit=30").then().statusCode(200)));
        Cost shortListOfClient = least(
                () -> cost(() -> as(wallet).get("/v1/articles?limit=2").then().statusCode(200)));
        Cost longListOfClient = least(
                () -> cost(() -> as(wallet).get("/v1/articles?limit=30").then().statusCode(200)));

        assertEquals(shortList.statements(), longList.statements());
        assertEquals(shortListOfClient.statements(), longListOfClient.statements());
        assertEquals(shortList.count() + 1, longListOfClient.count(), "what the client owns; its key is known");
        assertTrue(longListOfClient.count() <= 5, longListOfClient::toString);
        assertEquals(0, longListOfClient.writes());
    }

    @Test
    void costOfAStatementDoesNotGrowWithItsLength() {
        Wallet wallet = wallet("1.00");
        Stream.generate(() -> article("0.01")).limit(10).forEach(slug -> read(wallet, slug));

        for (String list : List.of("/v1/me/entries", "/v1/me/purchases")) {
            Cost few = least(
                    () -> cost(() -> as(wallet).get(list + "?limit=2").then().statusCode(200)));
            Cost many = least(
                    () -> cost(() -> as(wallet).get(list + "?limit=10").then().statusCode(200)));
            assertEquals(few.statements(), many.statements());
        }
    }

    private interface Measurement {
        Cost take();
    }

    private static Cost least(Measurement measurement) {
        measurement.take();
        return Stream.generate(measurement::take)
                .limit(MEASUREMENTS)
                .min((one, other) -> Long.compare(one.count() + one.writes(), other.count() + other.writes()))
                .orElseThrow();
    }

    private static Cost cost(Runnable request) {
        database.rows("select pg_stat_statements_reset()");
        long before = nextTransactionId();
        request.run();
        long writes = nextTransactionId() - before;
        List<String> statements = database.rows(SENT).stream()
                .flatMap(row -> Stream.generate(() -> row.get(0)).limit(Long.parseLong(row.get(1))))
                .map(statement ->
                        LITERAL.matcher(statement.replaceAll("\\s+", " ")).replaceAll("?"))
                .sorted()
                .toList();
        return new Cost(statements, writes);
    }

    private static long nextTransactionId() {
        return Long.parseLong(database.value("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint"));
    }
}
