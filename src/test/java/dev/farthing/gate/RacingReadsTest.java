package dev.farthing.gate;

import static dev.farthing.gate.Races.counted;
import static dev.farthing.gate.Races.kinds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Midnight;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.http.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Concurrent requests that move money. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RacingReadsTest {

    @BeforeEach
    void stayClearOfMidnight() throws InterruptedException {
        Midnight.stayClear(Duration.ofSeconds(20));
    }

    @Test
    void oneArticleReadBy64ThreadsIsChargedOnce() {
        Races.oneArticleIsChargedOnce(List.of(remote()));
    }

    @Test
    void oneEuroBuysTwentyOf64ArticlesReadAtOnce() {
        Races.creditBuysWhatItCoversAndNoMore(List.of(remote()));
    }

    @Test
    void ownedArticleIsServedWhenItUsedUpTheCredit() {
        String slug = remote().article("0.05");
        Wallet wallet = remote().wallet("0.05");

        List<Answer> answers = Race.run(Races.READERS, i -> remote().read(wallet, slug));

        assertEquals(Map.of(200, 64L), counted(answers, Answer::status));
        assertEquals(Map.of("0.05 EUR", 1L, "0 EUR", 63L), counted(answers, Answer::charged));
        assertEquals("0.00", remote().balance(wallet));
    }

    @Test
    void ownedArticleIsServedWhenItUsedUpTheDailyLimit() {
        String slug = remote().article("0.05");
        Wallet wallet = remote().wallet("1.00");
        remote().send(
                        "PATCH",
                        "/v1/me",
                        wallet.key(),
                        "{\"limits\":{\"dailyLimit\":" + Remote.eur("0.05") + "}}",
                        null);

        List<Answer> answers = Race.run(Races.READERS, i -> remote().read(wallet, slug));

        assertEquals(Map.of(200, 64L), counted(answers, Answer::status));
        assertEquals("0.95", remote().balance(wallet));
    }

    @Test
    void concurrentPurchaseAndReadIsChargedOnce() {
        String slug = remote().article("0.05");
        Wallet wallet = remote().wallet("1.00");

        List<Answer> answers = Race.run(
                32,
                i -> i % 2 == 0
                        ? remote().read(wallet, slug)
                        : remote().post(wallet.key(), "/v1/me/purchases", "{\"article\":\"" + slug + "\"}"));

        assertTrue(answers.stream().allMatch(answer -> answer.status() / 100 == 2), answers::toString);
        assertEquals("0.95", remote().balance(wallet));
        assertEquals(List.of("PURCHASE", "GRANT"), kinds(remote(), wallet));
    }

    @Test
    void dailyLimitHoldsUnderARace() {
        List<String> slugs =
                Stream.generate(() -> remote().article("0.05")).limit(32).toList();
        Wallet wallet = remote().wallet("10.00");
        remote().send(
                        "PATCH",
                        "/v1/me",
                        wallet.key(),
                        "{\"limits\":{\"dailyLimit\":" + Remote.eur("0.25") + "}}",
                        null);

        List<Answer> answers = Race.run(32, i -> remote().read(wallet, slugs.get(i)));

        assertEquals(Map.of(200, 5L, 402, 27L), counted(answers, Answer::status));
        assertEquals("9.75", remote().balance(wallet));
        assertEquals(
                Map.of("daily_limit_reached", 27L),
                counted(answers.stream().filter(a -> a.status() == 402).toList(), Answer::code));
    }

    @Test
    void oneIdempotencyKeyCreditsOnce() {
        Wallet wallet = remote().wallet("1.00");
        String key = UUID.randomUUID().toString();

        List<Answer> answers = Race.run(50, i -> remote().credit(wallet, "0.50", key));

        assertEquals(Map.of(201, 50L), counted(answers, Answer::status));
        assertEquals(1, counted(answers, answer -> answer.path("id")).size());
        assertEquals("1.50", remote().balance(wallet));
        assertEquals(List.of("GRANT", "GRANT"), kinds(remote(), wallet));
    }

    @Test
    void firstCreditsOfAClientAllCount() {
        Answer made = remote().post(null, "/v1/clients", "{\"name\":\"reader\"}");
        Wallet wallet = new Wallet(made.path("id"), made.path("apiKey"));

        List<Answer> answers = Race.run(
                20, i -> remote().credit(wallet, "0.50", UUID.randomUUID().toString()));

        assertEquals(Map.of(201, 20L), counted(answers, Answer::status));
        assertEquals("10.00", remote().balance(wallet));
    }

    @Test
    void onePurchaseIsRefundedOnce() {
        String slug = remote().article("0.05");
        Wallet wallet = remote().wallet("1.00");
        remote().read(wallet, slug);

        List<Answer> answers = Race.run(16, i -> remote().refund(wallet, slug));

        assertEquals(Map.of(201, 1L, 409, 15L), counted(answers, Answer::status));
        assertEquals("1.00", remote().balance(wallet));
        assertEquals(List.of("REFUND", "PURCHASE", "GRANT"), kinds(remote(), wallet));
    }

    @Test
    void concurrentDebitsAndReadsDoNotOverdraw() {
        List<String> slugs =
                Stream.generate(() -> remote().article("0.10")).limit(16).toList();
        Wallet wallet = remote().wallet("1.00");

        List<Answer> answers = Race.run(
                32,
                i -> i % 2 == 0
                        ? remote().read(wallet, slugs.get(i / 2))
                        : remote().send(
                                        "POST",
                                        "/v1/clients/" + wallet.id() + "/debits",
                                        Api.ADMIN_KEY,
                                        "{\"amount\":" + Remote.eur("0.10") + ",\"reason\":\"race\"}",
                                        UUID.randomUUID().toString()));

        assertEquals(
                10,
                answers.stream().filter(answer -> answer.status() / 100 == 2).count(),
                answers::toString);
        assertEquals("0.00", remote().balance(wallet));
    }

    @Test
    void booksAreRightAfterConcurrentChargesRefundsAndPriceChanges() {
        String slug = remote().article("0.05");
        Wallet wallet = remote().wallet("10.00");

        List<Answer> answers = Race.run(48, i -> switch (i % 3) {
            case 0 -> remote().read(wallet, slug);
            case 1 -> remote().refund(wallet, slug);
            default ->
                remote().send(
                                "PATCH",
                                "/v1/articles/" + slug,
                                Api.ADMIN_KEY,
                                "{\"price\":" + Remote.eur("0.0" + (1 + i % 9)) + "}",
                                null);
        });

        assertTrue(answers.stream().allMatch(answer -> answer.status() < 500), answers::toString);
        assertStatementAddsUp(wallet);
    }

    /** Each entry starts from the balance of the one before, and refunds return the price of their purchase. */
    private void assertStatementAddsUp(Wallet wallet) {
        Json statement =
                Json.from(remote().get(wallet.key(), "/v1/me/entries?limit=100").body());
        List<Map<String, Object>> newestFirst = statement.getList("items");
        BigDecimal balance = BigDecimal.ZERO;
        int purchases = 0;
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            String entry = "items[" + i + "].";
            BigDecimal amount = new BigDecimal(statement.getString(entry + "amount.amount"));
            balance =
                    statement.getString(entry + "to").equals("CLIENT") ? balance.add(amount) : balance.subtract(amount);
            assertEquals(0, balance.compareTo(new BigDecimal(statement.getString(entry + "balanceAfter.amount"))));
            assertEquals(newestFirst.size() - i, statement.getInt(entry + "sequence"));
            // One article: bought and refunded in alternation.
            purchases += switch (statement.getString(entry + "kind")) {
                case "PURCHASE" -> 1;
                case "REFUND" -> -1;
                default -> 0;
            };
            assertTrue(purchases == 0 || purchases == 1, newestFirst::toString);
        }
        assertEquals(0, balance.compareTo(new BigDecimal(remote().balance(wallet))));
    }

    private static Remote remote() {
        return Remote.underTest();
    }
}
