package dev.farthing.topup.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Configured;
import dev.farthing.support.PostgresResource;
import dev.farthing.topup.TopUpConfig;
import dev.farthing.web.start.ConfigErrors;
import io.smallrye.config.SmallRyeConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Refused configurations of the sandbox. */
class SandboxCheckTest {

    private static SandboxCheck check(Map<String, String> values) {
        SmallRyeConfig config = Configured.with(List.of(TopUpConfig.class, SandboxConfig.class), values);
        return new SandboxCheck(
                config.getConfigMapping(SandboxConfig.class), config.getConfigMapping(TopUpConfig.class));
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

    @Test
    void negativeDelayIsRefusedAnywhere() {
        assertEquals(
                List.of("farthing.topup.sandbox.delay is from PT0S to PT24H; it is PT-1S."),
                errors(Map.of("farthing.topup.sandbox.delay", "-PT1S")));
    }

    @Test
    void sandboxWithoutSecretsIsRefusedAnywhere() {
        assertEquals(
                List.of(
                        "farthing.topup.sandbox.webhook-secret is missing: it takes at least 32 random characters, such"
                                + " as `openssl rand -hex 24` makes.",
                        "farthing.topup.sandbox.fingerprint-key is missing: it takes at least 32 random characters, such"
                                + " as `openssl rand -hex 24` makes."),
                errors(Map.of("farthing.topup.processor", "sandbox")));
    }

    @Test
    void productionRefusesTheSandboxWithoutExplicitConsent() {
        Map<String, String> silent = new HashMap<>(PostgresResource.sandbox());
        silent.remove("farthing.topup.sandbox.gives-credit-for-nothing");

        assertEquals(
                List.of(
                        "farthing.topup.processor is sandbox, which takes test cards: everybody gets credit for nothing."
                                + " Configure stripe, or say farthing.topup.sandbox.gives-credit-for-nothing=true."),
                productionErrors(silent));
    }
}
