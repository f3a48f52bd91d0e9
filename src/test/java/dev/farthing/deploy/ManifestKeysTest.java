package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each environment variable in deploy/ configures something. */
class ManifestKeysTest {
    private static final String VARIABLE =
            "(?m)^[ -]*(?:- name: |- secretKey: |export )?((?:FARTHING|QUARKUS)_[A-Z0-9_]+)\\b";

    /** Password variables of the dev database's script. */
    private static final Set<String> OF_THE_INIT_SCRIPT = Set.of("FARTHING_OWNER_PASSWORD", "FARTHING_LOGIN_PASSWORD");

    @Test
    void variablesOfManifestsAndScriptsAreProperties() {
        Set<String> unknown = used();
        unknown.removeAll(ManifestKeys.documented());
        unknown.removeAll(ManifestKeys.ofQuarkus());
        unknown.removeAll(OF_THE_INIT_SCRIPT);

        assertEquals(Set.of(), unknown);
    }

    @Test
    void scanFindsVariablesAndProperties() {
        assertTrue(used().containsAll(Set.of(
                "FARTHING_BASE_URL",
                "FARTHING_TOPUP_STRIPE_WEBHOOK_SECRETS",
                "FARTHING_CLIENT_ADMIN_KEY",
                "QUARKUS_INIT_AND_EXIT",
                "QUARKUS_FLYWAY_MIGRATE_AT_START")));
        assertTrue(ManifestKeys.documented().contains("FARTHING_TOPUP_MAXIMUM"));
        assertFalse(ManifestKeys.documented().contains("FARTHING_TOPUP_GRATUITY"));
        assertFalse(ManifestKeys.ofQuarkus().contains("QUARKUS_FLYWAY_LOCATIONS"), "is fixed when built");
    }

    private static Set<String> used() {
        Set<String> variables = new TreeSet<>();
        Manifests.written().keySet().stream()
                .map(Path::of)
                .forEach(file -> variables.addAll(ManifestKeys.find(VARIABLE, Manifests.read(file))));
        for (String other : new String[] {"README.md", "overlays/dev/secrets.sh"}) {
            variables.addAll(ManifestKeys.find(VARIABLE, Manifests.read(Manifests.DEPLOY.resolve(other))));
        }
        return variables;
    }
}
