package dev.farthing.topup;

import dev.farthing.web.Money;
import java.util.Currency;

/** Amounts as processors count them: whole cents of a euro, whole yen. */
public final class MinorUnits {
    private MinorUnits() {}

    /** Micros in one minor unit of the currency: 10,000 for a cent. */
    public static long micros(String currency) {
        long micros = Money.MICROS_PER_UNIT;
        for (int i = 0; i < Currency.getInstance(currency).getDefaultFractionDigits(); i++) {
            micros /= 10;
        }
        return micros;
    }

    /** Whether a processor can take exactly this amount. */
    static boolean areWhole(long micros, String currency) {
        return micros % micros(currency) == 0;
    }
}
