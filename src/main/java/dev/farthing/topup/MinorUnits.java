package dev.farthing.topup;

import dev.farthing.web.Money;
import java.util.Currency;

/** ISO 4217; {@link Processor#unitMicros} has a processor's own rules. */
public final class MinorUnits {
    private MinorUnits() {}

    /** Micros in one minor unit: 10,000 for a cent. */
    public static long micros(String currency) {
        long micros = Money.MICROS_PER_UNIT;
        for (int i = 0; i < Currency.getInstance(currency).getDefaultFractionDigits(); i++) {
            micros /= 10;
        }
        return micros;
    }
}
