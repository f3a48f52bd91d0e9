package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As in the manifests: one process migrates as the owner and ends; the others serve without the owner's password. */
@OwnInstances
class MigrationJobIT {
    @Test
    void jobMigratesAndEndsAndTheServiceStartsWithoutTheOwner() {
        TestDatabase database = TestDatabase.shared().another("migration_job");

        PackagedApp early = PackagedApp.refuse(service(database));
        assertTrue(early.log().contains("lacks migration"), early::log);

        Map<String, String> job = PackagedApp.production(database);
        job.put("quarkus.flyway.migrate-at-start", "true");
        job.put("quarkus.init-and-exit", "true");
        job.put("quarkus.scheduler.enabled", "false");
        PackagedApp migration = PackagedApp.refuse(job);
        assertEquals(0, migration.exitCode(), migration::log);
        assertEquals("0", database.value("select count(*) from flyway_schema_history where not success"));

        try (PackagedApp service = PackagedApp.start(service(database))) {
            assertFalse(service.log().contains("Migrating schema"), service::log);
        }
    }

    private static Map<String, String> service(TestDatabase database) {
        Map<String, String> config = PackagedApp.production(database);
        config.keySet().removeIf(key -> key.startsWith("quarkus.flyway."));
        config.put("quarkus.flyway.migrate-at-start", "false");
        return config;
    }
}
