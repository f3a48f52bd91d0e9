package dev.farthing.web.start;

import io.quarkus.arc.All;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Refuses to start with a configuration that cannot work, or in production with an unsafe one. */
@ApplicationScoped
public class ConfigValidation {
    private static final Logger LOG = Logger.getLogger(ConfigValidation.class);

    private final List<ConfigCheck> checks;
    private final Config config;

    ConfigValidation(@All List<ConfigCheck> checks, Config config) {
        this.checks = checks;
        this.config = config;
    }

    /** For instances that do not migrate. Precedes the scheduler, which reads some of the same keys. */
    void onStart(@Observes @Priority(Integer.MIN_VALUE) StartupEvent start) {
        refuse();
    }

    /**
     * Refuses a wrong configuration.
     *
     * @throws ConfigurationException naming every key that is wrong
     */
    public void refuse() {
        List<String> errors = errors(LaunchMode.current() == LaunchMode.NORMAL);
        if (!errors.isEmpty()) {
            // Quarkus prints this type without a stack trace.
            errors.forEach(LOG::error);
            throw new ConfigurationException("Farthing does not start like this:\n  " + String.join("\n  ", errors));
        }
    }

    private List<String> errors(boolean production) {
        ConfigErrors errors = new ConfigErrors();
        checks.forEach(check -> check.check(errors));
        if (production) {
            checks.forEach(check -> check.checkProduction(errors));
        }
        UnknownEnvironmentVariables.check(config.getConfigSources(), errors);
        return errors.found();
    }
}
