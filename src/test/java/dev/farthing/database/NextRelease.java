package dev.farthing.database;

import dev.farthing.support.TestDatabase;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Migrations of a later release, in {@code src/test/resources/db/next}, compatible with this release while it serves. */
final class NextRelease {
    static final String VERSION = "1003";

    private NextRelease() {}

    /** Migrates as that release would: as the owner, with the lock timeout of application.properties. */
    static void migrate(TestDatabase database) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(database.url(), "farthing_owner", "owner")
                .initSql("set lock_timeout = '5s'")
                .placeholders(Map.of("appRole", "farthing_app", "reportRole", "farthing_report"))
                .locations("classpath:db/migration", "filesystem:src/test/resources/db/next");
        Migrations.lockBySession(configuration);
        configuration.load().migrate();
    }
}
