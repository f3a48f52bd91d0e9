package dev.farthing.voucher;

import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.entries;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.voucher.VoucherCalls.batch;
import static dev.farthing.voucher.VoucherCalls.batchOf;
import static dev.farthing.voucher.VoucherCalls.codes;
import static dev.farthing.voucher.VoucherCalls.unknown;
import static dev.farthing.voucher.VoucherCalls.voucher;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api;
import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Books;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.Race;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Concurrent requests that redeem vouchers. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RacingVouchersTest {
    private static final int RUNNERS = 64;

    @AfterAll
    static void booksAreRight() {
        Books.assertRight(TestDatabase.shared());
    }

    @Test
    void voucherCreditsOneOf64Clients() {
        List<Wallet> wallets = Stream.generate(Api::wallet).limit(RUNNERS).toList();
        String code = voucher("5.00");

        List<Answer> answers = Race.run(RUNNERS, i -> redeem(wallets.get(i), code));

        assertEquals(Map.of(201, 1L, 409, 63L), counted(answers, Answer::status));
        assertEquals(
                Map.of("voucher_redeemed", 63L),
                counted(answers.stream().filter(a -> a.status() == 409).toList(), Answer::code));
        assertEquals(
                Map.of("5.00", 1L, "0.00", 63L),
                wallets.stream().collect(Collectors.groupingBy(Api::balance, Collectors.counting())));
    }

    @Test
    void sameCodeSent32TimesAtOnceIsCreditedOnce() {
        Wallet reader = wallet();
        String code = voucher("5.00");

        List<Answer> answers = Race.run(32, i -> redeem(reader, code));

        assertEquals(Map.of(201, 32L), counted(answers, Answer::status));
        assertEquals(1, counted(answers, Answer::body).size());
        assertEquals("5.00", balance(reader));
        assertEquals(1, entries(reader));
    }

    @Test
    void concurrentVouchersAreAllCredited() {
        Wallet reader = wallet();
        List<String> codes = codes(batch("0.10", RUNNERS));

        List<Answer> answers = Race.run(RUNNERS, i -> redeem(reader, codes.get(i)));

        assertEquals(Map.of(201, 64L), counted(answers, Answer::status));
        assertEquals("6.40", balance(reader));
    }

    @Test
    void racingGuessesAreAllCounted() {
        Wallet guesser = wallet();
        List<String> guesses =
                Stream.generate(VoucherCalls::unknown).limit(RUNNERS).toList();

        List<Answer> answers = Race.run(RUNNERS, i -> redeem(guesser, guesses.get(i)));

        assertEquals(Map.of(404, 10L, 429, 54L), counted(answers, Answer::status));
    }

    @Test
    void guessesAndARacingRightCodeAreCountedApart() {
        Wallet reader = wallet();
        String code = voucher("5.00");
        List<String> wrong = Stream.generate(VoucherCalls::unknown).limit(10).toList();

        List<Answer> answers = Race.run(20, i -> i < 10 ? redeem(reader, wrong.get(i)) : redeem(reader, code));

        assertEquals(Map.of(404, 10L), counted(answers.subList(0, 10), Answer::status));
        assertEquals(429, redeem(reader, unknown()).status());
        // A right code after the tenth wrong one was refused like any other.
        Map<Integer, Long> right = counted(answers.subList(10, 20), Answer::status);
        assertEquals(10, right.getOrDefault(201, 0L) + right.getOrDefault(429, 0L));
        assertEquals(right.containsKey(201) ? "5.00" : "0.00", balance(reader));
    }

    @Test
    void racingRevocationAndRedemptionHaveOneOfTwoResults() {
        List<Wallet> wallets = Stream.generate(Api::wallet).limit(16).toList();
        List<String> codes = codes(batch("1.00", 15));
        String id = batchOf(codes.get(0));

        List<Answer> answers = Race.run(
                16,
                i -> i < 15
                        ? redeem(wallets.get(i), codes.get(i))
                        : Remote.underTest().send("DELETE", "/v1/voucher-batches/" + id, Api.ADMIN_KEY, null, null));

        assertEquals(204, answers.get(15).status());
        List<Answer> redeemed = answers.stream().filter(a -> a.status() == 201).toList();
        List<Answer> refused = answers.stream().filter(a -> a.status() == 409).toList();
        assertEquals(15, redeemed.size() + refused.size());
        assertEquals(
                refused.size(),
                refused.stream().filter(a -> a.code().equals("voucher_revoked")).count());
        VoucherCalls.batch(id).then().body("redeemed", is(redeemed.size()));
        assertEquals(
                redeemed.size(),
                wallets.stream().filter(w -> balance(w).equals("1.00")).count());
    }

    private static Answer redeem(Wallet wallet, String code) {
        return Remote.underTest().post(wallet.key(), "/v1/me/vouchers", "{\"code\":\"" + code + "\"}");
    }

    private static <T> Map<T, Long> counted(List<Answer> answers, Function<Answer, T> by) {
        return answers.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
    }
}
