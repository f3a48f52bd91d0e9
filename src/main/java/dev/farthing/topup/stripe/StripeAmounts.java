package dev.farthing.topup.stripe;

import dev.farthing.web.Money;
import java.util.Currency;
import java.util.Locale;

/** ISO 4217 minor units but for the special cases of docs.stripe.com/currencies. */
final class StripeAmounts {
    private StripeAmounts() {}

    /** @throws IllegalArgumentException for no multiple of {@link #unitMicros}: nothing is rounded away */
    static long minor(long micros, String currency) {
        if (micros % unitMicros(currency) != 0) {
            throw new IllegalArgumentException(
                    Money.format(micros, currency) + " " + currency + " cannot be paid: it has too many decimals");
        }
        return micros / minorUnitMicros(currency);
    }

    /**
     * @param currency in either case: Stripe writes it small
     * @throws IllegalArgumentException for an unknown currency
     * @throws ArithmeticException beyond a long
     */
    static long micros(long minor, String currency) {
        return Math.multiplyExact(minor, minorUnitMicros(currency.toUpperCase(Locale.ROOT)));
    }

    /** Of amounts that are not negative; at most what a long holds. */
    static long sum(long micros, long more) {
        return micros > Long.MAX_VALUE - more ? Long.MAX_VALUE : micros + more;
    }

    /** The smallest charge or refund; others are multiples. */
    static long unitMicros(String currency) {
        return switch (currency) {
            // Two decimals, which must be zero.
            case "ISK", "UGX" -> Money.MICROS_PER_UNIT;
            // Card networks require the last of three decimals to be zero.
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
            // ISO 4217 has none; Stripe kept two.
            case "ISK", "UGX" -> 2;
            // ISO 4217 writes its fifths as two decimals; Stripe takes none.
            case "MGA" -> 0;
            default -> Currency.getInstance(currency).getDefaultFractionDigits();
        };
    }
}
