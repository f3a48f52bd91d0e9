package dev.farthing.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The strict schema of each kind: an unknown field, a wrong type and an unknown kind are faults.
 *
 * <p>Kinds of Kubernetes and of the Prometheus operator are checked against their Java client's classes, the others
 * against {@code src/test/resources/deploy/shapes.yaml}.
 */
final class Schemas {
    private static final Map<String, Class<?>> MODELS = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/ConfigMap", io.fabric8.kubernetes.api.model.ConfigMap.class),
            Map.entry("v1/Secret", Secret.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("monitoring.coreos.com/v1/PodMonitor", PodMonitor.class),
            Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class));

    private final Map<String, Shape> shapes = new HashMap<>();

    Schemas() {
        JsonNode written = Manifests.parse(Manifests.read(Path.of("src/test/resources/deploy/shapes.yaml")))
                .get(0);
        written.properties().forEach(entry -> shapes.put(entry.getKey(), new Shape(entry.getValue())));
    }

    List<String> faults(JsonNode object) {
        String kind =
                object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        if (MODELS.containsKey(kind)) {
            return Model.faults(object, MODELS.get(kind));
        } else if (shapes.containsKey(kind)) {
            return shapes.get(kind).faults(object);
        }
        return List.of("unknown kind " + kind);
    }

    /** Faults of a patch, which names only the fields it changes. */
    List<String> faultsOfPatch(JsonNode patch) {
        return faults(patch).stream()
                .filter(fault -> !fault.endsWith(Shape.MISSING))
                .toList();
    }
}
