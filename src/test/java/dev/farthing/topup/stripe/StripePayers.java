package dev.farthing.topup.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PackagedApp;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.StripeStandIn;
import dev.farthing.support.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Top-ups at instances in their own processes, which share one stand-in. */
public final class StripePayers {
    private StripePayers() {}

    record Payment(Wallet reader, String topUp, String session, String payment, String event) {}

    public static Map<String, String> config(TestDatabase database, StripeStandIn standIn) {
        Map<String, String> config = new HashMap<>(PackagedApp.production(database));
        config.putAll(PostgresResource.sandbox());
        config.keySet().removeIf(key -> key.startsWith("farthing.topup.sandbox."));
        config.putAll(standIn.config());
        return config;
    }

    /** A new client's payment of 5 EUR whose event is not yet sent. */
    static Payment pay(Remote app, StripeStandIn standIn) {
        Answer made = app.post(null, "/v1/clients", "{\"name\":\"reader\"}");
        Wallet reader = new Wallet(made.path("id"), made.path("apiKey"));
        Answer begun = app.send(
                "POST",
                "/v1/top-ups",
                reader.key(),
                "{\"amount\":" + Remote.eur("5.00") + "}",
                UUID.randomUUID().toString());
        assertEquals(201, begun.status(), begun.body());
        String url = begun.path("checkoutUrl");
        String session = url.substring(url.lastIndexOf('/') + 1);
        String event = standIn.pay(session);
        return new Payment(reader, begun.path("id"), session, standIn.paymentOf(session), event);
    }

    /** Asserts that the books have each of these payments once, and no others. */
    static void assertCreditedOnce(TestDatabase database, List<Payment> payments) {
        List<List<String>> expected = payments.stream()
                .map(payment -> List.of(payment.reader().id(), "payment:stripe:" + payment.payment(), "5000000"))
                .sorted((one, other) -> one.get(1).compareTo(other.get(1)))
                .toList();
        assertEquals(
                expected,
                database.rows("select client_id, reference, amount_micros from ledger_entry where kind = 'TOP_UP'"
                        + " order by reference collate \"C\""));
        assertEquals(
                List.of(List.of(
                        String.valueOf(payments.size()),
                        String.valueOf(payments.size()),
                        String.valueOf(payments.size() * 5_000_000L))),
                database.rows(
                        "select count(*), count(*) filter (where t.status = 'SUCCEEDED'), sum(a.balance_micros)::bigint"
                                + " from top_up t join account a using (client_id)"));
    }
}
