package dev.farthing.audit;

import static dev.farthing.support.Api.wallet;

import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL keeps the audit trail append-only and its records consistent. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AuditConstraintsTest {
    private final TestDatabase database = TestDatabase.shared();

    @BeforeEach
    void makeAnAct() {
        wallet("1.00");
    }

    @Test
    void auditTrailIsAppendOnly() {
        for (String table : new String[] {"act", "act_outcome"}) {
            database.assertForbidden("update " + table + " set target = null");
            database.assertForbidden("delete from " + table);
            database.assertForbidden("truncate " + table + " cascade");
            database.assertForbidden("alter table " + table + " add column another text");
        }
    }

    @Test
    void actionHasAtMostOneOutcome() {
        database.assertRefused("outcome_of_act", outcome(UUID.randomUUID(), "201", "null"));
        database.assertRefused(
                "act_outcome_pkey",
                "insert into act_outcome (act_id, at, status) select act_id, at, 200 from act_outcome limit 1");
        database.assertRefused("outcome_is_an_http_status", outcome(UUID.randomUUID(), "0", "null"));
        database.assertRefused("details_are_bounded", outcome(UUID.randomUUID(), "200", "'[]'"));
        database.assertRefused(
                "details_are_bounded",
                outcome(UUID.randomUUID(), "200", "jsonb_build_object('reason', repeat('x', 20000))"));
    }

    @Test
    void onlyStaffRolesAreRecorded() {
        database.assertRefused("role_acts", """
                insert into act (id, at, name, actor, actor_name, role, kind, method, path)
                values (gen_random_uuid(), now(), 'client.credit', 'x', 'x', 'CLIENT', 'client', 'POST', '/')
                """);
    }

    private static String outcome(UUID act, String status, String details) {
        return "insert into act_outcome (act_id, at, status, details) values ('" + act + "', now(), " + status + ", "
                + details + ")";
    }
}
