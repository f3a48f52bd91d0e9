package dev.farthing.topup.stripe;

import dev.farthing.web.Money;
import java.util.Currency;
import java.util.Locale;

/**
 * Amounts as Stripe counts them: integers of the currency's minor unit, as ISO 4217 has it but for the exceptions that
 * Stripe documents (docs.stripe.com/currencies).
 */
final class StripeAmounts {
    private StripeAmounts() {}

    /**
     * What Stripe calls {@code micros}.
     *
     * @throws IllegalArgumentException when that is no whole number of minor units: nothing may be rounded away
     */
    static long minor(long micros, String currency) {
        long unit = microsPerMinorUnit(currency);
        if (micros % unit != 0) {
            throw new IllegalArgumentException(
                    Money.format(micros, currency) + " " + currency + " cannot be paid: it has too many decimals");
        }
        return micros / unit;
    }

    /**
     * @param currency in either case: Stripe writes it small
     * @throws IllegalArgumentException when there is no such currency
     * @throws ArithmeticException when it is more than can be counted
     */
    static long micros(long minor, String currency) {
        return Math.multiplyExact(minor, microsPerMinorUnit(currency.toUpperCase(Locale.ROOT)));
    }

    private static long microsPerMinorUnit(String currency) {
        long unit = Money.MICROS_PER_UNIT;
        for (int digits = digits(currency); digits > 0; digits--) {
            unit /= 10;
        }
        return unit;
    }

    private static int digits(String currency) {
        return switch (currency) {
            // Whole ones by law, yet sent with two decimals that are always zero.
            case "ISK", "UGX" -> 2;
            // Divided into five by law, yet sent whole.
            case "MGA" -> 0;
            default -> Currency.getInstance(currency).getDefaultFractionDigits();
        };
    }
}
