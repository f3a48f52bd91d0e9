package dev.farthing.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Settings that change what a shop answers, in one start for all tests that need one of them. */
public class AnotherShop implements QuarkusTestProfile {
    /** Far from UTC, and with days of 23 and 25 hours. */
    public static final String ZONE = "Pacific/Auckland";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("farthing.topup.bonus-lifetime", "P30D", "farthing.time-zone", ZONE);
    }
}
