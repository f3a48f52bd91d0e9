package dev.farthing.topup.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversion between micros and Stripe's integers. */
class StripeAmountsTest {

    @ParameterizedTest
    @CsvSource({
        "EUR, 5000000, 500",
        "EUR, 10000, 1",
        "USD, 12340000, 1234",
        "HUF, 12340000, 1234",
        "JPY, 500000000, 500",
        "KRW, 1000000, 1",
        "KWD, 5120000, 5120",
        "BHD, 10000, 10",
        "ISK, 5000000, 500",
        "UGX, 5000000, 500",
        "MGA, 5000000, 5",
    })
    void amountsFollowTheDigitsOfTheCurrencyAndStripesExceptions(String currency, long micros, long minor) {
        assertEquals(minor, StripeAmounts.minor(micros, currency));
        assertEquals(micros, StripeAmounts.micros(minor, currency));
    }

    @Test
    void largestAmountOfARequestIsConverted() {
        assertEquals(100_000_000_000L, StripeAmounts.minor(1_000_000_000_000_000L, "EUR"));
    }

    @ParameterizedTest
    @CsvSource({"EUR, 5001", "EUR, 9999", "JPY, 500000", "KWD, 999", "KWD, 5124000", "ISK, 500000", "MGA, 5010000"})
    void partOfAMinorUnitIsRefusedRatherThanRounded(String currency, long micros) {
        assertThrows(IllegalArgumentException.class, () -> StripeAmounts.minor(micros, currency));
    }

    @Test
    void currencyMayBeLowerCase() {
        assertEquals(5_000_000, StripeAmounts.micros(500, "eur"));
    }

    @ParameterizedTest
    @CsvSource({"eurx", "''", "zzz"})
    void unknownCurrencyIsRefused(String currency) {
        assertThrows(IllegalArgumentException.class, () -> StripeAmounts.micros(1, currency));
    }

    @Test
    void amountThatOverflowsIsRefused() {
        assertThrows(ArithmeticException.class, () -> StripeAmounts.micros(Long.MAX_VALUE, "EUR"));
    }
}
