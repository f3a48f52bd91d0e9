package dev.farthing.database;

import dev.farthing.support.TestDatabase;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The migrations of a release after this one, in {@code src/test/resources/db/next}: what one may do while this one serves. */
final class NextRelease {
    static final String VERSION = "1003";

    private NextRelease() {}

    /** Migrates as that release would: by its owner, who gives up on a lock after the time that application.properties sets. */
    static void migrate(TestDatabase database) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(database.url(), "farthing_owner", "owner")
                .initSql("set lock_timeout = '5s'")
                .placeholders(Map.of("appRole", "farthing_app", "reportRole", "farthing_report"))
                .locations("classpath:db/migration", "filesystem:src/test/resources/db/next");
        new MigrationLock().customize(configuration);
        configuration.load().migrate();
    }
}
