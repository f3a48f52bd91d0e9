package dev.farthing.topup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Configured;
import dev.farthing.support.PostgresResource;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.start.ConfigCheck;
import dev.farthing.web.start.ConfigErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What top-ups and their processors need to be told. */
class TopUpCheckTest {
    private static final String STRIPE_KEY = "sk_live_51AbCdEfGhIjKlMnOpQrStUvWxYz";
    private static final String STRIPE_SECRET = "whsec_0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    private static List<ConfigCheck> checks(Map<String, String> values) {
        TopUpConfig config = Configured.as(TopUpConfig.class, values);
        FarthingConfig farthing = Configured.as(FarthingConfig.class, Map.of());
        return List.of(new TopUpCheck(config, farthing), new ProcessorCheck(config));
    }

    private static List<String> faults(Map<String, String> values) {
        ConfigErrors faults = new ConfigErrors();
        checks(values).forEach(check -> check.check(faults));
        return faults.found();
    }

    private static List<String> productionFaults(Map<String, String> values) {
        ConfigErrors faults = new ConfigErrors();
        checks(values).forEach(check -> check.checkProduction(faults));
        return faults.found();
    }

    private static Map<String, String> with(Map<String, String> values, String key, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(key, value);
        return changed;
    }

    private static Map<String, String> stripe() {
        return Map.of(
                "farthing.topup.processor",
                "stripe",
                "farthing.topup.link-keys",
                "k1:tests-sign-links-with-this-7c1f09ab",
                "farthing.topup.stripe.secret-key",
                STRIPE_KEY,
                "farthing.topup.stripe.webhook-secrets",
                STRIPE_SECRET);
    }

    @Test
    void defaultsAndProcessorsThatAreWholeWork() {
        for (Map<String, String> whole : List.of(Map.<String, String>of(), PostgresResource.sandbox(), stripe())) {
            assertEquals(List.of(), faults(whole));
            assertEquals(List.of(), productionFaults(whole));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "link-lifetime        | PT59S  | is from PT1M to PT876000H; it is PT59S.",
                "bonus-lifetime       | -P1D   | is from PT1H to PT876000H; it is PT-24H.",
                "bonus-lifetime       | P99999999D | is from PT1H to PT876000H; it is PT2399999976H.",
                "checkout-lifetime    | PT0S   | is from PT1M to PT168H; it is PT0S.",
                "reconcile-every      | often  | is at least a second, such as 30s, 5m or PT1H, or off; it is 'often'.",
                "reconcile-every      | 0s     | is at least a second, such as 30s, 5m or PT1H, or off; it is '0s'.",
                "reconcile-after      | PT0.5S | is from PT1S to PT1H; it is PT0.5S.",
                "sandbox.delay        | -PT1S  | is from PT0S to PT24H; it is PT-1S.",
                "stripe.timeout       | PT0S   | is from PT1S to PT1M; it is PT0S.",
                "stripe.tolerance     | PT2H   | is from PT1S to PT1H; it is PT2H.",
                "stripe.account       | a,b    | is the id of an account, such as acct_1A2b3C.",
                "return-origins       | https://reader.example/page | takes scheme, host and port of each origin, without a path."
            })
    void nonsenseIsRefusedAnywhere(String key, String value, String fault) {
        assertEquals(List.of("farthing.topup." + key + " " + fault), faults(Map.of("farthing.topup." + key, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "return-origins, reader.example",
        "return-origins, https:///nowhere",
        "stripe.api-base, ftp://stripe.example",
        "stripe.api-base, https://user:password@stripe.example"
    })
    void addressThatIsNoneIsRefused(String key, String value) {
        List<String> found = faults(Map.of("farthing.topup." + key, value));

        assertTrue(
                found.get(0)
                        .startsWith("farthing.topup." + key + " is an address with http or https and a host, without"),
                found::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"tiers | ten", "tiers | 0", "tiers | 5,10:9", "tiers | 0.001", "tiers | 1000", "minimum | 0"})
    void amountsThatCannotBePaidAreRefused(String key, String value) {
        List<String> found = faults(Map.of("farthing.topup." + key, value));

        assertEquals(1, found.size());
        assertTrue(found.get(0).startsWith("farthing.topup." + key + " "), found::toString);
    }

    @Test
    void processorThatLacksItsSecretsIsRefusedAnywhere() {
        assertEquals(
                List.of(
                        "farthing.topup.link-keys is missing: it takes `id:secret`, such as \"a:$(openssl rand -hex 24)\" makes.",
                        "farthing.topup.sandbox.webhook-secret is missing: it takes at least 32 random characters, such"
                                + " as `openssl rand -hex 24` makes.",
                        "farthing.topup.sandbox.fingerprint-key is missing: it takes at least 32 random characters, such"
                                + " as `openssl rand -hex 24` makes."),
                faults(Map.of("farthing.topup.processor", "sandbox")));
        assertEquals(
                List.of(
                        "farthing.topup.link-keys is missing: it takes `id:secret`, such as \"a:$(openssl rand -hex 24)\" makes.",
                        "farthing.topup.stripe.secret-key is missing: Stripe's dashboard has it, sk_live_....",
                        "farthing.topup.stripe.webhook-secrets is missing: Stripe's dashboard shows it beside the webhook,"
                                + " whsec_...."),
                faults(Map.of("farthing.topup.processor", "stripe")));
    }

    @Test
    void linkKeysAreIdsAndSecrets() {
        String shape =
                "farthing.topup.link-keys has an entry that is not `id:secret`: an id is up to 32 letters, digits,"
                        + " dots, dashes or underscores.";

        assertEquals(List.of(shape), faults(Map.of("farthing.topup.link-keys", "a-secret-without-an-id")));
        assertEquals(List.of(shape), faults(Map.of("farthing.topup.link-keys", "k1:")));
        assertEquals(
                List.of("farthing.topup.link-keys has two entries with one id."),
                faults(Map.of("farthing.topup.link-keys", "k1:one,k1:other")));
    }

    @Test
    void productionRefusesTheSandboxUnlessItSaysThatItGivesCreditForNothing() {
        Map<String, String> silent = new HashMap<>(PostgresResource.sandbox());
        silent.remove("farthing.topup.sandbox.gives-credit-for-nothing");

        assertEquals(
                List.of(
                        "farthing.topup.processor is sandbox, which takes test cards: everybody gets credit for nothing."
                                + " Configure stripe, or say farthing.topup.sandbox.gives-credit-for-nothing=true."),
                productionFaults(silent));
    }

    @ParameterizedTest
    @CsvSource({
        "link-keys, k1:short",
        "link-keys, dev:link-secret-of-dev-mode-that-everybody-knows",
        "stripe.secret-key, sk_test_4eC39HqLyjWDarjtT1zdp7dc0000",
        "stripe.webhook-secrets, whsec_replace_me_with_the_secret_of_your_webhook"
    })
    void productionRefusesSecretsThatAreShortOrPublishedAndDoesNotShowThem(String key, String value) {
        List<String> found = productionFaults(with(stripe(), "farthing.topup." + key, value));

        assertEquals(1, found.size(), found::toString);
        assertTrue(found.get(0).startsWith("farthing.topup." + key + " is "), found::toString);
        assertTrue(!found.get(0).contains(value), found::toString);
    }

    @Test
    void secretsOfStripeCountAlsoWhileAnotherProcessorTakesNewTopUps() {
        assertEquals(
                List.of(
                        "farthing.topup.stripe.webhook-secrets is too short: it takes at least 32 random characters, such"
                                + " as `openssl rand -hex 24` makes."),
                productionFaults(Map.of("farthing.topup.stripe.webhook-secrets", "whsec_short")));
    }

    @Test
    void stripeHasItsOwnDemands() {
        List<String> found = new ArrayList<>(faults(with(stripe(), "farthing.topup.checkout-lifetime", "PT30M")));
        found.addAll(faults(with(stripe(), "farthing.topup.stripe.secret-key", "not a key")));
        found.addAll(productionFaults(with(stripe(), "farthing.topup.stripe.api-base", "http://stripe.example")));

        assertEquals(
                List.of(
                        "farthing.topup.checkout-lifetime is from PT31M to PT24H with Stripe, which takes no other.",
                        "farthing.topup.stripe.secret-key is no key of Stripe's: those have letters, digits and"
                                + " underscores.",
                        "farthing.topup.stripe.api-base must be https: the secret key travels under it."),
                found);
    }
}
