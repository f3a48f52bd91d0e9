package dev.farthing.topup;

import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Payments.begin;
import static dev.farthing.support.Payments.payment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.JobStop;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The extent of one reconciliation run. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ReconciliationRunTest {
    private final TestDatabase database = TestDatabase.shared();

    @Inject
    Reconciliation reconciliation;

    @Inject
    TopUps topUps;

    @Inject
    Checkouts checkouts;

    @Inject
    ProcessorCalls calls;

    @Inject
    Settlement settlement;

    @Inject
    TopUpRefunds refunds;

    @Inject
    StuckPayments stuck;

    @Inject
    TopUpConfig config;

    @Inject
    BookCurrency currency;

    @Inject
    TopUpMeters meters;

    @Inject
    Clock clock;

    @Inject
    @All
    List<Processor> processors;

    @BeforeEach
    void nothingElseIsDue() {
        reconciliation.run();
    }

    @AfterEach
    void nothingIsLeftToOtherTests() {
        database.execute("update top_up set next_check_at = now() where status = 'PENDING'");
        reconciliation.run();
    }

    private Reconciliation reconciliation(ProcessorCalls through, JobStop jobs) {
        return new Reconciliation(topUps, checkouts, through, settlement, refunds, stuck, jobs, clock);
    }

    private List<String> paidAndDue(int count) {
        List<String> ids = Stream.generate(() -> begin(wallet(), "5.00").<String>path("id"))
                .limit(count)
                .toList();
        for (String id : ids) {
            database.execute("update sandbox_payment set state = 'PAID' where id = '" + payment(id) + "'");
            due(id, 1);
        }
        return ids;
    }

    private void due(String id, int sinceSeconds) {
        database.execute("update top_up set next_check_at = now() - interval '" + sinceSeconds
                + " seconds' where id = '" + id + "'");
    }

    private long settled(List<String> ids) {
        return ids.stream()
                .filter(id -> database.value("select status from top_up where id = ?::uuid", id)
                        .equals("SUCCEEDED"))
                .count();
    }

    /** The sandbox, but without answers about one top-up. */
    private ProcessorCalls silentAbout(String id) {
        Processor sandbox = processors.stream()
                .filter(processor -> processor.name().equals("sandbox"))
                .findFirst()
                .orElseThrow();
        Processor partlySilent = (Processor) Proxy.newProxyInstance(
                Processor.class.getClassLoader(), new Class<?>[] {Processor.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("state")
                            && ((TopUp) arguments[0]).id.toString().equals(id)) {
                        throw new Processor.ProcessorDown("no answer", null);
                    }
                    return method.invoke(sandbox, arguments);
                });
        return new ProcessorCalls(new Processors(List.of(partlySilent), config, currency), meters);
    }

    @Test
    void unansweredTopUpDoesNotDelayOthers() {
        List<String> ids = paidAndDue(6);
        due(ids.get(0), 3_600);

        reconciliation(silentAbout(ids.get(0)), new JobStop()).run();

        assertEquals(5, settled(ids));
    }

    @Test
    void shutdownEndsARunBetweenTwoTopUps() {
        List<String> ids = paidAndDue(30);
        AtomicInteger steps = new AtomicInteger();
        JobStop stopping = new JobStop() {
            @Override
            public boolean isStopping() {
                return steps.incrementAndGet() > 3;
            }
        };

        reconciliation(calls, stopping).run();
        assertTrue(settled(ids) <= 3, () -> settled(ids) + " of 30 were settled");

        ids.forEach(id -> due(id, 1));
        reconciliation.run();
        assertEquals(30, settled(ids));
    }

    @Test
    void runDoesNotStartDuringShutdown() throws Exception {
        List<String> ids = paidAndDue(1);
        JobStop stopped = new JobStop();
        stopped.stop();

        reconciliation(calls, stopped).run();

        assertEquals(0, settled(ids));
    }
}
