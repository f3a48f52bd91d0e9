package dev.farthing.topup;

import dev.farthing.web.start.ConfigCheck;
import dev.farthing.web.start.ConfigErrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Production takes money only with a real processor, or says in plain words that it gives credit for nothing. */
@ApplicationScoped
class ProcessorCheck implements ConfigCheck {
    private static final String FINGERPRINT_KEY = "farthing.topup.sandbox.fingerprint-key";
    private static final String SANDBOX_SECRET = "farthing.topup.sandbox.webhook-secret";
    private static final String SECRET_KEY = "farthing.topup.stripe.secret-key";
    private static final String WEBHOOK_SECRETS = "farthing.topup.stripe.webhook-secrets";
    private static final String API_BASE = "farthing.topup.stripe.api-base";

    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final String RANDOM = "it takes at least 32 random characters, such as `openssl rand -hex 24` makes";
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Stripe takes 30 minutes from when the request arrives there. */
    private static final Duration SHORTEST_AT_STRIPE = Duration.ofMinutes(31);

    private static final Duration LONGEST_AT_STRIPE = Duration.ofHours(24);

    private final TopUpConfig config;

    ProcessorCheck(TopUpConfig config) {
        this.config = config;
    }

    @Override
    public void check(ConfigErrors faults) {
        TopUpConfig.Sandbox sandbox = config.sandbox();
        faults.know("farthing.topup.sandbox.gives-credit-for-nothing");
        required(faults, TopUpConfig.Kind.SANDBOX, SANDBOX_SECRET, sandbox.webhookSecret(), RANDOM);
        required(faults, TopUpConfig.Kind.SANDBOX, FINGERPRINT_KEY, sandbox.fingerprintKey(), RANDOM);
        faults.within("farthing.topup.sandbox.delay", sandbox.delay(), Duration.ZERO, Duration.ofDays(1));
        checkStripe(faults, config.stripe());
    }

    @Override
    public void checkProduction(ConfigErrors faults) {
        TopUpConfig.Sandbox sandbox = config.sandbox();
        if (uses(TopUpConfig.Kind.SANDBOX)) {
            faults.require(
                    sandbox.givesCreditForNothing(),
                    "farthing.topup.processor",
                    "is sandbox, which takes test cards: everybody gets credit for nothing."
                            + " Configure stripe, or say farthing.topup.sandbox.gives-credit-for-nothing=true.");
            sandbox.webhookSecret().ifPresent(secret -> faults.secret(SANDBOX_SECRET, secret));
            sandbox.fingerprintKey().ifPresent(secret -> faults.secret(FINGERPRINT_KEY, secret));
        }
        TopUpConfig.Stripe stripe = config.stripe();
        // Events of Stripe are taken as long as there is a secret for them, whatever the processor of new top-ups is.
        stripe.secretKey().ifPresent(secret -> faults.secret(SECRET_KEY, secret));
        stripe.webhookSecrets().orElse(List.of()).forEach(secret -> faults.secret(WEBHOOK_SECRETS, secret));
        String host = stripe.apiBase().getHost();
        faults.require(
                "https".equals(stripe.apiBase().getScheme()) || "127.0.0.1".equals(host) || "localhost".equals(host),
                API_BASE,
                "must be https: the secret key travels under it.");
    }

    private void checkStripe(ConfigErrors faults, TopUpConfig.Stripe stripe) {
        required(
                faults,
                TopUpConfig.Kind.STRIPE,
                SECRET_KEY,
                stripe.secretKey(),
                "Stripe's dashboard has it, sk_live_...");
        required(
                faults,
                TopUpConfig.Kind.STRIPE,
                WEBHOOK_SECRETS,
                stripe.webhookSecrets(),
                "Stripe's dashboard shows it beside the webhook, whsec_...");
        faults.require(
                stripe.secretKey().isEmpty()
                        || WORD.matcher(stripe.secretKey().get().strip()).matches(),
                SECRET_KEY,
                "is no key of Stripe's: those have letters, digits and underscores.");
        faults.require(
                stripe.account().isEmpty()
                        || WORD.matcher(stripe.account().get()).matches(),
                "farthing.topup.stripe.account",
                "is the id of an account, such as acct_1A2b3C.");
        faults.address(API_BASE, stripe.apiBase());
        faults.within("farthing.topup.stripe.timeout", stripe.timeout(), SECOND, Duration.ofMinutes(1));
        faults.within("farthing.topup.stripe.tolerance", stripe.tolerance(), SECOND, Duration.ofHours(1));
        boolean taken = config.checkoutLifetime().compareTo(SHORTEST_AT_STRIPE) >= 0
                && config.checkoutLifetime().compareTo(LONGEST_AT_STRIPE) <= 0;
        faults.require(
                taken || !uses(TopUpConfig.Kind.STRIPE),
                "farthing.topup.checkout-lifetime",
                "is from PT31M to PT24H with Stripe, which takes no other.");
    }

    private void required(
            ConfigErrors faults, TopUpConfig.Kind processor, String key, Optional<?> secret, String hint) {
        faults.require(!uses(processor) || secret.isPresent(), key, "is missing: " + hint + ".");
    }

    private boolean uses(TopUpConfig.Kind processor) {
        return config.processor().filter(used -> used == processor).isPresent();
    }
}
