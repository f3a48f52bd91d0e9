package dev.farthing.web.start;

import dev.farthing.web.FarthingConfig;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.eclipse.microprofile.config.Config;

@ApplicationScoped
class DeploymentCheck implements ConfigCheck {
    private static final String ORIGINS = "quarkus.http.cors.origins";
    private static final String CREDENTIALS = "quarkus.http.cors.access-control-allow-credentials";
    private static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
    private static final String PROXIES = "quarkus.http.proxy.trusted-proxies";
    private static final String LARGEST_BODY = "quarkus.http.limits.max-body-size";
    private static final String THREADS = "quarkus.thread-pool.max-threads";
    private static final long SMALLEST_BODY = 1024;
    private static final long LARGEST_ARTICLE = 16 * 1024 * 1024;
    private static final long SMALLEST_UNSENT = 1024 * 1024;
    private static final MemorySize UNSENT = new MemorySize(BigInteger.valueOf(SMALLEST_UNSENT));
    private static final int OTHER_THREADS = 16;
    private static final int MOST_REQUESTS = 100_000;

    /** A pattern that matches all of these matches everything. */
    private static final List<String> PROBES =
            List.of("https://unknown.example", "http://unknown.test:8081", "http://192.0.2.1");

    private final FarthingConfig farthing;
    private final Config config;

    DeploymentCheck(FarthingConfig farthing, Config config) {
        this.farthing = farthing;
        this.config = config;
    }

    @Override
    public void check(ConfigErrors errors) {
        errors.address("farthing.base-url", farthing.baseUrl());
        errors.require(
                isCurrency(farthing.currency()),
                "farthing.currency",
                "is a code of ISO 4217, such as EUR; it is '" + farthing.currency() + "'.");
        errors.require(
                ZoneId.getAvailableZoneIds().contains(farthing.timeZone()),
                "farthing.time-zone",
                "is a zone of the IANA's list, such as Europe/Berlin; it is '" + farthing.timeZone() + "'.");
        long largest = config.getOptionalValue(LARGEST_BODY, MemorySize.class)
                .map(MemorySize::asLongValue)
                .orElse(Long.MAX_VALUE);
        // Each worker may hold one.
        errors.within(
                "farthing.max-body-size", farthing.maxBodySize(), SMALLEST_BODY, Math.min(LARGEST_ARTICLE, largest));
        errors.within("farthing.max-import-size", farthing.maxImportSize(), SMALLEST_BODY, largest);
        errors.within("farthing.max-requests", farthing.maxRequests(), 1, MOST_REQUESTS);
        errors.within("farthing.head-timeout", farthing.headTimeout(), Duration.ofSeconds(1), Duration.ofMinutes(10));
        errors.within("farthing.stall-timeout", farthing.stallTimeout(), Duration.ofSeconds(1), Duration.ofMinutes(10));
        errors.within("farthing.max-unsent", farthing.maxUnsent().orElse(UNSENT), SMALLEST_UNSENT, Long.MAX_VALUE);
        // The other threads serve health, and refund undelivered articles.
        int threads = config.getOptionalValue(THREADS, Integer.class).orElse(MOST_REQUESTS);
        errors.within("farthing.max-requests-on-workers", farthing.maxRequestsOnWorkers(), 1, threads - OTHER_THREADS);
    }

    @Override
    public void checkProduction(ConfigErrors errors) {
        errors.require(
                "https".equals(farthing.baseUrl().getScheme()),
                "farthing.base-url",
                "must be the https address that readers use. Keys and links travel under it.");
        checkOrigins(errors);
        if (config.getOptionalValue(FORWARDING, Boolean.class).orElse(false)) {
            List<String> proxies = values(PROXIES);
            if (proxies.isEmpty() || proxies.stream().anyMatch(proxy -> proxy.endsWith("/0"))) {
                errors.add(PROXIES + " must name your proxies while " + FORWARDING
                        + " is true: otherwise any caller can forge its address in a header.");
            }
        }
    }

    private void checkOrigins(ConfigErrors errors) {
        List<String> origins = values(ORIGINS);
        boolean any = origins.contains("*");
        try {
            List<Pattern> patterns = origins.stream()
                    .filter(origin -> origin.length() > 1 && origin.startsWith("/") && origin.endsWith("/"))
                    .map(origin -> Pattern.compile(origin.substring(1, origin.length() - 1)))
                    .toList();
            any |= PROBES.stream().allMatch(probe -> patterns.stream()
                    .anyMatch(pattern -> pattern.matcher(probe).matches()));
        } catch (PatternSyntaxException wrong) {
            errors.add(ORIGINS + " contains an invalid regular expression: " + wrong.getDescription() + ".");
        }
        // By default, Quarkus allows credentials to the matches of an expression, but not to a lone wildcard.
        boolean wildcard = origins.equals(List.of("*")) || origins.equals(List.of("/.*/"));
        if (any && config.getOptionalValue(CREDENTIALS, Boolean.class).orElse(!wildcard)) {
            errors.add(ORIGINS + " is open to all while " + CREDENTIALS + " is not false: name the origins.");
        }
    }

    private List<String> values(String property) {
        return config.getOptionalValues(property, String.class).orElse(List.of());
    }

    private static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code) != null;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }
}
