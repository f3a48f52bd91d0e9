package dev.farthing.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Metrics that this parser misses would not be checked. */
class PromQlTest {

    @Test
    void metricsAreFoundWithTheLabelsThatAreMatchedAndGroupedBy() {
        assertEquals(
                Map.of("a_total", Set.of("job", "kind"), "b:c", Set.of("zone")),
                PromQl.selectors(
                        "sum by (job) (rate(a_total{kind=~\"x|y(z)\"}[5m])) / sum without (zone) (b:c) > 0.1 and time() > 3e2"));
    }

    @Test
    void quotedNamesRangesFunctionsAndOperatorsAreNotMetrics() {
        assertEquals(
                Map.of("up", Set.of("job", "le", "zone")),
                PromQl.selectors(
                        "histogram_quantile(0.9, max by (le) (rate(up{job!=\"no_metric{x}\"}[$__rate_interval])))"
                                + " or absent(up) unless on (zone) up offset 5m"));
    }
}
