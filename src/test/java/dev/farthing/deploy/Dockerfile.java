package dev.farthing.deploy;

import java.nio.file.Path;
import java.util.List;

/** A Dockerfile of this repository, as far as tests read it. */
record Dockerfile(String text) {
    static Dockerfile of(String name) {
        return new Dockerfile(Manifests.read(Path.of("src/main/docker", name)));
    }

    String from() {
        return one("(?m)^FROM (\\S+)$");
    }

    String user() {
        return one("(?m)^USER (\\S+)$");
    }

    String entryPoint() {
        return one("(?m)^ENTRYPOINT (.+)$");
    }

    List<String> sources() {
        return ManifestKeys.find("(?m)^COPY (?:--\\S+ )*(\\S+) \\S+$", text);
    }

    private String one(String pattern) {
        List<String> found = ManifestKeys.find(pattern, text);
        if (found.size() != 1) {
            throw new AssertionError(pattern + " is there " + found.size() + " times");
        }
        return found.get(0);
    }
}
