package dev.farthing.topup;

import dev.farthing.web.FarthingConfig;
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

/** What can be paid, for how long, and who signs the links that lead there. */
@ApplicationScoped
class TopUpCheck implements ConfigCheck {
    private static final String LINK_KEYS = "farthing.topup.link-keys";

    /** It stands in each link. */
    private static final Pattern LINK_KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Beyond it dates do not fit anywhere. */
    private static final Duration CENTURY = Duration.ofDays(36_500);

    private final TopUpConfig config;
    private final FarthingConfig farthing;

    TopUpCheck(TopUpConfig config, FarthingConfig farthing) {
        this.config = config;
        this.farthing = farthing;
    }

    @Override
    public void check(ConfigErrors faults) {
        faults.know("farthing.topup.processor");
        checkAmounts(faults);
        checkLinkKeys(faults);
        faults.within("farthing.topup.link-lifetime", config.linkLifetime(), MINUTE, CENTURY);
        faults.within("farthing.topup.bonus-lifetime", config.bonusLifetime().orElse(CENTURY), HOUR, CENTURY);
        faults.within("farthing.topup.checkout-lifetime", config.checkoutLifetime(), MINUTE, Duration.ofDays(7));
        for (URI origin : config.returnOrigins().orElse(List.of())) {
            faults.address("farthing.topup.return-origins", origin);
            faults.require(
                    origin.getRawPath() == null || origin.getRawPath().matches("/?"),
                    "farthing.topup.return-origins",
                    "takes scheme, host and port of each origin, without a path.");
        }
        faults.know("farthing.topup.return-origins");
        faults.interval("farthing.topup.reconcile-every", config.reconcileEvery());
        faults.within("farthing.topup.reconcile-after", config.reconcileAfter(), SECOND, HOUR);
    }

    @Override
    public void checkProduction(ConfigErrors faults) {
        for (String key : config.linkKeys().orElse(List.of())) {
            String fault = Secrets.fault(key.substring(key.indexOf(':') + 1).strip());
            faults.require(fault == null, LINK_KEYS, fault);
        }
    }

    private void checkAmounts(ConfigErrors faults) {
        faults.know("farthing.topup.tiers", "farthing.topup.minimum", "farthing.topup.maximum");
        try {
            new Tiers(config, farthing);
        } catch (IllegalStateException wrong) {
            faults.add(wrong.getMessage());
        } catch (IllegalArgumentException noSuchCurrency) {
            // The currency is at fault, which is said elsewhere.
        }
    }

    private void checkLinkKeys(ConfigErrors faults) {
        List<String> keys = config.linkKeys().orElse(List.of());
        faults.require(
                config.processor().isEmpty() || !keys.isEmpty(),
                LINK_KEYS,
                "is missing: it takes `id:secret`, such as \"a:$(openssl rand -hex 24)\" makes.");
        Set<String> ids = new HashSet<>();
        for (String key : keys) {
            int colon = key.indexOf(':');
            String id = key.substring(0, Math.max(0, colon)).strip();
            faults.require(
                    LINK_KEY_ID.matcher(id).matches()
                            && !key.substring(colon + 1).isBlank(),
                    LINK_KEYS,
                    "has an entry that is not `id:secret`: an id is up to 32 letters, digits, dots, dashes or underscores.");
            faults.require(ids.add(id), LINK_KEYS, "has two entries with one id.");
        }
    }
}
