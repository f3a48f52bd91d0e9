package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The Kubernetes objects under {@code deploy/}, as written and as kustomize renders an overlay. */
final class Manifests {
    static final Path DEPLOY = Path.of("deploy");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

    private Manifests() {}

    /** Every YAML document under {@code deploy/} by its file, with patches and kustomizations. */
    static Map<String, List<JsonNode>> written() {
        Map<String, List<JsonNode>> documents = new TreeMap<>();
        for (Path file : yamlFiles()) {
            documents.put(file.toString(), parse(read(file)));
        }
        return documents;
    }

    /** Whole objects, without patches: the files that kustomizations list as resources. */
    static List<JsonNode> resources() {
        List<JsonNode> objects = new ArrayList<>();
        for (Path file : yamlFiles()) {
            if (file.endsWith("kustomization.yaml")) {
                for (JsonNode resource : parse(read(file)).get(0).path("resources")) {
                    Path listed = file.resolveSibling(resource.asText());
                    if (Files.isRegularFile(listed)) {
                        objects.addAll(parse(read(listed)));
                    }
                }
            }
        }
        return objects;
    }

    /** Renders the objects that {@code kubectl apply -k} would send. Skips the test without kubectl. */
    static List<JsonNode> rendered(String overlay) {
        assumeTrue(kubectlIsHere(), "kubectl is not on the PATH");
        return RENDERED.computeIfAbsent(overlay, Manifests::render);
    }

    private static List<JsonNode> render(String overlay) {
        if (overlay.equals("dev")) {
            run(DEPLOY.resolve("overlays/dev/secrets.sh").toString());
        }
        return parse(run(
                "kubectl",
                "kustomize",
                DEPLOY.resolve("overlays").resolve(overlay).toString()));
    }

    /** All objects that this machine can check: those written, and those rendered where kubectl exists. */
    static Stream<JsonNode> all() {
        Stream<JsonNode> written = resources().stream();
        return kubectlIsHere()
                ? Stream.of(written, rendered("dev").stream(), rendered("prod").stream())
                        .flatMap(objects -> objects)
                : written;
    }

    static Stream<JsonNode> kind(String kind) {
        return all().filter(object -> object.path("kind").asText().equals(kind));
    }

    /** Receives the owner's name and the specification of a pod. */
    interface OnPod {
        void check(String title, JsonNode podSpec);
    }

    static void forEachPod(OnPod check) {
        all().filter(object -> object.at("/spec/template/spec/containers").isArray())
                // The operator makes the pooler's pods; this template only adds to them.
                .filter(object -> !object.path("kind").asText().equals("Pooler"))
                .forEach(object -> check.check(title(object), object.at("/spec/template/spec")));
    }

    static List<JsonNode> containers(JsonNode pod) {
        return Stream.concat(members(pod.path("containers")), members(pod.path("initContainers")))
                .toList();
    }

    static Stream<JsonNode> members(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static List<JsonNode> parse(String yaml) {
        List<JsonNode> documents = new ArrayList<>();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
            documents.add(JSON.valueToTree(document));
        }
        return documents;
    }

    /** Kind and name, for messages. */
    static String title(JsonNode object) {
        return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
    }

    /** Runs a command that must succeed, and returns its output. */
    static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), () -> String.join(" ", command));
            return output;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static boolean kubectlIsHere() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    private static List<Path> yamlFiles() {
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            return files.filter(file -> file.toString().matches(".*[.]ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
