package dev.farthing.gate;

import static dev.farthing.gate.Races.counted;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Books;
import dev.farthing.support.Midnight;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Concurrent requests spend a client's promotional and paid credit: each micro once, promotional credit first. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RacingPromotionalCreditTest {
    private static final Instant TOMORROW = Instant.now().plus(Duration.ofDays(1));

    private final TestDatabase database = TestDatabase.shared();

    @BeforeEach
    void stayClearOfMidnight() throws InterruptedException {
        Midnight.stayClear(Duration.ofSeconds(20));
    }

    @Test
    void promotionalCreditIsSpentOnceAndBeforePaidCredit() {
        List<String> slugs = articles();
        Wallet wallet = remote().wallet("0.13");
        give(wallet, "GRANT", "0.12", TOMORROW);
        give(wallet, "GRANT", "0.27", TOMORROW.plusSeconds(1));
        give(wallet, "ADJUSTMENT", "0.49", null);

        List<Answer> answers = Race.run(Races.READERS, i -> remote().read(wallet, slugs.get(i)));

        assertEquals(Map.of(200, 20L, 402, 44L), counted(answers, Answer::status));
        // 0.52 of promotional credit pays for ten articles and 0.02 of the eleventh.
        assertEquals("1000000 20 520000 11", spent(wallet));
        assertEquals("10000 0 {} 24", account(wallet));
        Books.assertRight(database);
    }

    @Test
    void expiredCreditIsBookedOutOnceAndNotSpent() throws InterruptedException {
        List<String> slugs = articles();
        Wallet wallet = remote().wallet("0.30");
        give(wallet, "ADJUSTMENT", "0.20", null);
        Instant end = Instant.now().plusMillis(1_500);
        give(wallet, "GRANT", "5.00", end);
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), end).toMillis()) + 50);

        List<Answer> answers = Race.run(Races.READERS, i -> remote().read(wallet, slugs.get(i)));

        assertEquals(Map.of(200, 10L, 402, 54L), counted(answers, Answer::status));
        assertEquals("500000 10 300000 6", spent(wallet));
        assertEquals("0 0 {} 14", account(wallet));
        Books.assertRight(database);
    }

    @Test
    void creditThatExpiresDuringTheRaceIsSpentOrBookedOut() {
        List<String> slugs = articles();
        Wallet wallet = remote().wallet("0.10");
        give(wallet, "ADJUSTMENT", "0.10", null);
        Instant end = Instant.now().plusMillis(1_500);
        give(wallet, "GRANT", "5.00", end);

        // Reads run one after the other, so that the credit ends between two of them.
        List<Answer> answers = Race.run(Races.READERS, i -> {
            pause(Duration.between(Instant.now(), end).toMillis() + (i - 32) * 5L);
            return remote().read(wallet, slugs.get(i));
        });

        long bought = answers.stream().filter(answer -> answer.status() == 200).count();
        assertEquals(
                Races.READERS,
                bought + answers.stream().filter(a -> a.status() == 402).count(),
                answers::toString);
        List<String> sums = database.rows("""
                        select coalesce(sum(amount_micros) filter (where kind = 'PURCHASE'), 0),
                               coalesce(sum(amount_micros) filter (where kind = 'EXPIRY'), 0),
                               count(*) filter (where kind = 'EXPIRY')
                        from ledger_entry where client_id = ?::uuid
                        """, wallet.id()).get(0);
        assertEquals(bought * 50_000, Long.parseLong(sums.get(0)));
        assertEquals("1", sums.get(2));
        assertEquals(
                5_200_000 - Long.parseLong(sums.get(0)) - Long.parseLong(sums.get(1)),
                Long.parseLong(
                        database.value("select balance_micros from account where client_id = ?::uuid", wallet.id())));
        Books.assertRight(database);
    }

    @Test
    void concurrentRefundsAndPurchasesKeepPromotionalAndPaidCreditApart() {
        List<String> slugs = articles();
        Wallet wallet = remote().wallet("0.40");
        give(wallet, "GRANT", "0.33", TOMORROW);
        give(wallet, "ADJUSTMENT", "0.87", null);
        slugs.subList(0, 32).forEach(slug -> remote().read(wallet, slug));

        List<Answer> answers = Race.run(
                Races.READERS,
                i -> i < 32 ? remote().refund(wallet, slugs.get(i)) : remote().read(wallet, slugs.get(i)));

        assertEquals(Map.of(201, 32L), counted(answers.subList(0, 32), Answer::status));
        Books.assertRight(database);
        slugs.subList(32, 64).forEach(slug -> remote().refund(wallet, slug));
        assertEquals("1600000 730000", balances(wallet));
        Books.assertRight(database);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(Math.max(0, millis));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> articles() {
        return Stream.generate(() -> remote().article("0.05"))
                .limit(Races.READERS)
                .toList();
    }

    private static void give(Wallet wallet, String kind, String amount, Instant end) {
        Answer given = remote().send(
                        "POST",
                        "/v1/clients/" + wallet.id() + "/credits",
                        Api.ADMIN_KEY,
                        "{\"amount\":%s,\"reason\":\"race\",\"kind\":\"%s\",\"expiresAt\":%s}"
                                .formatted(Remote.eur(amount), kind, end == null ? "null" : "\"" + end + "\""),
                        UUID.randomUUID().toString());
        assertEquals(201, given.status(), given::toString);
    }

    /** Total cost and number of purchases, and the promotional part of both. */
    private String spent(Wallet wallet) {
        return String.join(" ", database.rows("""
                select sum(amount_micros), count(*), sum(promo_micros), count(*) filter (where promo_micros > 0)
                from ledger_entry where client_id = ?::uuid and kind = 'PURCHASE'
                """, wallet.id()).get(0));
    }

    private String account(Wallet wallet) {
        return database.value(
                "select concat_ws(' ', balance_micros, promo_micros, promo_left, last_sequence) from account where client_id = ?::uuid",
                wallet.id());
    }

    private String balances(Wallet wallet) {
        return database.value(
                "select balance_micros || ' ' || promo_micros from account where client_id = ?::uuid", wallet.id());
    }

    private static Remote remote() {
        return Remote.underTest();
    }
}
