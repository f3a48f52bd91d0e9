package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.web.start.ConfigCheck;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The packaged application refuses to start with missing or unsafe configuration, and names the property. A start takes
 * seconds, so each tests many reasons; the tests beside the checks ({@link ConfigCheck}) cover each alone.
 */
@Execution(ExecutionMode.CONCURRENT)
class ProductionStartIT {
    /** The key that the README publishes for dev mode. */
    private static final String DEV_KEY = "dev-admin";

    private static final String SHORT_SECRET = "short-secret";
    private static final String PUBLISHED_SECRET = "dev:link-secret-of-dev-mode-that-everybody-knows";

    private static TestDatabase database;

    @BeforeAll
    static void openBooks() {
        database = TestDatabase.shared().another("production_start");
        PackagedApp.start(PackagedApp.production(database)).stop();
    }

    @Test
    void unsafeSettingsAreNamedAtOnceBeforeAMigration() {
        TestDatabase empty = TestDatabase.shared().another("never_migrated");
        Map<String, String> config = PackagedApp.production(empty);
        config.putAll(PostgresResource.sandbox());
        config.remove("farthing.topup.sandbox.gives-credit-for-nothing");
        config.put("farthing.base-url", "http://farthing.test");
        config.put("farthing.client.admin-key", DEV_KEY);
        config.put("farthing.topup.link-keys", PUBLISHED_SECRET);
        config.put("farthing.topup.sandbox.webhook-secret", SHORT_SECRET);
        config.remove("farthing.topup.sandbox.fingerprint-key");
        config.put("quarkus.http.cors.origins", "https://reader.example,/.*/");
        config.put("quarkus.http.cors.access-control-allow-credentials", "true");
        config.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        config.put("quarkus.flyway.username", "farthing_login");
        config.put("farthing.client.key-cache", "-PT1S");
        config.put("farthing.article.default-language", "?");

        assertRefused(
                config,
                Map.of("FARTHING_NO_SUCH_KEY", "1"),
                "farthing.base-url must be the https address",
                "farthing.client.admin-key is too short",
                "farthing.topup.processor is sandbox",
                "farthing.topup.link-keys is an example",
                "farthing.topup.sandbox.webhook-secret is too short",
                "farthing.topup.sandbox.fingerprint-key is missing",
                "quarkus.http.cors.origins is open to all",
                "quarkus.http.proxy.trusted-proxies must name your proxies",
                "quarkus.flyway.username must name the owner",
                "farthing.client.key-cache is from PT0S to PT5M",
                "farthing.article.default-language is a tag",
                "FARTHING_NO_SUCH_KEY is not a key of this service");
        assertEquals("0", empty.value("select count(*) from pg_class where relname = 'flyway_schema_history'"));
    }

    @Test
    void missingSettingsAreNamedAtOnce() {
        Map<String, String> config = PackagedApp.production(database);
        config.remove("farthing.client.admin-key");
        config.remove("quarkus.datasource.username");
        config.put("farthing.topup.processor", "stripe");

        assertRefused(
                config,
                Map.of(),
                "quarkus.datasource.username is missing",
                "farthing.client.admin-key is missing",
                "farthing.topup.link-keys is missing",
                "farthing.topup.stripe.secret-key is missing",
                "farthing.topup.stripe.webhook-secrets is missing");
    }

    @Test
    void missingDatabaseIsNamed() {
        Map<String, String> config = PackagedApp.production(database);
        config.remove("quarkus.datasource.jdbc.url");

        assertRefused(config, Map.of(), "set configuration property 'quarkus.datasource.jdbc.url'");
    }

    @Test
    void unreadableValuesAreNamedAtOnce() {
        Map<String, String> config = PackagedApp.production(database);
        config.remove("farthing.base-url");
        config.put("farthing.no-such-key", "1");
        config.put("farthing.client.max-keys", "many");
        config.put("farthing.topup.processor", "paypal");
        config.put("farthing.topup.link-lifetime", "soon");
        config.put("farthing.topup.tiers", "");
        config.put("farthing.currency", "");

        assertRefused(
                config,
                Map.of(),
                "farthing.base-url",
                "farthing.no-such-key",
                "farthing.client.max-keys",
                "farthing.topup.processor",
                "farthing.topup.link-lifetime",
                "farthing.topup.tiers",
                "farthing.currency");
    }

    @Test
    void secretsOfStripeFromItsDocumentationAreRefused() {
        Map<String, String> config = PackagedApp.production(database);
        config.putAll(PostgresResource.sandbox());
        config.put("farthing.topup.processor", "stripe");
        config.put("farthing.topup.stripe.secret-key", "sk_test_4eC39HqLyjWDarjtT1zdp7dc0000");
        config.put("farthing.topup.stripe.webhook-secrets", "whsec_replace_me_with_the_secret_of_your_webhook");
        config.put("farthing.topup.stripe.api-base", "http://stripe.example");

        assertRefused(
                config,
                Map.of(),
                "farthing.topup.stripe.secret-key is an example",
                "farthing.topup.stripe.webhook-secrets is an example",
                "farthing.topup.stripe.api-base must be https");
    }

    @Test
    void otherCurrencyThanTheBooksIsRefused() {
        assertRefused(
                with("farthing.currency", "USD"), Map.of(), "farthing.currency is USD, but the books are kept in EUR");
    }

    @Test
    void databaseThatIsUnsafeForBooksIsRefused() {
        TestDatabase careless = TestDatabase.shared().another("careless");
        careless.execute("alter database careless set synchronous_commit = local");
        careless.execute("alter database careless set session_replication_role = replica");

        assertRefused(
                PackagedApp.production(careless),
                Map.of(),
                "synchronous_commit=local",
                "session_replication_role=replica");
    }

    @Test
    void loginThatCouldRewriteEntriesIsRefused() {
        Map<String, String> config = with("quarkus.datasource.username", "farthing_owner");
        config.put("quarkus.datasource.password", "owner");
        config.put("quarkus.flyway.migrate-at-start", "false");
        assertRefused(
                config,
                Map.of(),
                "quarkus.datasource.username leads to the role farthing_owner, which could rewrite entries of the ledger");
    }

    @Test
    void superuserAsTheApplicationsLoginIsRefused() {
        Map<String, String> config = with("quarkus.datasource.username", "postgres");
        config.put("quarkus.datasource.password", "postgres");
        config.put("quarkus.datasource.jdbc.new-connection-sql", "set role farthing_app");

        assertRefused(config, Map.of(), "quarkus.datasource.username leads to the role postgres");
    }

    private static Map<String, String> with(String property, String value) {
        Map<String, String> config = new HashMap<>(PackagedApp.production(database));
        config.put(property, value);
        return config;
    }

    private static void assertRefused(Map<String, String> config, Map<String, String> environment, String... said) {
        PackagedApp app = PackagedApp.refuse(config, environment);

        assertNotEquals(0, app.exitCode());
        for (String text : said) {
            assertTrue(app.log().contains(text), () -> text + " is not in\n" + app.log());
        }
        for (String secret : new String[] {Api.ADMIN_KEY, DEV_KEY, SHORT_SECRET, PUBLISHED_SECRET}) {
            assertFalse(app.log().contains(secret), "a secret is in the log");
        }
        // Operators get a list without stack traces, except where Quarkus itself refuses for lack of a database.
        assertTrue(!app.log().contains("\tat ") || app.log().contains("'quarkus.datasource.jdbc.url'"), app::log);
    }
}
