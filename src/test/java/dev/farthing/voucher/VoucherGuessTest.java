package dev.farthing.voucher;

import static dev.farthing.support.Api.balance;
import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.voucher.VoucherCalls.batch;
import static dev.farthing.voucher.VoucherCalls.batchOf;
import static dev.farthing.voucher.VoucherCalls.codes;
import static dev.farthing.voucher.VoucherCalls.redeem;
import static dev.farthing.voucher.VoucherCalls.revoke;
import static dev.farthing.voucher.VoucherCalls.unknown;
import static dev.farthing.voucher.VoucherCalls.voucher;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.PostgresResource;
import dev.farthing.support.TestDatabase;
import dev.farthing.support.http.Response;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Wrong codes are counted: after ten in ten minutes a client has to wait. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class VoucherGuessTest {
    private static final int MOST = 10;
    private static final int WINDOW_S = 600;

    private final TestDatabase database = TestDatabase.shared();

    @Test
    void eleventhWrongCodeIsRefused() {
        Wallet guesser = wallet();
        for (int i = 0; i < MOST; i++) {
            problem(redeem(guesser, unknown()), 404, "voucher_not_found");
        }

        Response refused = redeem(guesser, unknown());

        problem(refused, 429, "too_many_guesses");
        int wait = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(wait > WINDOW_S - 60 && wait <= WINDOW_S, "Retry-After: " + wait);
    }

    @Test
    void codesOfTheWrongFormCountToo() {
        Wallet guesser = wallet();
        for (int i = 0; i < MOST / 2; i++) {
            problem(redeem(guesser, "nonsense"), 400, "invalid_voucher", "code");
            problem(redeem(guesser, unknown()), 404, "voucher_not_found");
        }

        problem(redeem(guesser, "nonsense"), 429, "too_many_guesses");
    }

    @Test
    void waitingClientCannotRedeemAValidCode() {
        Wallet guesser = wallet();
        String code = voucher("5.00");
        guessWrongly(guesser, MOST);

        problem(redeem(guesser, code), 429, "too_many_guesses");

        assertEquals("0.00", balance(guesser));
        redeem(wallet(), code).then().statusCode(201);
    }

    @Test
    void guessesAreCountedPerClient() {
        guessWrongly(wallet(), MOST);
        Wallet reader = wallet();

        redeem(reader, voucher("5.00")).then().statusCode(201);

        assertEquals("5.00", balance(reader));
    }

    @Test
    void existingVouchersOfAnyStatusAreNotGuesses() {
        Wallet reader = wallet();
        String own = voucher("1.00");
        redeem(reader, own).then().statusCode(201);
        String others = voucher("1.00");
        redeem(wallet(), others).then().statusCode(201);
        String revoked = voucher("1.00");
        revoke(batchOf(revoked)).then().statusCode(204);
        String expired =
                codes(batch("1.00", 1, "expiresAt", "2999-01-01T00:00:00Z")).get(0);
        database.execute("update voucher_batch set expires_at = now() where id = '" + batchOf(expired) + "'");
        guessWrongly(reader, MOST - 1);

        for (int i = 0; i < 3; i++) {
            redeem(reader, own).then().statusCode(201);
            problem(redeem(reader, others), 409, "voucher_redeemed");
            problem(redeem(reader, revoked), 409, "voucher_revoked");
            problem(redeem(reader, expired), 409, "voucher_expired");
        }

        problem(redeem(reader, unknown()), 404, "voucher_not_found");
        problem(redeem(reader, own), 429, "too_many_guesses");
    }

    @Test
    void waitEndsWithItsWindow() {
        Wallet guesser = wallet();
        guessWrongly(guesser, MOST);
        letPass(guesser, WINDOW_S);

        guessWrongly(guesser, MOST);

        problem(redeem(guesser, unknown()), 429, "too_many_guesses");
    }

    @Test
    void windowBeginsWithTheFirstWrongCode() {
        Wallet guesser = wallet();
        redeem(guesser, voucher("1.00")).then().statusCode(201);
        letPass(guesser, WINDOW_S - 100);
        guessWrongly(guesser, 1);
        letPass(guesser, WINDOW_S - 100);
        guessWrongly(guesser, MOST - 1);

        Response refused = redeem(guesser, unknown());

        problem(refused, 429, "too_many_guesses");
        int wait = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(wait > 40 && wait <= 100, "Retry-After: " + wait);
    }

    @Test
    void refusedAttemptsDoNotExtendTheWait() {
        Wallet guesser = wallet();
        guessWrongly(guesser, MOST);
        for (int i = 0; i < MOST; i++) {
            problem(redeem(guesser, unknown()), 429, "too_many_guesses");
        }
        letPass(guesser, WINDOW_S);

        problem(redeem(guesser, unknown()), 404, "voucher_not_found");
    }

    private static void guessWrongly(Wallet guesser, int times) {
        for (int i = 0; i < times; i++) {
            redeem(guesser, unknown()).then().statusCode(404);
        }
    }

    private void letPass(Wallet guesser, int seconds) {
        database.execute("update voucher_guess set since = since - interval '" + seconds
                + " seconds' where client_id = '" + guesser.id() + "'");
    }
}
