package dev.farthing.topup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Configured;
import dev.farthing.support.PostgresResource;
import dev.farthing.topup.sandbox.SandboxConfig;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.start.ConfigErrors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refused configurations of top-ups. */
class TopUpCheckTest {
    private static TopUpCheck check(Map<String, String> values) {
        TopUpConfig config = Configured.with(List.of(TopUpConfig.class, SandboxConfig.class), values)
                .getConfigMapping(TopUpConfig.class);
        BookCurrency currency = BookCurrency.of("EUR");
        return new TopUpCheck(
                config, currency, new Processors(List.of(new StubProcessor("sandbox", 10_000)), config, currency));
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

    @Test
    void defaultsAndAFullConfigurationAreAccepted() {
        for (Map<String, String> whole : List.of(Map.<String, String>of(), PostgresResource.sandbox())) {
            assertEquals(List.of(), errors(whole));
            assertEquals(List.of(), productionErrors(whole));
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
                "return-origins       | https://reader.example/page | takes scheme, host and port of each origin, without a path."
            })
    void invalidSettingIsRefusedAnywhere(String key, String value, String error) {
        assertEquals(List.of("farthing.topup." + key + " " + error), errors(Map.of("farthing.topup." + key, value)));
    }

    @ParameterizedTest
    @CsvSource({"return-origins, reader.example", "return-origins, https:///nowhere"})
    void invalidAddressIsRefused(String key, String value) {
        List<String> found = errors(Map.of("farthing.topup." + key, value));

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
        List<String> found = errors(Map.of("farthing.topup." + key, value));

        assertEquals(1, found.size());
        assertTrue(found.get(0).startsWith("farthing.topup." + key + " "), found::toString);
    }

    @Test
    void tierThatTheProcessorCannotTakeIsRefused() {
        TopUpConfig config = Configured.as(
                TopUpConfig.class,
                Map.of(
                        "farthing.topup.processor",
                        "stripe",
                        "farthing.topup.tiers",
                        "5.005",
                        "farthing.topup.link-keys",
                        "a:b"));
        BookCurrency dinar = BookCurrency.of("KWD");
        ConfigErrors errors = new ConfigErrors();

        new TopUpCheck(config, dinar, new Processors(List.of(new StubProcessor("stripe", 10_000)), config, dinar))
                .check(errors);

        assertEquals(
                List.of("farthing.topup.tiers is '5.005', which is no amount that can be paid in KWD."),
                errors.found());
    }

    @Test
    void processorWithoutLinkKeysIsRefusedAnywhere() {
        assertEquals(
                List.of(
                        "farthing.topup.link-keys is missing: it takes `id:secret`, such as \"a:$(openssl rand -hex 24)\" makes."),
                errors(Map.of("farthing.topup.processor", "sandbox")));
    }

    @Test
    void linkKeysAreIdsAndSecrets() {
        String shape =
                "farthing.topup.link-keys has an entry that is not `id:secret`: an id is up to 32 letters, digits,"
                        + " dots, dashes or underscores.";

        assertEquals(List.of(shape), errors(Map.of("farthing.topup.link-keys", "a-secret-without-an-id")));
        assertEquals(List.of(shape), errors(Map.of("farthing.topup.link-keys", "k1:")));
        assertEquals(
                List.of("farthing.topup.link-keys has two entries with one id."),
                errors(Map.of("farthing.topup.link-keys", "k1:one,k1:other")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k1:short", "dev:link-secret-of-dev-mode-that-everybody-knows"})
    void productionRefusesLinkKeysThatAreShortOrPublishedAndDoesNotShowThem(String keys) {
        List<String> found = productionErrors(Map.of("farthing.topup.link-keys", keys));

        assertEquals(1, found.size(), found::toString);
        assertTrue(found.get(0).startsWith("farthing.topup.link-keys is "), found::toString);
        assertTrue(!found.get(0).contains(keys), found::toString);
    }
}
