package dev.farthing.topup.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Configured;
import dev.farthing.topup.TopUpConfig;
import dev.farthing.web.start.ConfigErrors;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refused configurations of Stripe. */
class StripeCheckTest {
    private static final Map<String, String> WHOLE = Map.of(
            "farthing.topup.processor",
            "stripe",
            "farthing.topup.stripe.secret-key",
            "sk_live_51AbCdEfGhIjKlMnOpQrStUvWxYz",
            "farthing.topup.stripe.webhook-secrets",
            "whsec_0a1b2c3d4e5f60718293a4b5c6d7e8f9");

    private static StripeCheck check(Map<String, String> values) {
        SmallRyeConfig config = Configured.with(List.of(TopUpConfig.class, StripeConfig.class), values);
        return new StripeCheck(config.getConfigMapping(StripeConfig.class), config.getConfigMapping(TopUpConfig.class));
    }

    private static List<String> errors(Map<String, String> values) {
        ConfigErrors errors = new ConfigErrors();
        check(values).check(errors);
        return errors.found();
    }

    private static List<String> productionErrors(Map<String, String> values) {
        ConfigErrors errors = new ConfigErrors();
        check(values).checkProduction(errors);
        return errors.found();
    }

    private static Map<String, String> wholeBut(String key, String value) {
        Map<String, String> changed = new HashMap<>(WHOLE);
        changed.put(key, value);
        return changed;
    }

    @Test
    void defaultsAndAFullConfigurationAreAccepted() {
        for (Map<String, String> whole : List.of(Map.<String, String>of(), WHOLE)) {
            assertEquals(List.of(), errors(whole));
            assertEquals(List.of(), productionErrors(whole));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout   | PT0S | is from PT1S to PT1M; it is PT0S.",
                "tolerance | PT2H | is from PT1S to PT1H; it is PT2H.",
                "account   | a,b  | is the id of an account, such as acct_1A2b3C."
            })
    void invalidSettingIsRefusedAnywhere(String key, String value, String error) {
        assertEquals(
                List.of("farthing.topup.stripe." + key + " " + error),
                errors(Map.of("farthing.topup.stripe." + key, value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://stripe.example", "https://user:password@stripe.example"})
    void invalidAddressIsRefused(String value) {
        List<String> found = errors(Map.of("farthing.topup.stripe.api-base", value));

        assertTrue(
                found.get(0)
                        .startsWith(
                                "farthing.topup.stripe.api-base is an address with http or https and a host, without"),
                found::toString);
    }

    @Test
    void stripeWithoutSecretsIsRefusedAnywhere() {
        assertEquals(
                List.of(
                        "farthing.topup.stripe.secret-key is missing: Stripe's dashboard has it, sk_live_....",
                        "farthing.topup.stripe.webhook-secrets is missing: Stripe's dashboard shows it beside the webhook,"
                                + " whsec_...."),
                errors(Map.of("farthing.topup.processor", "stripe")));
    }

    @ParameterizedTest
    @CsvSource({
        "secret-key, sk_test_4eC39HqLyjWDarjtT1zdp7dc0000",
        "webhook-secrets, whsec_replace_me_with_the_secret_of_your_webhook"
    })
    void productionRefusesPublishedSecretsAndDoesNotShowThem(String key, String value) {
        List<String> found = productionErrors(wholeBut("farthing.topup.stripe." + key, value));

        assertEquals(1, found.size(), found::toString);
        assertTrue(found.get(0).startsWith("farthing.topup.stripe." + key + " is "), found::toString);
        assertTrue(!found.get(0).contains(value), found::toString);
    }

    @Test
    void secretsAreRequiredWhileAnotherProcessorTakesNewTopUps() {
        assertEquals(
                List.of(
                        "farthing.topup.stripe.webhook-secrets is too short: it takes at least 32 random characters, such"
                                + " as `openssl rand -hex 24` makes."),
                productionErrors(Map.of("farthing.topup.stripe.webhook-secrets", "whsec_short")));
    }

    @Test
    void stripeIsCheckedForItsOwnRequirements() {
        List<String> found = new ArrayList<>(errors(wholeBut("farthing.topup.checkout-lifetime", "PT30M")));
        found.addAll(errors(wholeBut("farthing.topup.stripe.secret-key", "not a key")));
        found.addAll(productionErrors(wholeBut("farthing.topup.stripe.api-base", "http://stripe.example")));

        assertEquals(
                List.of(
                        "farthing.topup.checkout-lifetime is from PT31M to PT24H with Stripe, which takes no other.",
                        "farthing.topup.stripe.secret-key is no key of Stripe's: those have letters, digits and"
                                + " underscores.",
                        "farthing.topup.stripe.api-base must be https: the secret key travels under it."),
                found);
    }
}
