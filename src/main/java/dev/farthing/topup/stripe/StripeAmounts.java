package dev.farthing.topup.stripe;

import dev.farthing.web.Money;
import java.util.Currency;
import java.util.Locale;

/**
 * Amounts as Stripe counts them: integers of the currency's minor unit, as ISO 4217 has it but for the special cases of
 * docs.stripe.com/currencies.
 */
final class StripeAmounts {
    private StripeAmounts() {}

    /**
     * Converts an amount to Stripe's integer.
     *
     * @throws IllegalArgumentException when it is no multiple of {@link #unitMicros}: nothing may be rounded away
     */
    static long minor(long micros, String currency) {
        if (micros % unitMicros(currency) != 0) {
            throw new IllegalArgumentException(
                    Money.format(micros, currency) + " " + currency + " cannot be paid: it has too many decimals");
        }
        return micros / minorUnitMicros(currency);
    }

    /**
     * Converts Stripe's integer to an amount.
     *
     * @param currency in either case: Stripe writes it small
     * @throws IllegalArgumentException when there is no such currency
     * @throws ArithmeticException when the amount exceeds a long
     */
    static long micros(long minor, String currency) {
        return Math.multiplyExact(minor, minorUnitMicros(currency.toUpperCase(Locale.ROOT)));
    }

    /** The smallest amount that Stripe can charge or refund; others are its multiples. */
    static long unitMicros(String currency) {
        return switch (currency) {
            // Sent with two decimals, which must be zero.
            case "ISK", "UGX" -> Money.MICROS_PER_UNIT;
            // Of three decimals, card networks require the last to be zero.
            default -> minorUnitMicros(currency) * (digits(currency) == 3 ? 10 : 1);
        };
    }

    private static long minorUnitMicros(String currency) {
        long unit = Money.MICROS_PER_UNIT;
        for (int digits = digits(currency); digits > 0; digits--) {
            unit /= 10;
        }
        return unit;
    }

    private static int digits(String currency) {
        return switch (currency) {
            // No decimals by ISO 4217; Stripe kept two when they were abolished.
            case "ISK", "UGX" -> 2;
            // Divided into five by law, which ISO 4217 writes as two decimals; Stripe takes none.
            case "MGA" -> 0;
            default -> Currency.getInstance(currency).getDefaultFractionDigits();
        };
    }
}
