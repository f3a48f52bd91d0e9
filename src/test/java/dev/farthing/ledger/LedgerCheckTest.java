package dev.farthing.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Configured;
import dev.farthing.web.start.ConfigErrors;
import io.smallrye.config.SmallRyeConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configuration of the ledger: database and jobs. */
class LedgerCheckTest {
    private static final Map<String, String> WHOLE = Map.of(
            "quarkus.datasource.username", "login",
            "quarkus.flyway.migrate-at-start", "true",
            "quarkus.flyway.username", "owner");

    private static final String OWNER = "quarkus.flyway.username must name the owner, who migrates, and not be the"
            + " application's login in quarkus.datasource.username: a login that may migrate may rewrite entries.";

    private static LedgerCheck check(Map<String, String> values) {
        SmallRyeConfig config = Configured.with(LedgerConfig.class, values);
        return new LedgerCheck(config.getConfigMapping(LedgerConfig.class), config);
    }

    private static List<String> productionFaults(Map<String, String> values) {
        ConfigErrors faults = new ConfigErrors();
        check(values).checkProduction(faults);
        return faults.found();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10m", "PT10M", "1s", "off", "OFF", "disabled"})
    void validIntervalIsAccepted(String every) {
        ConfigErrors faults = new ConfigErrors();
        check(Map.of("farthing.ledger.audit-every", every)).check(faults);

        assertEquals(List.of(), faults.found());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten", "-10m", "0s", "0.5s", "10"})
    void invalidIntervalIsRefused(String every) {
        ConfigErrors faults = new ConfigErrors();
        check(Map.of("farthing.ledger.expire-every", every)).check(faults);

        assertEquals(
                List.of("farthing.ledger.expire-every is at least a second, such as 30s, 5m or PT1H, or off; it is '"
                        + every + "'."),
                faults.found());
    }

    @Test
    void productionRequiresTheApplicationsLogin() {
        assertEquals(List.of(), productionFaults(WHOLE));
        assertEquals(
                List.of("quarkus.datasource.username is missing: it is the application's login, which cannot rewrite"
                        + " entries."),
                productionFaults(Map.of()));
    }

    @Test
    void productionMigratesAsAnotherLoginThanTheApplications() {
        Map<String, String> values = new HashMap<>(WHOLE);
        values.put("quarkus.flyway.username", "login");
        assertEquals(List.of(OWNER), productionFaults(values));

        values.remove("quarkus.flyway.username");
        assertEquals(List.of(OWNER), productionFaults(values));

        values.put("quarkus.flyway.migrate-at-start", "false");
        assertEquals(List.of(), productionFaults(values));
    }
}
