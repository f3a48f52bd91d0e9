package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The optional migration to Citus runs and keeps its rules for keys: a unique key contains the distribution column; a
 * foreign key contains it too, or refers to a table replicated on every node.
 */
class CitusTest {
    private static final TestDatabase DATABASE = TestDatabase.shared().another("citus");

    @BeforeAll
    static void distribute() {
        DATABASE.execute(Manifests.read(Path.of("src/test/resources/deploy/citus-stand-in.sql")));
        migrate();
    }

    @Test
    void everyTableIsDistributedOrReplicatedOrListedAsLocal() {
        assertEquals(
                List.of(List.of("flyway_schema_history"), List.of("sandbox_payment"), List.of("sandbox_refund")),
                DATABASE.rows("""
                select relname from pg_class
                where relkind = 'r' and relnamespace = 'public'::regnamespace
                  and oid not in (select logicalrelid from pg_dist_partition) order by relname
                """));
        assertEquals(
                List.of(List.of("article"), List.of("books"), List.of("voucher_batch")),
                DATABASE.rows("select logicalrelid from pg_dist_partition where partkey is null order by n"));
    }

    @Test
    void everyUniqueKeyContainsTheDistributionColumn() {
        assertEquals(List.of(), DATABASE.rows("""
                select indexrelid::regclass from pg_index join pg_dist_partition on logicalrelid = indrelid
                where indisunique and partkey is not null and not exists (
                  select from pg_attribute where attrelid = indrelid and attname = partkey and attnum = any (indkey))
                """));
    }

    @Test
    void everyForeignKeyStaysOnItsNode() {
        assertEquals(List.of(), DATABASE.rows("""
                select conname from pg_constraint
                join pg_dist_partition here on here.logicalrelid = conrelid
                left join pg_dist_partition there on there.logicalrelid = confrelid
                where contype = 'f' and case
                  -- from a reference table, only to another
                  when here.partkey is null then there.logicalrelid is null or there.partkey is not null
                  -- from a distributed one, to a reference table or along the column of both
                  when there.logicalrelid is not null and there.partkey is null then false
                  else not exists (
                    select from unnest(conkey, confkey) as pair (mine, theirs)
                    join pg_attribute a on a.attrelid = conrelid and a.attnum = mine and a.attname = here.partkey
                    join pg_attribute b on b.attrelid = confrelid and b.attnum = theirs and b.attname = there.partkey)
                end
                """));
    }

    @Test
    void referencedTableIsDistributedBeforeTheOneThatPointsToIt() {
        assertEquals(List.of(), DATABASE.rows("""
                select conname from pg_constraint
                join pg_dist_partition here on here.logicalrelid = conrelid
                join pg_dist_partition there on there.logicalrelid = confrelid
                where contype = 'f' and there.n > here.n
                """));
    }

    @Test
    void onlyTheClientOfAVoucherLacksAForeignKey() {
        TestDatabase plain = TestDatabase.shared().another("not_citus");
        flyway(plain, "classpath:db/migration").migrate();
        String keys = "select conname from pg_constraint where contype = 'f' order by conname";

        List<List<String>> lost = new ArrayList<>(plain.rows(keys));
        lost.removeAll(DATABASE.rows(keys));
        assertEquals(List.of(List.of("voucher_of_client")), lost);
    }

    @Test
    void distributingAgainChangesNothing() {
        String before = DATABASE.value("select string_agg(logicalrelid::text, ',' order by n) from pg_dist_partition");
        DATABASE.execute("delete from flyway_schema_history where version is null");
        migrate();

        assertEquals(
                before, DATABASE.value("select string_agg(logicalrelid::text, ',' order by n) from pg_dist_partition"));
    }

    private static void migrate() {
        flyway(DATABASE, "classpath:db/migration", "classpath:db/citus").migrate();
    }

    private static Flyway flyway(TestDatabase database, String... locations) {
        return Flyway.configure()
                .dataSource(database.url(), "farthing_owner", "owner")
                .placeholders(Map.of("appRole", "farthing_app", "reportRole", "farthing_report"))
                .locations(locations)
                .load();
    }
}
