package dev.farthing.topup;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.as;
import static dev.farthing.support.Api.asAdmin;
import static dev.farthing.support.Api.eur;
import static dev.farthing.support.Api.read;
import static dev.farthing.support.Api.wallet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Books;
import dev.farthing.support.Calls;
import dev.farthing.support.Payments;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Repetitions;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.ContentType;
import dev.farthing.support.http.Response;
import dev.farthing.voucher.VoucherCalls;
import dev.farthing.web.Money;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random histories over HTTP of credit that is paid for, granted, spent, refunded, disputed and expired. After each step
 * the client has what {@link TopUpsModel} says; at the end the books are right and agree with the processor's. A failure
 * names its seed; {@code -Dbooks.seed=...} repeats it.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RandomTopUpsTest {
    private static final int HISTORIES = Repetitions.of(20, 100);
    private static final int STEPS = 25;
    private static final long UNIT = Money.MICROS_PER_UNIT;
    private static final String SOME_DAY = "2090-01-01T00:00:00Z";

    /** Our processor account minus the processor's own record of the client's payments. */
    private static final String PROCESSOR_BOOKS = """
            select coalesce((select sum(case when from_account = 'PROCESSOR' then amount_micros else -amount_micros end)
                             from ledger_entry where client_id = ?::uuid and 'PROCESSOR' in (from_account, to_account)), 0)
                 - coalesce((select sum(amount_micros - refunded_micros - disputed_micros + reinstated_micros)
                             from sandbox_payment where client_id = ?::uuid and state = 'PAID'), 0)
            """;

    private static final String TOP_UPS_AND_ENTRIES = """
            select id, status from top_up t
            where client_id = ?::uuid and (
              (status in ('SUCCEEDED', 'PARTLY_REFUNDED', 'REFUNDED')) <> exists (
                select from ledger_entry e where e.client_id = t.client_id and e.sequence = t.entry_sequence
                and e.kind = 'TOP_UP' and e.amount_micros = t.amount_micros
                and e.reference = 'payment:' || t.processor || ':' || t.payment)
              or refunding_micros <> 0)
            """;

    private static final String[] PRICES = {"0.50", "1.00", "2.50", "4.00", "7.00", "12.00"};

    private final TestDatabase database = TestDatabase.shared();
    private final String[] slugs = new String[PRICES.length];
    private Random random;
    private Wallet client;
    private TopUpsModel model;

    private enum Action {
        TOP_UP,
        BUY,
        BUY_ANOTHER,
        GIVE_BACK,
        PAY_BACK,
        REFUND_AT_PROCESSOR,
        DISPUTE,
        WIN_DISPUTE,
        GRANT,
        GRANT_THAT_ENDS,
        GIFT_VOUCHER,
        SOLD_VOUCHER,
        EXPIRE
    }

    @BeforeEach
    void publish() {
        for (int i = 0; i < PRICES.length; i++) {
            slugs[i] = article(PRICES[i]);
        }
    }

    @Test
    void everyHistoryLeavesTheBooksRight() {
        long seed = Long.getLong("books.seed", System.nanoTime());
        random = new Random(seed);
        for (int history = 0; history < HISTORIES; history++) {
            client = wallet();
            model = new TopUpsModel();
            List<Action> played = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                played.add(Action.values()[random.nextInt(Action.values().length)]);
                try {
                    take(played.get(step));
                    assertCredit();
                } catch (AssertionError fault) {
                    throw new AssertionError("seed " + seed + ", history " + history + " after " + played, fault);
                }
            }
            assertBooks("seed " + seed + ", history " + history + " " + played);
        }
        Books.assertRight(database);
    }

    private void take(Action action) {
        switch (action) {
            case TOP_UP -> topUp();
            case BUY, BUY_ANOTHER -> buy(random.nextInt(PRICES.length));
            case GIVE_BACK -> giveBack(random.nextInt(PRICES.length));
            case PAY_BACK -> payBack();
            case REFUND_AT_PROCESSOR -> goesBack("refunds");
            case DISPUTE -> goesBack("disputes");
            case WIN_DISPUTE -> winDispute();
            case GRANT -> grant(null);
            case GRANT_THAT_ENDS -> grant(SOME_DAY);
            case GIFT_VOUCHER -> {
                redeem(VoucherCalls.batch("3.00", 1));
                model.lasting += 3 * UNIT;
            }
            case SOLD_VOUCHER -> {
                redeem(VoucherCalls.batch("3.00", 1, "promotional", false));
                model.pay(null, 3 * UNIT, 0);
            }
            case EXPIRE -> {
                database.execute("update account set promo_until[1] = now() - interval '1 second'"
                        + " where promo_until[1] < 'infinity' and client_id = '" + client.id() + "'");
                model.ending = 0;
            }
        }
    }

    private void topUp() {
        int tier = random.nextInt(3);
        String id = Payments.topUp(client, new String[] {"5.00", "10.00", "20.00"}[tier]);
        model.pay(id, new long[] {5, 10, 20}[tier] * UNIT, new long[] {0, 1, 3}[tier] * UNIT);
    }

    private void buy(int article) {
        boolean had = model.buy(article, Money.parseMicros(PRICES[article], "price"));
        assertEquals(had ? 200 : 402, read(client, slugs[article]).statusCode());
    }

    private void giveBack(int article) {
        boolean had = model.giveBack(article);
        assertEquals(had, Calls.refund(client, slugs[article]).statusCode() == 201);
    }

    private void payBack() {
        TopUpsModel.Payment payment = anyTopUp();
        if (payment != null) {
            long amount = (1 + random.nextInt(8)) * UNIT;
            boolean enough = amount <= model.unspent(payment);
            Response answer = Payments.refund(payment.id, Money.format(amount, "EUR"));
            assertEquals(enough ? 201 : 409, answer.statusCode(), answer::asString);
            if (enough) {
                model.goesBack(payment, amount);
            }
        }
    }

    private void goesBack(String how) {
        TopUpsModel.Payment payment = anyTopUp();
        if (payment != null) {
            long amount = (1 + random.nextInt(8)) * UNIT;
            boolean enough = amount <= payment.left();
            Response answer = Payments.atTheProcessor(payment.id, how, Money.format(amount, "EUR"));
            assertEquals(enough ? 201 : 409, answer.statusCode(), answer::asString);
            if (enough) {
                boolean whole =
                        how.equals("disputes") ? model.isDisputed(payment, amount) : model.goesBack(payment, amount);
                boolean suspended = as(client).get("/v1/me").path("suspended") != null;
                assertEquals(!whole || how.equals("disputes"), suspended);
                asAdmin()
                        .delete("/v1/clients/" + client.id() + "/suspension")
                        .then()
                        .statusCode(200);
            }
        }
    }

    private void winDispute() {
        TopUpsModel.Payment payment = anyTopUp();
        if (payment != null) {
            long disputed = model.disputed(payment);
            long amount = random.nextBoolean() && disputed > 0 ? disputed : (1 + random.nextInt(8)) * UNIT;
            boolean enough = amount <= disputed;
            Response answer = Payments.atTheProcessor(payment.id, "reinstatements", Money.format(amount, "EUR"));
            assertEquals(enough ? 201 : 409, answer.statusCode(), answer::asString);
            if (enough) {
                model.comesBack(payment, amount);
            }
        }
    }

    private TopUpsModel.Payment anyTopUp() {
        List<TopUpsModel.Payment> topUps =
                model.payments.stream().filter(payment -> payment.id != null).toList();
        return topUps.isEmpty() ? null : topUps.get(random.nextInt(topUps.size()));
    }

    private void grant(String until) {
        Map<String, Object> body = until == null
                ? Map.of("amount", eur("2.00"), "reason", "at random")
                : Map.of("amount", eur("2.00"), "reason", "at random", "expiresAt", until);
        asAdmin()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/v1/clients/" + client.id() + "/credits")
                .then()
                .statusCode(201);
        if (until == null) {
            model.lasting += 2 * UNIT;
        } else {
            model.ending += 2 * UNIT;
        }
    }

    private void redeem(Map<String, Object> batch) {
        VoucherCalls.redeem(client, VoucherCalls.codes(batch).get(0)).then().statusCode(201);
    }

    private void assertCredit() {
        Response me = as(client).get("/v1/me");
        assertEquals(
                Money.format(model.balance(), "EUR") + " of which " + Money.format(model.promotional(), "EUR"),
                me.path("balance.amount") + " of which " + me.path("promotional.amount"));
    }

    private void assertBooks(String history) {
        assertEquals(
                List.of(), database.rows(Books.faultsOfOneClient(), client.id(), client.id(), client.id()), history);
        assertEquals("0", database.value(PROCESSOR_BOOKS, client.id(), client.id()), history);
        assertEquals(List.of(), database.rows(TOP_UPS_AND_ENTRIES, client.id()), history);
    }
}
