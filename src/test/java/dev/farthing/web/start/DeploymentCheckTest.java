package dev.farthing.web.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Configured;
import dev.farthing.web.FarthingConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refused addresses, origins, proxies and unknown configuration names. */
class DeploymentCheckTest {
    private static final String OPEN = "quarkus.http.cors.origins is open to all while"
            + " quarkus.http.cors.access-control-allow-credentials is not false: name the origins.";

    private static final String ANY_PROXY = "quarkus.http.proxy.trusted-proxies must name your proxies while"
            + " quarkus.http.proxy.proxy-address-forwarding is true: otherwise any caller can forge its address in a header.";

    private static DeploymentCheck check(Map<String, String> values) {
        SmallRyeConfig config = Configured.with(FarthingConfig.class, values);
        return new DeploymentCheck(config.getConfigMapping(FarthingConfig.class), config);
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
        assertEquals(List.of(), productionFaults(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "farthing.test",
                "ftp://farthing.test",
                "https:/farthing",
                "https://user:password@farthing.test",
                "https://farthing.test?a=b",
                "https://farthing.test#top"
            })
    void baseUrlThatIsNoAddressIsRefusedAnywhere(String url) {
        assertEquals(
                List.of(
                        "farthing.base-url is an address with http or https and a host, without user, query or fragment,"
                                + " such as https://articles.example."),
                faults(Map.of("farthing.base-url", url)));
    }

    @Test
    void baseUrlThatIsNotHttpsIsRefusedInProduction() {
        Map<String, String> plain = Map.of("farthing.base-url", "http://farthing.test");

        assertEquals(List.of(), faults(plain));
        assertEquals(
                List.of(
                        "farthing.base-url must be the https address that readers use. Keys and links travel under it."),
                productionFaults(plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC", "eur", "EURO"})
    void invalidCurrencyIsRefused(String currency) {
        assertEquals(
                List.of("farthing.currency is a code of ISO 4217, such as EUR; it is '" + currency + "'."),
                faults(Map.of("farthing.currency", currency)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "17M, 17825792", "99999999999G, 107374182398926258176"})
    void impossibleBodySizeIsRefused(String size, String bytes) {
        assertEquals(
                List.of("farthing.max-body-size is from 1024 to 16777216 bytes; it is " + bytes + "."),
                faults(Map.of("farthing.max-body-size", size, "quarkus.http.limits.max-body-size", "64M")));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "65M, 68157440"})
    void impossibleImportSizeIsRefused(String size, String bytes) {
        assertEquals(
                List.of("farthing.max-import-size is from 1024 to 67108864 bytes; it is " + bytes + "."),
                faults(Map.of("farthing.max-import-size", size, "quarkus.http.limits.max-body-size", "64M")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                                | true",
                "/.*/                             | true",
                "/.+/                             | ",
                "https://reader.example,/.*/      | ",
                "/https?:.*/                      | true",
                "/https:.*/,/http:.*/             | "
            })
    void originsOpenToAllWithCredentialsAreRefusedInProduction(String origins, String credentials) {
        Map<String, String> values = new HashMap<>();
        values.put("quarkus.http.cors.origins", origins);
        if (credentials != null) {
            values.put("quarkus.http.cors.access-control-allow-credentials", credentials);
        }

        assertEquals(List.of(OPEN), productionFaults(values));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                                      | false",
                "/.*/                                   | false",
                "/https:..[a-z]+[.]reader[.]example/    | true",
                "https://reader.example                 | true"
            })
    void originsThatAreNamedOrWithoutCredentialsPass(String origins, String credentials) {
        assertEquals(
                List.of(),
                productionFaults(Map.of(
                        "quarkus.http.cors.origins",
                        origins,
                        "quarkus.http.cors.access-control-allow-credentials",
                        credentials)));
    }

    @Test
    void forwardedHeadersNeedNamedProxies() {
        Map<String, String> forwarding = new HashMap<>();
        forwarding.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        assertEquals(List.of(ANY_PROXY), productionFaults(forwarding));

        forwarding.put("quarkus.http.proxy.trusted-proxies", "10.0.0.0/8,0.0.0.0/0");
        assertEquals(List.of(ANY_PROXY), productionFaults(forwarding));

        forwarding.put("quarkus.http.proxy.trusted-proxies", "10.0.0.0/8");
        assertEquals(List.of(), productionFaults(forwarding));
    }

    @Test
    void unknownVariablesAreNamed() {
        ConfigErrors faults = new ConfigErrors();
        faults.know("farthing.base-url", "farthing.topup.link-keys");

        UnknownEnvironmentVariables.check(
                List.of(new EnvConfigSource(
                        Map.of(
                                "FARTHING_BASE_URL", "https://farthing.test",
                                "FARTHING_BASEURL", "https://farthing.test",
                                "FARTHING_TOPUP_LINK_KEYS", "a:b",
                                "FARTHING_TOPUP_LINK_KEYS_0_", "a:b",
                                "FARTHING_TOPUP_LINK_KEY", "a:b"),
                        300)),
                faults);

        assertEquals(
                List.of(
                        "FARTHING_BASEURL is not a key of this service: see deploy/configuration.md.",
                        "FARTHING_TOPUP_LINK_KEY is not a key of this service: see deploy/configuration.md."),
                faults.found());
    }

    @Test
    void serviceVariablesOfKubernetesAreAccepted() {
        ConfigErrors faults = new ConfigErrors();

        UnknownEnvironmentVariables.check(
                List.of(new EnvConfigSource(
                        Map.of(
                                "FARTHING_SERVICE_HOST", "10.0.0.1",
                                "FARTHING_SERVICE_PORT", "8080",
                                "FARTHING_SERVICE_PORT_HTTP", "8080",
                                "FARTHING_PORT", "tcp://10.0.0.1:8080",
                                "FARTHING_PORT_8080_TCP", "tcp://10.0.0.1:8080",
                                "FARTHING_PORT_8080_TCP_PROTO", "tcp",
                                "FARTHING_DB_RW_SERVICE_HOST", "10.0.0.2",
                                "FARTHING_DB_RW_PORT_5432_TCP_ADDR", "10.0.0.2"),
                        300)),
                faults);

        assertEquals(List.of(), faults.found());
    }
}
