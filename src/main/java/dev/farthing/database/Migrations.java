package dev.farthing.database;

import dev.farthing.web.start.ConfigValidation;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Prepares Flyway. */
@ApplicationScoped
class Migrations implements FlywayConfigurationCustomizer {
    private final ConfigValidation configuration;

    Migrations(ConfigValidation configuration) {
        this.configuration = configuration;
    }

    /** Migrations precede the startup event, and a service that does not start must not migrate. */
    @Override
    public void customize(FluentConfiguration migrations) {
        configuration.refuse();
        lockBySession(migrations);
    }

    /**
     * By default Flyway holds its advisory lock in a transaction, for which {@code create index concurrently} would wait until
     * {@code lock_timeout} ends it.
     */
    static void lockBySession(FluentConfiguration migrations) {
        migrations
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
    }
}
