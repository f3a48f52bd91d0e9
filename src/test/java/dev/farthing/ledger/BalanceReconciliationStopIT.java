package dev.farthing.ledger;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.farthing.support.Await;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A reconciliation that a shutdown interrupts logs no errors. */
@OwnInstances
class BalanceReconciliationStopIT {
    private static final String WAITING_AUDITS = """
            select count(*) from pg_stat_activity
            where datname = 'audit_stop' and wait_event_type = 'Lock' and query like '%order by client_id limit%'
            """;

    @Test
    void shutdownEndsReconciliationAfterItsSlice() throws SQLException, InterruptedException {
        TestDatabase database = TestDatabase.shared().another("audit_stop");
        PackagedApp.start(PackagedApp.production(database)).stop();
        database.execute("""
                insert into client (id, name, role, created_at)
                select gen_random_uuid(), 'Audited', 'CLIENT', now() from generate_series(1, 3000);
                insert into account (client_id, balance_micros, last_sequence) select id, 0, 0 from client""");
        String log;
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement();
                PackagedApp app = PackagedApp.start(auditingAllTheTime(database))) {
            connection.setAutoCommit(false);
            statement.execute("lock table account in access exclusive mode");
            awaitAuditThatWaits(database);

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(app::stop);
            connection.rollback();
            stopped.join();
            log = app.log();
        }

        assertFalse(log.contains("\"level\":\"ERROR\""), log);
    }

    private static Map<String, String> auditingAllTheTime(TestDatabase database) {
        Map<String, String> config = PackagedApp.production(database);
        config.put("farthing.ledger.audit-every", "1s");
        return config;
    }

    private static void awaitAuditThatWaits(TestDatabase database) {
        Await.until(() -> !database.value(WAITING_AUDITS).equals("0"), () -> "no audit was begun");
    }
}
