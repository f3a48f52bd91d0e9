package dev.farthing.web.start;

import io.quarkus.arc.All;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jboss.logging.Logger;

/**
 * Refuses to start on configuration that cannot work, in production also on what is missing or unsafe, naming everything that
 * is, of all rooms.
 */
@ApplicationScoped
class ConfigValidation implements FlywayConfigurationCustomizer {
    private static final Logger LOG = Logger.getLogger(ConfigValidation.class);

    private final List<ConfigCheck> checks;
    private final Config config;

    ConfigValidation(@All List<ConfigCheck> checks, Config config) {
        this.checks = checks;
        this.config = config;
    }

    /** Migrations come before the start's event: nothing is changed in a database that the service then does not serve. */
    @Override
    public void customize(FluentConfiguration migrations) {
        refuse();
    }

    /** Where nothing is migrated here. Before the scheduler, which reads some of the same keys. */
    void onStart(@Observes @Priority(Integer.MIN_VALUE) StartupEvent start) {
        refuse();
    }

    private void refuse() {
        List<String> faults = faults(LaunchMode.current() == LaunchMode.NORMAL);
        if (!faults.isEmpty()) {
            // A line for each, for those who read them one by one; the exception says them all once more.
            // Of its kind the operator sees the message alone, without the trace of our code.
            faults.forEach(LOG::error);
            throw new ConfigurationException("Farthing does not start like this:\n  " + String.join("\n  ", faults));
        }
    }

    private List<String> faults(boolean production) {
        ConfigErrors faults = new ConfigErrors();
        checks.forEach(check -> check.check(faults));
        if (production) {
            checks.forEach(check -> check.checkProduction(faults));
        }
        UnknownEnvironmentVariables.check(config.getConfigSources(), faults);
        return faults.found();
    }
}
