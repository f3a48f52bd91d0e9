package dev.farthing.gate;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Calls.buy;
import static dev.farthing.support.Payments.topUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Metrics;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.PromQl;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Alerts and dashboard use only exported metrics, and each alert links to its section of the runbook. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ObservabilityTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final String RUNBOOK = "deploy/RUNBOOK.md#";

    /** Metrics of Prometheus, Kubernetes and CloudNativePG, with the labels that a scrape adds. */
    private static final Map<String, Set<String>> OF_OTHERS = Map.of(
            "up", Set.of(),
            "kube_deployment_status_replicas_unavailable", Set.of("deployment", "namespace"),
            "cnpg_pg_replication_streaming_replicas", Set.of("pod"),
            "cnpg_pg_stat_archiver_failed_count", Set.of("pod"),
            "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp", Set.of("pod"),
            "kubelet_volume_stats_available_bytes", Set.of("persistentvolumeclaim"),
            "kubelet_volume_stats_capacity_bytes", Set.of("persistentvolumeclaim"));

    /** A native executable exports no garbage collection metrics. */
    private static final String COLLECTOR = "jvm_gc_";

    private static final Set<String> LABELS_OF_THE_SCRAPE = Set.of("job", "instance");

    private record Alert(String name, String expr, Map<String, String> labels, Map<String, String> annotations) {}

    @Test
    void everyMetricAndLabelOfTheRulesIsExported() {
        assertExported(alerts().stream().map(Alert::expr).toList());
    }

    @Test
    void everyMetricAndLabelOfTheDashboardIsExported() throws IOException {
        JsonNode dashboard = new ObjectMapper().readTree(text("observability/dashboard.json"));
        List<String> expressions = new ArrayList<>();
        Set<Integer> ids = new TreeSet<>();
        dashboard.path("panels").forEach(panel -> {
            assertTrue(ids.add(panel.path("id").asInt()), () -> "two panels have the id of " + panel.path("title"));
            panel.path("targets")
                    .forEach(target -> expressions.add(target.path("expr").asText()));
        });

        assertEquals("Farthing", dashboard.path("title").asText());
        assertTrue(expressions.size() >= 30, () -> expressions.size() + " expressions");
        assertExported(expressions);
    }

    /** A native executable has no bound of its heap, no metrics of its collector, and none of its buffers. */
    @Test
    void alertsAndPanelsHoldForANativeExecutableOrSayThatTheyDoNot() throws IOException {
        List<String> ofAJvm = new ArrayList<>();
        alerts().stream().filter(alert -> isOfAJvm(alert.expr())).forEach(alert -> ofAJvm.add(alert.name()));
        JsonNode dashboard = new ObjectMapper().readTree(text("observability/dashboard.json"));
        dashboard.path("panels").forEach(panel -> panel.path("targets").forEach(target -> {
            if (isOfAJvm(target.path("expr").asText())
                    && !panel.path("description").asText().contains("Of a JVM only")) {
                ofAJvm.add(panel.path("title").asText());
            }
        }));

        assertEquals(List.of(), ofAJvm);
        assertTrue(
                alerts().stream().anyMatch(alert -> PromQl.selectors(alert.expr())
                        .keySet()
                        .equals(Set.of("process_resident_memory_bytes", "process_memory_limit_bytes"))),
                "no alert compares the process with its limit");
    }

    private static boolean isOfAJvm(String expression) {
        return PromQl.selectors(expression).keySet().stream()
                .anyMatch(metric -> metric.startsWith(COLLECTOR)
                        || metric.startsWith("jvm_buffer_")
                        || metric.equals("jvm_memory_max_bytes"));
    }

    @Test
    void everyAlertHasSeveritySummaryAndRunbookLink() {
        Set<String> anchors = anchors();
        for (Alert alert : alerts()) {
            assertTrue(Set.of("critical", "warning").contains(alert.labels().get("severity")), alert::name);
            assertTrue(alert.annotations().getOrDefault("summary", "").endsWith("."), alert::name);
            String runbook = alert.annotations().get("runbook_url");
            assertTrue(runbook.contains(RUNBOOK), alert::name);
            assertTrue(
                    anchors.contains(runbook.substring(runbook.indexOf('#') + 1)), () -> alert.name() + ": " + runbook);
        }
    }

    @Test
    void namesOfAlertsAreUnique() {
        List<String> names = alerts().stream().map(Alert::name).toList();

        assertEquals(names.size(), Set.copyOf(names).size());
        assertTrue(names.size() >= 20, () -> names.size() + " alerts");
    }

    @Test
    void linksInsideTheRunbookLeadToItsSections() {
        Set<String> anchors = anchors();
        Stream.of(text("RUNBOOK.md").split("\\]\\("))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf(')')))
                .filter(link -> link.startsWith("#"))
                .forEach(link -> assertTrue(anchors.contains(link.substring(1)), link));
    }

    private static void assertExported(List<String> expressions) {
        exercise();
        Map<String, Set<String>> exported = Metrics.now().labels();
        List<String> missing = new ArrayList<>();
        for (String expression : expressions) {
            PromQl.selectors(expression).forEach((metric, labels) -> {
                Set<String> known = exported.getOrDefault(metric, OF_OTHERS.get(metric));
                if (known == null && metric.startsWith(COLLECTOR) && !collects(exported)) {
                    return;
                }
                if (known == null) {
                    missing.add(metric + " of " + expression);
                    return;
                }
                labels.stream()
                        .filter(label -> !known.contains(label) && !LABELS_OF_THE_SCRAPE.contains(label))
                        .forEach(label -> missing.add(metric + "{" + label + "} of " + expression));
            });
        }
        assertEquals(List.of(), missing);
    }

    private static boolean collects(Map<String, Set<String>> exported) {
        return exported.keySet().stream().anyMatch(metric -> metric.startsWith(COLLECTOR));
    }

    /** Triggers each counter that appears with its first event. */
    private static void exercise() {
        Wallet reader = wallet("1.00");
        String slug = article("0.05");
        read(reader, slug).then().statusCode(200);
        buy(reader, slug).then().statusCode(200);
        read(wallet(), slug).then().statusCode(402);
        topUp(reader, "5.00");
    }

    private static List<Alert> alerts() {
        Map<?, ?> document =
                (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text("observability/rules.yaml"));
        Map<?, ?> spec = (Map<?, ?>) document.get("spec");
        return ((List<?>) spec.get("groups"))
                .stream()
                        .flatMap(group -> ((List<?>) ((Map<?, ?>) group).get("rules")).stream())
                        .map(rule -> alert((Map<?, ?>) rule))
                        .toList();
    }

    private static Alert alert(Map<?, ?> rule) {
        return new Alert(
                (String) rule.get("alert"),
                (String) rule.get("expr"),
                texts((Map<?, ?>) rule.get("labels")),
                texts((Map<?, ?>) rule.get("annotations")));
    }

    private static Map<String, String> texts(Map<?, ?> map) {
        return map.entrySet().stream()
                .collect(Collectors.toMap(entry -> (String) entry.getKey(), entry -> (String) entry.getValue()));
    }

    /** Anchors of headings: lower case, with hyphens for blanks. */
    private static Set<String> anchors() {
        return text("RUNBOOK.md")
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String text(String file) {
        try {
            return Files.readString(DEPLOY.resolve(file));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
