package dev.farthing.topup;

import dev.farthing.web.Money;
import java.util.Currency;

/** Minor units as ISO 4217 has them. A processor's own rules for amounts are in {@link Processor#unitMicros}. */
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
}
