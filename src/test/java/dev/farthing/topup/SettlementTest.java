package dev.farthing.topup;

import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Payments.begin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.database.Database;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.CapturedLog;
import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The log reports a top-up's credit after its commit. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SettlementTest {
    @Inject
    Settlement settlement;

    @Inject
    TopUps topUps;

    @Inject
    Database database;

    @Test
    void creditIsLoggedAfterItsCommitOnly() {
        Wallet reader = wallet();
        String id = begin(reader, "5.00").path("id");
        TopUp topUp = topUps.find(UUID.fromString(id));
        PaymentState paid = PaymentState.paid(topUp.session, topUp.amountMicros, "EUR");
        String line = "Top-up " + id + " is paid and credited.";

        try (CapturedLog log = CapturedLog.of(Settlement.class)) {
            assertThrows(
                    IllegalStateException.class,
                    () -> database.inTransaction(() -> {
                        settlement.answer(topUp, paid);
                        throw new IllegalStateException("rolled back");
                    }));
            assertFalse(log.text().contains(line), log::text);
            assertEquals("0.00", balance(reader));

            settlement.answer(topUp, paid);
            assertTrue(log.text().contains(line), log::text);
            assertEquals("5.00", balance(reader));
        }
    }
}
