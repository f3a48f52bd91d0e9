package dev.farthing.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Books;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.Race;
import dev.farthing.support.Readers;
import dev.farthing.support.Remote;
import dev.farthing.support.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A newer schema works with this release; another schema is refused. */
@OwnInstances
class ForwardMigrationIT {
    @Test
    void concurrentInstancesStartOnAnEmptyDatabase() {
        TestDatabase database = TestDatabase.shared().another("empty_at_once");

        List<PackagedApp> apps = Race.run(2, i -> PackagedApp.start(PackagedApp.production(database)));

        apps.forEach(app -> assertSells(app.remote()));
        apps.forEach(PackagedApp::stop);
        assertEquals(
                database.value("select count(distinct version) from flyway_schema_history"),
                database.value("select count(*) from flyway_schema_history where success"));
    }

    @Test
    void previousReleaseServesDuringAndAfterTheNextMigration() {
        TestDatabase database = TestDatabase.shared().another("ahead");
        try (PackagedApp running = PackagedApp.start(PackagedApp.production(database))) {
            Readers readers = Readers.of(running.remote());
            readers.awaitPurchases(200);

            NextRelease.migrate(database);

            readers.awaitPurchases(200);
            readers.finish();
            assertEquals(0, readers.timesUnavailable());
            readers.assertBooked(database);
            assertEquals(
                    NextRelease.VERSION,
                    database.value("select version from flyway_schema_history order by installed_rank desc limit 1"));

            // After a rollback, or when a node dies during the rollout.
            try (PackagedApp startedLater = PackagedApp.start(PackagedApp.production(database))) {
                assertSells(startedLater.remote());
            }
        }
        Books.assertRight(database);
    }

    @Test
    void databaseOfAnotherFirstMigrationIsRefused() {
        TestDatabase database = TestDatabase.shared().another("other_first");
        NextRelease.migrate(database);
        database.execute("update flyway_schema_history set checksum = 1 where version = '1'");

        PackagedApp refused = PackagedApp.refuse(PackagedApp.production(database));

        assertTrue(refused.log().contains("Migration checksum mismatch for migration version 1"), refused.log());
    }

    @Test
    void databaseWithoutThisReleasesMigrationIsRefused() {
        TestDatabase database = TestDatabase.shared().another("behind");
        NextRelease.migrate(database);
        database.execute("delete from flyway_schema_history where version = '1'");
        Map<String, String> config = PackagedApp.production(database);
        config.put("quarkus.flyway.migrate-at-start", "false");

        PackagedApp refused = PackagedApp.refuse(config);

        assertTrue(refused.log().contains("lacks migration " + Schema.VERSION), refused.log());
    }

    @Test
    void databaseWithAnotherIsolationIsRefused() {
        TestDatabase database = TestDatabase.shared().another("serializable");
        database.execute("alter role farthing_login in database serializable"
                + " set default_transaction_isolation = 'serializable'");

        PackagedApp refused = PackagedApp.refuse(PackagedApp.production(database));

        assertTrue(refused.log().contains("default_transaction_isolation=serializable"), refused.log());
    }

    @Test
    void documentedRolesSufficeForTheService() {
        TestDatabase database = TestDatabase.shared().another("as_deployed");

        try (PackagedApp app = PackagedApp.start(PackagedApp.production(database))) {
            assertSells(app.remote());
        }

        Map<String, String> owners = database
                .rows(
                        "select relname, pg_get_userbyid(relowner) from pg_class where relnamespace = 'public'::regnamespace"
                                + " and relkind = 'r'")
                .stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
        assertEquals(
                List.of("farthing_owner"), owners.values().stream().distinct().toList());
        assertEquals(
                List.of("f", "f", "f", "f", "f"),
                database
                        .rows(
                                "select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication from pg_roles"
                                        + " where rolname like 'farthing%'")
                        .stream()
                        .map(row -> row.get(0))
                        .toList());
    }

    private static void assertSells(Remote remote) {
        Wallet wallet = remote.wallet("1.00");
        assertEquals("0.05 EUR", remote.read(wallet, remote.article("0.05")).charged());
    }
}
