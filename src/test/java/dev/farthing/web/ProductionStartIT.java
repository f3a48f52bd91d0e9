package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged application does not start on what is missing or unsafe, and says which property it is. */
class ProductionStartIT {
    /** The key that the README's dev mode publishes. */
    private static final String DEV_KEY = "dev-admin";

    private static TestDatabase database;

    @BeforeAll
    static void openBooks() {
        database = TestDatabase.shared().another("production_start");
        PackagedApp.start(PackagedApp.production(database)).stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"farthing.base-url", "quarkus.datasource.jdbc.url", "farthing.client.admin-key"})
    void missingPropertyIsNamed(String property) {
        Map<String, String> config = PackagedApp.production(database);
        config.remove(property);

        assertRefused(config, property);
    }

    @ParameterizedTest
    @ValueSource(strings = {DEV_KEY, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void guessableAdminKeyIsRefused(String key) {
        assertRefused(with("farthing.client.admin-key", key), "farthing.client.admin-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://farthing.test", "farthing.test"})
    void baseUrlThatIsNotHttpsIsRefused(String url) {
        assertRefused(with("farthing.base-url", url), "farthing.base-url");
    }

    @Test
    void unknownKeyIsNamed() {
        assertRefused(with("farthing.no-such-key", "1"), "farthing.no-such-key");
    }

    @Test
    void otherCurrencyThanTheBooksIsRefused() {
        assertRefused(with("farthing.currency", "USD"), "farthing.currency", "EUR");
    }

    @Test
    void currencyThatIsNoneIsRefused() {
        assertRefused(with("farthing.currency", "ABC"), "farthing.currency");
    }

    @Test
    void defaultPriceThatIsNoAmountIsRefused() {
        assertRefused(with("farthing.article.default-price", "cheap"), "farthing.article.default-price");
    }

    @Test
    void databaseThatDoesNotWaitForItsDiskIsRefused() {
        TestDatabase careless = TestDatabase.shared().another("careless");
        careless.execute("alter database careless set synchronous_commit = off");

        assertRefused(PackagedApp.production(careless), "synchronous_commit");
    }

    @Test
    void sandboxThatDoesNotSayItGivesCreditForNothingIsRefused() {
        Map<String, String> config = withSandbox();
        config.remove("farthing.topup.sandbox.gives-credit-for-nothing");

        assertRefused(config, "farthing.topup.processor is sandbox", "gives-credit-for-nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "farthing.topup.link-keys",
                "farthing.topup.sandbox.webhook-secret",
                "farthing.topup.sandbox.fingerprint-key"
            })
    void missingOrPublishedSecretOfTopUpsIsNamed(String property) {
        Map<String, String> config = withSandbox();
        config.remove(property);
        assertRefused(config, property + " is missing");

        config.put(property, "dev:link-secret-of-dev-mode-that-everybody-knows");
        assertRefused(config, property + " is an example");
    }

    @Test
    void stripeWithoutOrWithExampleSecretsIsRefused() {
        Map<String, String> config = withSandbox();
        config.put("farthing.topup.processor", "stripe");
        assertRefused(
                config,
                "farthing.topup.stripe.secret-key is missing",
                "farthing.topup.stripe.webhook-secrets is missing");

        config.put("farthing.topup.stripe.secret-key", "sk_test_4eC39HqLyjWDarjtT1zdp7dc0000");
        config.put("farthing.topup.stripe.webhook-secrets", "whsec_replace_me_with_the_secret_of_your_webhook");
        config.put("farthing.topup.stripe.api-base", "http://stripe.example");
        assertRefused(
                config,
                "farthing.topup.stripe.secret-key is an example",
                "farthing.topup.stripe.webhook-secrets is an example",
                "farthing.topup.stripe.api-base must be https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten", "0", "5,10:9", "0.001", "1000"})
    void tiersThatCannotBePaidAreRefused(String tiers) {
        Map<String, String> config = withSandbox();
        config.put("farthing.topup.tiers", tiers);

        assertRefused(config, "farthing.topup.tiers");
    }

    private static Map<String, String> withSandbox() {
        Map<String, String> config = PackagedApp.production(database);
        config.putAll(PostgresResource.sandbox());
        return config;
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        Map<String, String> config = with("farthing.base-url", "http://farthing.test");
        config.put("farthing.client.admin-key", DEV_KEY);

        assertRefused(config, "farthing.base-url", "farthing.client.admin-key");
    }

    private static Map<String, String> with(String property, String value) {
        Map<String, String> config = PackagedApp.production(database);
        config.put(property, value);
        return config;
    }

    private static void assertRefused(Map<String, String> config, String... said) {
        PackagedApp app = PackagedApp.refuse(config);

        assertNotEquals(0, app.exitCode());
        for (String text : said) {
            assertTrue(app.log().contains(text), app::log);
        }
        assertFalse(app.log().contains(Api.ADMIN_KEY), "a secret is in the log");
    }
}
