package dev.farthing.topup;

import dev.farthing.web.BookCurrency;
import dev.farthing.web.start.ConfigCheck;
import dev.farthing.web.start.ConfigErrors;
import dev.farthing.web.start.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

@ApplicationScoped
class TopUpCheck implements ConfigCheck {
    private static final String LINK_KEYS = "farthing.topup.link-keys";

    /** Part of each link, so it needs no encoding. */
    private static final Pattern LINK_KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Later dates overflow a type on their way. */
    private static final Duration CENTURY = Duration.ofDays(36_500);

    private final TopUpConfig config;
    private final BookCurrency currency;
    private final Processors processors;

    TopUpCheck(TopUpConfig config, BookCurrency currency, Processors processors) {
        this.config = config;
        this.currency = currency;
        this.processors = processors;
    }

    @Override
    public void check(ConfigErrors errors) {
        errors.know("farthing.topup.processor");
        checkAmounts(errors);
        checkLinkKeys(errors);
        errors.within("farthing.topup.link-lifetime", config.linkLifetime(), MINUTE, CENTURY);
        errors.within("farthing.topup.bonus-lifetime", config.bonusLifetime().orElse(CENTURY), HOUR, CENTURY);
        errors.within("farthing.topup.checkout-lifetime", config.checkoutLifetime(), MINUTE, Duration.ofDays(7));
        for (URI origin : config.returnOrigins().orElse(List.of())) {
            errors.address("farthing.topup.return-origins", origin);
            errors.require(
                    origin.getRawPath() == null || origin.getRawPath().matches("/?"),
                    "farthing.topup.return-origins",
                    "takes scheme, host and port of each origin, without a path.");
        }
        errors.know("farthing.topup.return-origins");
        errors.interval("farthing.topup.reconcile-every", config.reconcileEvery());
        errors.within("farthing.topup.reconcile-after", config.reconcileAfter(), SECOND, HOUR);
    }

    @Override
    public void checkProduction(ConfigErrors errors) {
        for (String key : config.linkKeys().orElse(List.of())) {
            String error = Secrets.fault(key.substring(key.indexOf(':') + 1).strip());
            errors.require(error == null, LINK_KEYS, error);
        }
    }

    private void checkAmounts(ConfigErrors errors) {
        errors.know("farthing.topup.tiers", "farthing.topup.minimum", "farthing.topup.maximum");
        try {
            new Tiers(config, currency, processors);
        } catch (IllegalStateException wrong) {
            errors.add(wrong.getMessage());
        } catch (IllegalArgumentException noSuchCurrency) {
            // DeploymentCheck reports it.
        }
    }

    private void checkLinkKeys(ConfigErrors errors) {
        List<String> keys = config.linkKeys().orElse(List.of());
        errors.require(
                config.processor().isEmpty() || !keys.isEmpty(),
                LINK_KEYS,
                "is missing: it takes `id:secret`, such as \"a:$(openssl rand -hex 24)\" makes.");
        Set<String> ids = new HashSet<>();
        for (String key : keys) {
            int colon = key.indexOf(':');
            String id = key.substring(0, Math.max(0, colon)).strip();
            errors.require(
                    LINK_KEY_ID.matcher(id).matches()
                            && !key.substring(colon + 1).isBlank(),
                    LINK_KEYS,
                    "has an entry that is not `id:secret`: an id is up to 32 letters, digits, dots, dashes or underscores.");
            errors.require(ids.add(id), LINK_KEYS, "has two entries with one id.");
        }
    }
}
