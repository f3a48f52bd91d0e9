package dev.farthing.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Configured;
import dev.farthing.web.start.ConfigErrors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configuration of keys: accepted and refused. */
class ClientCheckTest {
    private static ClientCheck check(Map<String, String> values) {
        return new ClientCheck(Configured.as(ClientConfig.class, values));
    }

    private static List<String> faults(Map<String, String> values) {
        ConfigErrors faults = new ConfigErrors();
        check(values).check(faults);
        return faults.found();
    }

    private static List<String> productionFaults(Map<String, String> values) {
        ConfigErrors faults = new ConfigErrors();
        check(values).checkProduction(faults);
        return faults.found();
    }

    @Test
    void defaultsAreAccepted() {
        assertEquals(List.of(), faults(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "farthing.client.max-keys  | 0       | farthing.client.max-keys is from 1 to 1000; it is 0.",
                "farthing.client.max-keys  | 1001    | farthing.client.max-keys is from 1 to 1000; it is 1001.",
                "farthing.client.registration-limit | 0 | farthing.client.registration-limit is from 1 to 1000000; it is 0.",
                "farthing.client.registration-window | PT0S | farthing.client.registration-window is from PT1S to PT24H; it is"
                        + " PT0S.",
                "farthing.client.key-cache | -PT1S   | farthing.client.key-cache is from PT0S to PT5M; it is PT-1S.",
                "farthing.client.key-cache | PT5M1S  | farthing.client.key-cache is from PT0S to PT5M; it is PT5M1S.",
                "farthing.client.admin-key | se cret | farthing.client.admin-key holds a blank or a character beyond"
                        + " ASCII, which no header can carry."
            })
    void invalidSettingIsRefusedAnywhere(String key, String value, String fault) {
        assertEquals(List.of(fault), faults(Map.of(key, value)));
    }

    @Test
    void productionRequiresAnAdminKey() {
        assertEquals(
                List.of("farthing.client.admin-key is missing: it takes at least 32 random characters, such as"
                        + " `openssl rand -hex 24` makes."),
                productionFaults(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev-admin",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "this-is-the-key-of-an-example-on-a-page",
                "0123456789abcdef0123456789abcde"
            })
    void guessableAdminKeyIsRefusedInProductionAndNotShown(String key) {
        List<String> found = productionFaults(Map.of("farthing.client.admin-key", key));

        assertEquals(1, found.size());
        assertEquals(true, found.get(0).startsWith("farthing.client.admin-key is "), found.get(0));
        assertEquals(false, found.get(0).contains(key), found.get(0));
    }
}
