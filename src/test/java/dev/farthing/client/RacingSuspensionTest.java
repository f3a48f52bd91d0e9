package dev.farthing.client;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.wallet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Remote;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A charge that waits for a suspension sees its outcome. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RacingSuspensionTest {
    private final TestDatabase database = TestDatabase.shared();

    @Test
    void chargeThatWaitedForTheSuspensionIsRefused() throws SQLException, InterruptedException {
        String slug = article("0.05");
        Wallet reader = wallet("1.00");
        Remote remote = Remote.underTest();
        CompletableFuture<Remote.Answer> read;
        try (Connection connection = database.asSuperuser();
                Statement suspending = connection.createStatement()) {
            connection.setAutoCommit(false);
            suspending.execute("update account set suspended = true where client_id = '" + reader.id() + "'");
            suspending.execute(
                    "update client set suspended_at = now(), suspended_reason = 'x' where id = '" + reader.id() + "'");
            read = CompletableFuture.supplyAsync(() -> remote.read(reader, slug));
            awaitWaitingSession();
            connection.commit();
        }

        assertEquals(403, read.join().status());
        assertEquals("1.00", balance(reader));
    }

    private void awaitWaitingSession() {
        String waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%for update%'";
        Await.until(() -> !database.rows(waiting).isEmpty(), () -> "no session waits for the account");
    }
}
