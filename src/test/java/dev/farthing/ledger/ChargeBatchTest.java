package dev.farthing.ledger;

import static dev.farthing.support.Api.article;
import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.wallet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.farthing.database.Database;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Books;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import dev.farthing.support.TestDatabase;
import dev.farthing.web.Ids;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Charges that share a statement have the result of single charges in the order of the list. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ChargeBatchTest {
    private final TestDatabase database = TestDatabase.shared();

    @Inject
    ChargeBatch batch;

    @Inject
    Charges charges;

    @AfterAll
    static void booksAreRight() {
        Books.assertRight(TestDatabase.shared());
    }

    private UUID id(String slug) {
        return UUID.fromString(database.value("select id from article where slug = ?", slug));
    }

    private static ChargeRequest ask(Wallet wallet, UUID article) {
        return new ChargeRequest(UUID.fromString(wallet.id()), article, false, Ids.next());
    }

    private static String brief(ChargeResult result) {
        return result.fold(ChargeBatchTest::brief, () -> "EXPIRY_DUE", () -> "BUSY");
    }

    private static String brief(ChargeOutcome outcome) {
        if (outcome instanceof ChargeOutcome.Charged charged) {
            return "Charged " + charged.priceMicros() + " " + charged.balanceMicros();
        } else if (outcome instanceof ChargeOutcome.Insufficient insufficient) {
            return "Insufficient " + insufficient.balanceMicros();
        } else if (outcome instanceof ChargeOutcome.AlreadyOwned owned) {
            return "Owned " + owned.balanceMicros();
        }
        return outcome.getClass().getSimpleName();
    }

    private List<String> run(ChargeRequest... requests) {
        return batch.run(List.of(requests), true).stream()
                .map(ChargeBatchTest::brief)
                .toList();
    }

    @Test
    void clientIsChargedInOrderAndNeverBelowZero() {
        Wallet reader = wallet("1.00");
        UUID dear = id(article("0.70"));
        UUID cheap = id(article("0.20"));

        assertEquals(
                List.of(
                        "Charged 700000 300000",
                        "Insufficient 300000",
                        "Charged 200000 100000",
                        "Owned 100000",
                        "Insufficient 100000",
                        "Owned 100000"),
                run(
                        ask(reader, dear),
                        ask(reader, id(article("0.50"))),
                        ask(reader, cheap),
                        ask(reader, cheap),
                        ask(reader, id(article("0.11"))),
                        ask(reader, dear)));

        assertEquals("0.10", balance(reader));
    }

    @Test
    void clientsOfABatchAreIndependent() {
        Wallet rich = wallet("5.00");
        Wallet poor = wallet("0.01");
        UUID one = id(article("0.05"));
        UUID other = id(article("0.06"));

        assertEquals(
                List.of(
                        "Insufficient 10000",
                        "Charged 50000 4950000",
                        "Insufficient 0",
                        "Charged 60000 4890000",
                        "NotForSale"),
                run(
                        ask(poor, one),
                        ask(rich, one),
                        ask(wallet(), other),
                        ask(rich, other),
                        ask(rich, UUID.randomUUID())));
    }

    @Test
    void chargeSellsNothingThatEndedOrHasNotBegunByTheDatabasesClock() {
        Wallet reader = wallet("1.00");
        UUID ended = id(article("0.05"));
        UUID ending = id(article("0.05"));
        UUID coming = id(article("0.05"));
        database.execute("update article set expires_at = clock_timestamp() where id = '" + ended + "'");
        database.execute(
                "update article set expires_at = clock_timestamp() + interval '1 h' where id = '" + ending + "'");
        database.execute(
                "update article set published_at = clock_timestamp() + interval '1 h' where id = '" + coming + "'");

        assertEquals(
                List.of("NotForSale", "Charged 50000 950000", "NotForSale"),
                run(ask(reader, ended), ask(reader, ending), ask(reader, coming)));
    }

    @Test
    void dailyLimitCountsEarlierChargesOfTheBatch() {
        Wallet reader = wallet("5.00");
        database.execute("update client set daily_limit_micros = 100000 where id = '" + reader.id() + "'");

        assertEquals(
                List.of("Charged 60000 4940000", "Guarded", "Charged 40000 4900000"),
                run(
                        ask(reader, id(article("0.06"))),
                        ask(reader, id(article("0.05"))),
                        ask(reader, id(article("0.04")))));
    }

    @Test
    void repeatedChargeIsTheSamePayment() {
        ChargeRequest once = ask(wallet("1.00"), id(article("0.05")));
        run(once);

        assertEquals(List.of("Charged 50000 950000"), run(once));
    }

    @Test
    void expiredCreditMustBeBookedOutFirst() {
        Wallet reader = wallet("1.00");
        database.execute("update account set promo_until[1] = now() where client_id = '" + reader.id() + "'");

        assertEquals(List.of("EXPIRY_DUE"), run(ask(reader, id(article("0.05")))));
        ChargeOutcome outcome = charges.charge(UUID.fromString(reader.id()), id(article("0.05")), Charges.Intent.READ);

        assertEquals("Insufficient 0", brief(outcome));
    }

    @Test
    void lockedAccountDoesNotDelayOthers() throws SQLException {
        Wallet held = wallet("1.00");
        Wallet other = wallet("1.00");
        UUID wanted = id(article("0.05"));
        CompletableFuture<ChargeOutcome> waiting;
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select 1 from account where client_id = '" + held.id() + "' for update");
            waiting = CompletableFuture.supplyAsync(
                    () -> charges.charge(UUID.fromString(held.id()), wanted, Charges.Intent.READ));

            assertEquals(
                    List.of("BUSY", "Charged 50000 950000"),
                    batch.run(List.of(ask(held, wanted), ask(other, wanted)), false).stream()
                            .map(ChargeBatchTest::brief)
                            .toList());
            ChargeOutcome another =
                    charges.charge(UUID.fromString(other.id()), id(article("0.05")), Charges.Intent.READ);
            assertEquals("Charged 50000 900000", brief(another));
            assertFalse(waiting.isDone());
        }

        assertEquals("Charged 50000 950000", brief(waiting.join()));
    }

    @Test
    void racingBatchesPayEachPurchaseOnce() {
        List<Wallet> wallets = Stream.generate(() -> wallet("1.00")).limit(8).toList();
        List<UUID> articles =
                Stream.generate(() -> id(article("0.05"))).limit(4).toList();

        List<List<ChargeResult>> all = Race.run(12, i -> {
            List<ChargeRequest> requests = new ArrayList<>();
            wallets.forEach(wallet -> articles.forEach(article -> requests.add(ask(wallet, article))));
            java.util.Collections.shuffle(requests, new Random(i));
            return batch.run(requests, true);
        });

        assertEquals(
                32,
                all.stream()
                        .flatMap(List::stream)
                        .filter(result -> brief(result).startsWith("Charged "))
                        .count());
        wallets.forEach(wallet -> assertEquals("0.80", balance(wallet)));
    }

    @Test
    void badChargeFailsAlone() {
        Wallet reader = wallet("5.00");
        UUID bad = id(article("0.05"));
        database.execute("update article set access_period = 'nonsense' where id = '" + bad + "'");
        List<UUID> good = Stream.generate(() -> id(article("0.05"))).limit(31).toList();

        List<String> outcomes = Race.run(32, i -> {
            try {
                return brief(charges.charge(
                                UUID.fromString(reader.id()), i == 0 ? bad : good.get(i - 1), Charges.Intent.READ))
                        .split(" ")[0];
            } catch (Database.DatabaseException fault) {
                return "failed";
            }
        });

        assertEquals("failed", outcomes.get(0));
        assertEquals(31, outcomes.stream().filter("Charged"::equals).count());
        assertThrows(Database.DatabaseException.class, () -> batch.run(List.of(ask(reader, bad)), true));
        assertEquals("3.45", balance(reader));
    }

    @Test
    void batchHasTheResultOfSingleCharges() {
        Random random = new Random(402);
        String[] prices = {"0.01", "0.05", "0.20", "0.50", "0.00"};
        List<UUID> articles = Stream.of(prices).map(price -> id(article(price))).toList();
        for (int round = 0; round < 9; round++) {
            String credit = new String[] {"0.30", "0.80", "2.00"}[round % 3];
            List<Wallet> together =
                    Stream.generate(() -> wallet(credit)).limit(3).toList();
            List<Wallet> alone = Stream.generate(() -> wallet(credit)).limit(3).toList();
            List<int[]> plan = IntStream.range(0, 24)
                    .mapToObj(i -> new int[] {random.nextInt(3), random.nextInt(articles.size())})
                    .toList();

            List<String> batched = batch
                    .run(
                            plan.stream()
                                    .map(one -> ask(together.get(one[0]), articles.get(one[1])))
                                    .toList(),
                            true)
                    .stream()
                    .map(ChargeBatchTest::brief)
                    .toList();
            List<String> single = plan.stream()
                    .map(one ->
                            run(ask(alone.get(one[0]), articles.get(one[1]))).get(0))
                    .toList();

            assertEquals(single, batched);
        }
    }
}
