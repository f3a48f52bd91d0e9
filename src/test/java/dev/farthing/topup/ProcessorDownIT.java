package dev.farthing.topup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Metrics;
import dev.farthing.support.OwnInstances;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.Remote;
import dev.farthing.support.StripeStandIn;
import dev.farthing.support.TestDatabase;
import dev.farthing.topup.stripe.StripePayers;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A processor that keeps failing opens the circuit, and metrics show it. */
@OwnInstances
class ProcessorDownIT {
    private static final String CALLS = "farthing_processor_calls_total";

    @Test
    void tenFailedCallsOpenTheCircuitAndEachIsCounted() {
        TestDatabase database = TestDatabase.shared().another("processor_down");
        try (StripeStandIn standIn = StripeStandIn.start();
                PackagedApp app = PackagedApp.start(StripePayers.config(database, standIn))) {
            Wallet reader = app.remote().wallet("1.00");
            standIn.answerWith(500, "{}");

            for (int call = 1; call <= 10; call++) {
                assertCircuit(app, 0);
                assertUnavailable(app.remote(), reader);
            }
            assertCounted(app, 10, 0);
            assertCircuit(app, 1);
            assertUnavailable(app.remote(), reader);

            assertCounted(app, 10, 1);
            assertCircuit(app, 1);
            assertEquals(10, standIn.requests().size());
        }
    }

    private static void assertUnavailable(Remote remote, Wallet reader) {
        Remote.Answer answer = remote.send(
                "POST",
                "/v1/top-ups",
                reader.key(),
                "{\"amount\":" + Remote.eur("5.00") + "}",
                UUID.randomUUID().toString());
        assertEquals(503, answer.status());
        assertEquals("processor_unavailable", answer.code());
    }

    private static void assertCounted(PackagedApp app, int down, int leftAlone) {
        Metrics now = Metrics.of(app.baseUrl());
        assertEquals(number(down), now.value(CALLS, "processor", "stripe", "outcome", "down"));
        assertEquals(number(leftAlone), now.value(CALLS, "processor", "stripe", "outcome", "circuit_open"));
        assertEquals(number(0), now.value(CALLS, "processor", "stripe", "outcome", "answered"));
    }

    private static void assertCircuit(PackagedApp app, int open) {
        assertEquals(number(open), Metrics.of(app.baseUrl()).value("farthing_processor_circuit_open"));
    }

    private static BigDecimal number(int count) {
        return BigDecimal.valueOf(count).setScale(6);
    }
}
