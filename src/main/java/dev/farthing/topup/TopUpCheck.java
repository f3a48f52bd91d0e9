package dev.farthing.topup;

import dev.farthing.web.Secrets;
import dev.farthing.web.StartCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Production takes money only with a real processor, or says in plain words that it gives credit for nothing. */
@ApplicationScoped
class TopUpCheck implements StartCheck {
    /** Stripe takes 30 minutes from when the request arrives there. */
    private static final Duration SHORTEST_AT_STRIPE = Duration.ofMinutes(31);

    private static final Duration LONGEST_AT_STRIPE = Duration.ofHours(24);

    private final TopUpConfig config;

    TopUpCheck(TopUpConfig config) {
        this.config = config;
    }

    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (config.voucherGuessWindow().toSeconds() < 1) {
            faults.add("farthing.topup.voucher-guess-window is at least a second: otherwise nothing bounds guessing.");
        }
        if (config.reconcileAfter().toSeconds() < 1) {
            faults.add(
                    "farthing.topup.reconcile-after is at least a second: it is how long a processor is left in peace.");
        }
        if (config.processor().isEmpty()) {
            return faults;
        }
        if (config.linkKeys().orElse(List.of()).size()
                > TopUpLinks.keys(config.linkKeys().orElse(List.of())).size()) {
            faults.add("farthing.topup.link-keys has two entries with one id.");
        }
        Map<String, String> keys = TopUpLinks.keys(config.linkKeys().orElse(List.of()));
        if (keys.isEmpty()) {
            fault(faults, "farthing.topup.link-keys", null);
        }
        keys.forEach((id, secret) -> {
            if (id.isEmpty()) {
                faults.add("farthing.topup.link-keys has an entry without an id: each is `id:secret`.");
            }
            fault(faults, "farthing.topup.link-keys", secret);
        });
        switch (config.processor().get()) {
            case SANDBOX -> sandbox(faults);
            case STRIPE -> stripe(faults);
        }
        return faults;
    }

    private void sandbox(List<String> faults) {
        TopUpConfig.Sandbox sandbox = config.sandbox();
        if (!sandbox.givesCreditForNothing()) {
            faults.add("farthing.topup.processor is sandbox, which takes test cards: everybody gets credit for nothing."
                    + " Configure stripe, or say farthing.topup.sandbox.gives-credit-for-nothing=true.");
        }
        fault(
                faults,
                "farthing.topup.sandbox.webhook-secret",
                sandbox.webhookSecret().orElse(null));
        fault(
                faults,
                "farthing.topup.sandbox.fingerprint-key",
                sandbox.fingerprintKey().orElse(null));
    }

    private void stripe(List<String> faults) {
        TopUpConfig.Stripe stripe = config.stripe();
        fault(faults, "farthing.topup.stripe.secret-key", stripe.secretKey().orElse(null));
        List<String> secrets = stripe.webhookSecrets().orElse(List.of());
        if (secrets.isEmpty()) {
            fault(faults, "farthing.topup.stripe.webhook-secrets", null);
        }
        secrets.forEach(secret -> fault(faults, "farthing.topup.stripe.webhook-secrets", secret));
        if (config.checkoutLifetime().compareTo(SHORTEST_AT_STRIPE) < 0
                || config.checkoutLifetime().compareTo(LONGEST_AT_STRIPE) > 0) {
            faults.add("farthing.topup.checkout-lifetime is from PT31M to PT24H with Stripe, which takes no other.");
        }
        String host = stripe.apiBase().getHost();
        if (!"https".equals(stripe.apiBase().getScheme()) && !"127.0.0.1".equals(host) && !"localhost".equals(host)) {
            faults.add("farthing.topup.stripe.api-base must be https: the secret key travels under it.");
        }
    }

    private static void fault(List<String> faults, String property, String secret) {
        String fault = Secrets.fault(secret);
        if (fault != null) {
            faults.add(property + " " + fault);
        }
    }
}
