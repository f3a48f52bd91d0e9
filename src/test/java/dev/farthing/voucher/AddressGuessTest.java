package dev.farthing.voucher;

import static dev.farthing.support.Api.wallet;
import static dev.farthing.support.Expect.problem;
import static dev.farthing.voucher.VoucherCalls.redeem;
import static dev.farthing.voucher.VoucherCalls.unknown;
import static dev.farthing.voucher.VoucherCalls.voucher;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Elsewhere;
import dev.farthing.support.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Wrong codes count for the address as well as for the client. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AddressGuessTest {
    /** Of a client. */
    private static final int MOST = 10;

    private static final int WINDOW_S = 600;

    @Inject
    AddressGuesses addressGuesses;

    @Test
    void freshClientsOfAnAddressGetNoFreshGuesses() {
        Elsewhere guesser = new Elsewhere(211);
        String code = voucher("5.00");
        while (addressGuesses.take(guesser.network()) == 0) {
            // The next guess.
        }

        Elsewhere.Answer refused = guesser.post("/v1/me/vouchers", wallet().key(), "{\"code\":\"" + code + "\"}");

        assertEquals(429, refused.status(), refused::toString);
        assertTrue(refused.body().contains("\"too_many_guesses\""), refused::body);
        assertTrue(refused.retryAfterS() > WINDOW_S - 60 && refused.retryAfterS() <= WINDOW_S + 1, refused::toString);
        redeem(wallet(), code).then().statusCode(201);
    }

    @Test
    void onlyWrongCodesCountForAnAddress() {
        Elsewhere reader = new Elsewhere(212);
        Wallet wallet = wallet();
        int taken = 0;
        assertEquals(404, guess(reader, wallet, unknown()));
        assertEquals(400, guess(reader, wallet, "nonsense"));
        for (int i = 0; i < 5; i++) {
            assertEquals(201, guess(reader, wallet, voucher("1.00")));
        }
        for (int i = 2; i < MOST; i++) {
            problem(redeem(wallet, unknown()), 404, "voucher_not_found");
        }
        assertEquals(429, guess(reader, wallet, unknown()));

        while (addressGuesses.take(reader.network()) == 0) {
            taken++;
        }

        assertEquals(100_000 - 2, taken);
    }

    private static int guess(Elsewhere reader, Wallet wallet, String code) {
        return reader.post("/v1/me/vouchers", wallet.key(), "{\"code\":\"" + code + "\"}")
                .status();
    }
}
