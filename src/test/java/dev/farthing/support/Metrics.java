package dev.farthing.support;

import static dev.farthing.support.http.Request.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One scrape of {@code /q/metrics}, parsed as Prometheus does. */
public final class Metrics {
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** An exemplar (a trace id with its own labels) may follow the number. */
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{((?:" + LABEL + ",?)*)})? (\\S+)(?: .*)?");

    private final Map<String, BigDecimal> samples = new HashMap<>();
    private final Map<String, Set<String>> labels = new HashMap<>();

    private Metrics(String text) {
        text.lines().filter(line -> !line.startsWith("#")).forEach(this::read);
    }

    public static Metrics now() {
        return new Metrics(
                given().get("/q/metrics").then().statusCode(200).extract().asString());
    }

    public static Metrics of(String baseUrl) {
        return new Metrics(given().baseUri(baseUrl)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /** Metric names, each with every label of its samples. */
    public Map<String, Set<String>> labels() {
        return labels;
    }

    /** The value of one series, rounded to the micro; zero if absent. {@code labels} alternates names and values. */
    public BigDecimal value(String name, String... labels) {
        return samples.getOrDefault(series(name, labels), BigDecimal.ZERO.setScale(6));
    }

    /** Exact growth of the series since this scrape. */
    public static void assertGrew(Metrics since, String by, String name, String... labels) {
        BigDecimal grown = now().value(name, labels).subtract(since.value(name, labels));
        assertEquals(new BigDecimal(by).setScale(6), grown, series(name, labels));
    }

    private void read(String line) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalStateException("no sample: " + line);
        }
        String name = sample.group(1);
        Map<String, String> found = new TreeMap<>();
        if (sample.group(2) != null) {
            Matcher label = LABEL.matcher(sample.group(2));
            while (label.find()) {
                found.put(label.group(1), label.group(2));
            }
        }
        labels.computeIfAbsent(name, first -> new HashSet<>()).addAll(found.keySet());
        String number = sample.group(5);
        if (!number.equals("NaN") && !number.endsWith("Inf")) {
            samples.put(name + found, new BigDecimal(number).setScale(6, RoundingMode.HALF_UP));
        }
    }

    private static String series(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return name + wanted;
    }
}
