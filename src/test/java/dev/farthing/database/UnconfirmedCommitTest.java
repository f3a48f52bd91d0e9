package dev.farthing.database;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.http.Request.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Await;
import dev.farthing.support.Metrics;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import dev.farthing.web.Ids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Someone cancels commits that wait for a standby: PostgreSQL reports them as done, although a failover may lose them, and this
 * service must not.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class UnconfirmedCommitTest {
    private static final String INSERT =
            "insert into client (id, name, role, created_at) values (?, 'Unconfirmed', 'CLIENT', now())";
    private static final String CANCEL_WAITING =
            "select count(pg_cancel_backend(pid)) from pg_stat_activity where wait_event = 'SyncRep'";

    private static final TestDatabase SERVER = TestDatabase.shared();

    @Inject
    Database database;

    private final UUID id = Ids.next();
    private final AtomicInteger cancelled = new AtomicInteger();
    private Wallet reader;
    private String slug;

    @BeforeEach
    void loseTheStandby() {
        awaitWrites();
        reader = wallet("1.00");
        slug = article("0.05");
        SERVER.execute("alter system set synchronous_standby_names = 'nobody'");
        reload();
        // Until the server knows.
        while (cancelled.get() == 0) {
            cancelling(() -> SERVER.value("select pg_logical_emit_message(true, 'test', 'written')"));
        }
        cancelled.set(0);
    }

    @AfterEach
    void findTheStandby() {
        SERVER.execute("alter system reset synchronous_standby_names");
        reload();
        Await.until(
                () -> cancelWaiting() == 0
                        && SERVER.value("show synchronous_standby_names").isEmpty(),
                () -> "commits still wait");
        awaitWrites();
    }

    /** A probe ends what an earlier test or a slow machine began. */
    private static void awaitWrites() {
        Await.until(() -> Metrics.now().value("farthing_writes_stuck").signum() == 0, () -> "writes are still refused");
    }

    @Test
    void statementIsUnavailable() {
        assertUnconfirmed(() -> database.change(INSERT, id));
    }

    @Test
    void transactionIsUnavailable() {
        assertUnconfirmed(() -> database.inTransaction(() -> database.change(INSERT, id)));
    }

    @Test
    void transactionOfJtaIsUnavailable() {
        assertUnconfirmed(() -> QuarkusTransaction.requiringNew().call(() -> database.change(INSERT, id)));
    }

    @Test
    void paidReadIsUnavailableAndPaidOnce() {
        Response answer = cancelling(() -> read(reader, slug));

        answer.then().statusCode(503);
        assertTrue(cancelled.get() > 0);
        findTheStandby();
        read(reader, slug).then().statusCode(200);
        assertEquals("0.95", balance(reader));
    }

    @Test
    void newClientIsUnavailable() {
        Response answer = cancelling(() -> given().contentType(ContentType.JSON)
                .body("{\"name\":\"reader\"}")
                .post("/v1/clients"));

        answer.then().statusCode(503);
        assertTrue(cancelled.get() > 0);
    }

    private void assertUnconfirmed(Supplier<?> write) {
        RuntimeException fault = assertThrows(RuntimeException.class, () -> cancelling(write));

        assertTrue(SqlStates.isUnavailable(fault), fault::toString);
        assertTrue(cancelled.get() > 0);
        assertEquals("1", SERVER.value("select count(*) from client where id = ?", id), "it is committed here");
    }

    /** Its result or fault, while each commit that waits is cancelled. */
    private <T> T cancelling(Supplier<T> work) {
        CompletableFuture<T> running = CompletableFuture.supplyAsync(work);
        Await.until(
                () -> {
                    cancelled.addAndGet(cancelWaiting());
                    return running.isDone();
                },
                () -> "neither done nor cancelled");
        try {
            return running.join();
        } catch (CompletionException failed) {
            throw (RuntimeException) failed.getCause();
        }
    }

    private static int cancelWaiting() {
        return Integer.parseInt(SERVER.value(CANCEL_WAITING));
    }

    private static void reload() {
        SERVER.value("select pg_reload_conf()");
    }
}
