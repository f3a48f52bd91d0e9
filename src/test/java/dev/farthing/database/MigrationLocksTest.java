package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.database.MigrationLocks.Migration;
import dev.farthing.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No migration locks a large table for long. The first one is exempt: it makes the tables. */
class MigrationLocksTest {
    private static final List<String> FOLDERS =
            List.of("src/main/resources/db/migration", "src/test/resources/db/next");

    @Test
    void noMigrationAfterTheFirstLocksATableForLong() throws IOException {
        MigrationLocks locks = new MigrationLocks();
        Map<String, List<String>> refused = new TreeMap<>();
        int checked = 0;
        for (Path file : migrations()) {
            if (version(file) > 1) {
                List<String> reasons = locks.refusals(read(file));
                checked++;
                if (!reasons.isEmpty()) {
                    refused.put(file.getFileName().toString(), reasons);
                }
            }
        }
        assertEquals(Map.of(), refused);
        assertTrue(checked >= 3, "the migrations of the tests' next release are among them");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index on purchase (purchased_at)",
                "create unique index once on ledger_entry (client_id, reason) where reason is not null",
                "drop index article_by_title",
                "reindex table purchase",
                "alter table account add constraint small check (balance_micros < 10)",
                "alter table account add check (balance_micros < 10)",
                "ALTER TABLE purchase ADD CONSTRAINT of_article FOREIGN KEY (article_id) REFERENCES article",
                "alter table article add constraint title_is_unique unique (title)",
                "alter table voucher add constraint v exclude using gist (number with =)",
                "alter table ledger_entry alter column sequence type numeric",
                "alter table ledger_entry alter sequence type numeric",
                "alter table client alter column name set not null",
                "alter table top_up add column note text default random()::text",
                "alter table top_up add column note text default 'a' || clock_timestamp()",
                "alter table top_up add column made_at timestamptz default clock_timestamp()",
                "alter table top_up add column id2 uuid default gen_random_uuid() not null",
                "alter table top_up add column n bigserial",
                "alter table top_up add n bigint generated always as identity",
                "alter table top_up add column twice bigint generated always as (amount_micros * 2) stored",
                "alter table top_up add column note text not null",
                "alter table top_up add column batch text references voucher_batch",
                "alter table top_up add column n int check (n > 0)",
                "alter table top_up add column n int unique",
                "alter table top_up add column a int, add constraint b check (amount_micros > 5)",
                "alter table top_up rename column card to brand",
                "alter table top_up rename to payment",
                "alter table top_up set unlogged",
                "alter table top_up disable trigger all",
                "lock table account",
                "lock account in share mode",
                "update client set name = ''",
                "update article set title = 'a; b' where id = '0'",
                "delete from voucher_guess",
                "truncate voucher_guess",
                "cluster purchase",
                "vacuum full purchase",
                "create table copy as select * from purchase",
                "create trigger t before insert on purchase execute function f()",
                "do $$ begin update account set spent_micros = 0; end $$",
                "create index concurrently on purchase (purchased_at)",
                "alter table article add column a int; insert into books_copy select client_id from purchase",
                "alter table article add column a int; insert into copy (n) values ((select count(*) from purchase))",
                "alter table article add column a int; select count(*) from purchase",
                "alter table article add column a int; analyze purchase",
                "alter table article add column a int; alter table purchase validate constraint of_article",
                "alter table article add column a int, validate constraint of_article",
                "create table note (client_id uuid references client); insert into note select id from client",
                "alter table client drop column suspended_reason",
                "alter table client drop suspended_reason, drop constraint role_is_known",
                "alter table article alter column author drop default",
                "drop table subscription",
                "drop view sales",
                "revoke select on article from farthing_report"
            })
    void longLockOrBreakOfTheReleaseBeforeIsRefused(String sql) {
        List<String> reasons = new MigrationLocks().refusals(new Migration("-- why;\n" + sql + ";", true));

        assertTrue(!reasons.isEmpty(), sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table article add column subtitle text",
                "alter table article add subtitle text",
                "alter table article add column subtitle text not null default ''",
                "alter table article add column subtitle text default 'a, b (c)' not null, add column rank int default -1",
                "alter table article add column seen timestamptz default now()",
                "alter table account add column tags text[] not null default '{}'",
                "alter table account add constraint small check (balance_micros < 10) not valid",
                "alter table purchase add constraint of_article foreign key (article_id) references article not valid",
                "alter table purchase validate constraint of_article",
                "alter table article add constraint title_is_unique unique using index article_title",
                "alter table article alter column author set default 'x'",
                "alter table client alter column name drop not null",
                "alter table client drop constraint role_is_known",
                "alter table client set (fillfactor = 80)",
                "create table subscription (id uuid primary key, client_id uuid references client);"
                        + " create index on subscription (client_id);"
                        + " alter table subscription add constraint s unique (client_id)",
                "comment on column article.title is 'drop; update'",
                "grant select on article to farthing_report",
                "analyze article",
                "select count(*) from purchase; alter table article add column a int",
                "alter table article add column a int; insert into books (currency) values ('EUR')",
                "alter table purchase validate constraint of_article; analyze purchase",
                "create table note (client_id uuid); insert into note select id from client",
                "\n-- contract: unused since 0.3.0\nalter table client drop column suspended_reason",
                "\n-- contract: unused since 0.3.0\nalter table article alter column author drop default",
                "\n-- contract: unused since 0.3.0\ndrop table subscription"
            })
    void shortLockIsAllowed(String sql) {
        assertEquals(List.of(), new MigrationLocks().refusals(new Migration("/* why */ " + sql, true)));
    }

    @Test
    void indexIsBuiltConcurrentlyOutsideATransaction() {
        String sql = "drop index concurrently if exists p; create index concurrently p on purchase (purchased_at);";

        assertEquals(List.of(), new MigrationLocks().refusals(new Migration(sql, false)));
        assertEquals(2, new MigrationLocks().refusals(new Migration(sql, true)).size());
    }

    @Test
    void onlyConcurrentStatementsRunOutsideATransaction() {
        Migration mixed = new Migration("create table a (id int)", false);

        assertEquals(1, new MigrationLocks().refusals(mixed).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- contract",
                "-- contract: unused",
                "-- contract: unused since last year",
                "contract: unused since 0.3.0"
            })
    void removalNamesTheVersionSinceWhichNothingUsesIt(String comment) {
        Migration drop = new Migration("-- why\n" + comment + "\n;alter table client drop column name", true);

        assertTrue(!new MigrationLocks().refusals(drop).isEmpty(), comment);
    }

    @Test
    void constraintIsValidatedInALaterMigration() {
        String add = "alter table account add constraint small check (balance_micros < 10) not valid;";
        String validate = "alter table account validate constraint small;";
        MigrationLocks locks = new MigrationLocks();

        assertEquals(
                1,
                new MigrationLocks()
                        .refusals(new Migration(add + validate, true))
                        .size());
        assertEquals(List.of(), locks.refusals(new Migration(add, true)));
        assertEquals(List.of(), locks.refusals(new Migration(validate, true)));
    }

    @Test
    void columnIsSetNotNullAfterACheckWasValidated() {
        Migration add = new Migration("alter table client add constraint n check (reason is not null) not valid", true);
        Migration set = new Migration("alter table client alter column reason set not null", true);
        MigrationLocks locks = new MigrationLocks();

        assertEquals(List.of(), locks.refusals(add));
        assertEquals(1, locks.refusals(set).size());
        assertEquals(List.of(), locks.refusals(new Migration("alter table client validate constraint n", true)));
        assertEquals(List.of(), locks.refusals(set));
        assertEquals(
                1,
                locks.refusals(new Migration("alter table client alter column name set not null", true))
                        .size());
    }

    @Test
    void nextReleaseMigratesAsTheRulesDemand() {
        TestDatabase database = TestDatabase.shared().another("next_release");

        NextRelease.migrate(database);

        assertEquals(
                List.of(List.of("1", "t"), List.of("1001", "t"), List.of("1002", "t"), List.of("1003", "t")),
                database.rows("select version, success from flyway_schema_history order by installed_rank"));
        assertEquals("t", database.value("select convalidated from pg_constraint where conname = 'note_is_short'"));
        assertEquals(
                "t", database.value("select indisvalid from pg_index where indexrelid = 'purchase_by_time'::regclass"));
    }

    private static List<Path> migrations() throws IOException {
        Stream<Path> all = Stream.empty();
        for (String folder : FOLDERS) {
            all = Stream.concat(all, Files.list(Path.of(folder)));
        }
        try (Stream<Path> files = all) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted(Comparator.comparingInt(MigrationLocksTest::version))
                    .toList();
        }
    }

    private static int version(Path file) {
        String name = file.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    private static Migration read(Path file) throws IOException {
        Path conf = file.resolveSibling(file.getFileName() + ".conf");
        boolean transactional = !Files.exists(conf) || !Files.readString(conf).contains("executeInTransaction=false");
        return new Migration(Files.readString(file), transactional);
    }
}
