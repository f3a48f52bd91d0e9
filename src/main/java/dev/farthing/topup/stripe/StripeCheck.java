package dev.farthing.topup.stripe;

import dev.farthing.topup.TopUpConfig;
import dev.farthing.web.start.ConfigCheck;
import dev.farthing.web.start.ConfigErrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

@ApplicationScoped
class StripeCheck implements ConfigCheck {
    private static final String SECRET_KEY = "farthing.topup.stripe.secret-key";
    private static final String WEBHOOK_SECRETS = "farthing.topup.stripe.webhook-secrets";
    private static final String API_BASE = "farthing.topup.stripe.api-base";

    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Stripe's minimum is 30 minutes from the request's arrival. */
    private static final Duration SHORTEST_CHECKOUT = Duration.ofMinutes(31);

    private static final Duration LONGEST_CHECKOUT = Duration.ofHours(24);

    private final StripeConfig config;
    private final TopUpConfig topUps;
    private final boolean configured;

    StripeCheck(StripeConfig config, TopUpConfig topUps) {
        this.config = config;
        this.topUps = topUps;
        this.configured = topUps.processor().equals(Optional.of(TopUpConfig.Kind.STRIPE));
    }

    @Override
    public void check(ConfigErrors errors) {
        Optional<String> key = config.secretKey();
        errors.require(
                !configured || key.isPresent(), SECRET_KEY, "is missing: Stripe's dashboard has it, sk_live_....");
        errors.require(
                !configured || config.webhookSecrets().isPresent(),
                WEBHOOK_SECRETS,
                "is missing: Stripe's dashboard shows it beside the webhook, whsec_....");
        errors.require(
                key.isEmpty() || isWord(key.get().strip()),
                SECRET_KEY,
                "is no key of Stripe's: those have letters, digits and underscores.");
        errors.require(
                config.account().isEmpty() || isWord(config.account().get()),
                "farthing.topup.stripe.account",
                "is the id of an account, such as acct_1A2b3C.");
        errors.address(API_BASE, config.apiBase());
        errors.within("farthing.topup.stripe.timeout", config.timeout(), SECOND, Duration.ofMinutes(1));
        errors.within("farthing.topup.stripe.tolerance", config.tolerance(), SECOND, Duration.ofHours(1));
        Duration checkout = topUps.checkoutLifetime();
        boolean accepted = checkout.compareTo(SHORTEST_CHECKOUT) >= 0 && checkout.compareTo(LONGEST_CHECKOUT) <= 0;
        errors.require(
                !configured || accepted,
                "farthing.topup.checkout-lifetime",
                "is from PT31M to PT24H with Stripe, which takes no other.");
    }

    /** Also with another processor: a webhook secret alone admits Stripe's events. */
    @Override
    public void checkProduction(ConfigErrors errors) {
        config.secretKey().ifPresent(secret -> errors.secret(SECRET_KEY, secret));
        config.webhookSecrets().orElse(List.of()).forEach(secret -> errors.secret(WEBHOOK_SECRETS, secret));
        String host = config.apiBase().getHost();
        errors.require(
                "https".equals(config.apiBase().getScheme()) || "127.0.0.1".equals(host) || "localhost".equals(host),
                API_BASE,
                "must be https: the secret key travels under it.");
    }

    private static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }
}
