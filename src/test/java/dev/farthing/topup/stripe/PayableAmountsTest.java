package dev.farthing.topup.stripe;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.farthing.support.Configured;
import dev.farthing.topup.Tiers;
import dev.farthing.topup.TiersBench;
import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** A request accepts exactly the amounts that Stripe can take, in every currency of ISO 4217. */
class PayableAmountsTest {
    /** The lists of docs.stripe.com/currencies. */
    private static final Set<String> ZERO_DECIMALS = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");

    private static final Set<String> TWO_DECIMALS_THAT_ARE_ZERO = Set.of("ISK", "UGX");
    private static final Set<String> THREE_DECIMALS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private static final long LEAST = 1_000_000;
    private static final long MOST = 500_000_000;

    private final Map<String, Tiers> tiers = new HashMap<>();

    @Provide
    Arbitrary<String> currencies() {
        return Arbitraries.of(codes());
    }

    @Property
    void amountPassesExactlyWhenStripeCanTakeIt(
            @ForAll("currencies") String currency,
            @ForAll @LongRange(min = LEAST, max = MOST) long exact,
            @ForAll @IntRange(min = 0, max = 6) int zeros) {
        assertAgreement(currency, exact - exact % Math.round(Math.pow(10, zeros)));
    }

    @Property(tries = 1)
    void amountsAtTheEdgesPassExactlyWhenStripeCanTakeThem() {
        for (String currency : codes()) {
            for (String amount :
                    List.of("1", "5", "500", "5.5", "5.2", "5.01", "5.10", "5.001", "5.120", "5.124", "5.0001")) {
                assertAgreement(currency, Money.parseMicros(amount, "amount"));
            }
        }
    }

    @Property(tries = 1)
    void unitIsTheOneThatStripeDocuments() {
        for (String currency : codes()) {
            long unit = StripeAmounts.unitMicros(currency);
            if (ZERO_DECIMALS.contains(currency) || TWO_DECIMALS_THAT_ARE_ZERO.contains(currency)) {
                assertEquals(1_000_000, unit, currency);
            } else if (THREE_DECIMALS.contains(currency)
                    || Currency.getInstance(currency).getDefaultFractionDigits() == 2) {
                assertEquals(10_000, unit, currency);
            }
        }
    }

    private void assertAgreement(String currency, long micros) {
        if (micros % StripeAmounts.unitMicros(currency) == 0) {
            long minor = assertDoesNotThrow(() -> StripeAmounts.minor(micros, currency), currency);
            assertEquals(micros, StripeAmounts.micros(minor, currency), currency);
            assertEquals(0, minor % multiple(currency), currency);
            assertEquals(micros, tiers(currency).checked(micros, "amount"), currency);
        } else {
            assertThrows(IllegalArgumentException.class, () -> StripeAmounts.minor(micros, currency), currency);
            Problem refused = assertThrows(
                    Problem.class, () -> tiers(currency).checked(micros, "amount"), () -> currency + " " + micros);
            assertEquals(ProblemCode.INVALID_AMOUNT, refused.code(), currency);
        }
    }

    /** Divisor of Stripe's integers. */
    private static long multiple(String currency) {
        return TWO_DECIMALS_THAT_ARE_ZERO.contains(currency) ? 100 : THREE_DECIMALS.contains(currency) ? 10 : 1;
    }

    private Tiers tiers(String code) {
        return tiers.computeIfAbsent(
                code,
                currency -> TiersBench.of(
                        StripeBench.stripe(Configured.as(StripeConfig.class, Map.of()), currency), currency));
    }

    private static List<String> codes() {
        return Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
