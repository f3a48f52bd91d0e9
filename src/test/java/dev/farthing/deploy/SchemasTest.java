package dev.farthing.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The schema check finds faults, and no others. */
class SchemasTest {
    private final Schemas schemas = new Schemas();

    @Test
    void knownFieldsAreValid() {
        assertEquals(List.of(), faults("""
                apiVersion: apps/v1
                kind: Deployment
                spec: {replicas: 1, template: {spec: {containers: [{name: a, ports: [{containerPort: 80}]}]}}}
                """));
    }

    @Test
    void unknownFieldDeepInAModelIsAFault() {
        List<String> faults = faults("""
                apiVersion: apps/v1
                kind: Deployment
                spec: {template: {spec: {containers: [{name: a, readOnlyFilesystem: true}]}}}
                """);

        assertEquals(1, faults.size());
        assertEquals(true, faults.get(0).contains("readOnlyFilesystem"), faults.get(0));
    }

    @Test
    void textInsteadOfANumberIsAFault() {
        assertEquals(List.of("/spec/replicas is \"3\", understood as 3"), faults("""
                apiVersion: apps/v1
                kind: Deployment
                spec: {replicas: "3"}
                """));
    }

    @Test
    void numberInsteadOfTextIsAFault() {
        assertEquals(List.of("/data/FARTHING_X is 3, understood as \"3\""), faults("""
                apiVersion: v1
                kind: ConfigMap
                data: {FARTHING_X: 3}
                """));
    }

    @Test
    void unknownMissingAndMistypedFieldsOfAShapeAreFaults() {
        assertEquals(
                List.of(
                        "/spec/cluster is missing",
                        "/spec/typ is unknown",
                        "/spec/instances is \"3\", not int",
                        "/spec/pgbouncer/poolMode is \"statement\", not session|transaction"),
                faults("""
                apiVersion: postgresql.cnpg.io/v1
                kind: Pooler
                metadata: {name: pooler}
                spec: {typ: rw, instances: "3", pgbouncer: {poolMode: statement}}
                """));
    }

    @Test
    void patchMayOmitUnchangedFields() {
        assertEquals(List.of(), schemas.faultsOfPatch(Manifests.parse("""
                apiVersion: postgresql.cnpg.io/v1
                kind: Pooler
                metadata: {name: pooler}
                spec: {instances: 2}
                """).get(0)));
    }

    @Test
    void unknownKindIsAFault() {
        assertEquals(List.of("unknown kind v1/Pood"), faults("{apiVersion: v1, kind: Pood}"));
    }

    private List<String> faults(String yaml) {
        return schemas.faults(Manifests.parse(yaml).get(0));
    }
}
