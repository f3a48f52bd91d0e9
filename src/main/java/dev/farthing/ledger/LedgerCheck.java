package dev.farthing.ledger;

import dev.farthing.web.start.ConfigCheck;
import dev.farthing.web.start.ConfigErrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Requires separate logins for migrating and serving: an owner could rewrite entries. */
@ApplicationScoped
class LedgerCheck implements ConfigCheck {
    private static final String LOGIN = "quarkus.datasource.username";
    private static final String OWNER = "quarkus.flyway.username";

    private final LedgerConfig ledger;
    private final Config config;

    LedgerCheck(LedgerConfig ledger, Config config) {
        this.ledger = ledger;
        this.config = config;
    }

    @Override
    public void check(ConfigErrors errors) {
        errors.interval("farthing.ledger.audit-every", ledger.auditEvery());
        errors.interval("farthing.ledger.expire-every", ledger.expireEvery());
    }

    @Override
    public void checkProduction(ConfigErrors errors) {
        Optional<String> login = value(LOGIN);
        if (login.isEmpty()) {
            errors.add(LOGIN + " is missing: it is the application's login, which cannot rewrite entries.");
        } else if (migrates() && value(OWNER).map(login.get()::equals).orElse(true)) {
            errors.add(OWNER + " must name the owner, who migrates, and not be the application's login in " + LOGIN
                    + ": a login that may migrate may rewrite entries.");
        }
    }

    private boolean migrates() {
        return isOn("quarkus.flyway.migrate-at-start", false) && isOn("quarkus.flyway.active", true);
    }

    private boolean isOn(String property, boolean byDefault) {
        return config.getOptionalValue(property, Boolean.class).orElse(byDefault);
    }

    private Optional<String> value(String property) {
        return config.getOptionalValue(property, String.class);
    }
}
