package dev.farthing.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Money on the wire: {@code {"amount":"0.05","currency":"EUR"}}.
 *
 * <p>Inside the service an amount is a {@code long} of micros, millionths of the major unit; no floating-point number
 * is involved.
 *
 * @param amount plain decimal, at most 6 decimals, no exponent; a sign in reports only
 * @param currency ISO 4217
 */
@Schema(description = "Money: a decimal string with at most 6 decimals, and its currency. Never a JSON number.")
@RegisterForReflection
public record Money(
        @JsonProperty(required = true)
        @Schema(
                examples = "0.05",
                description =
                        "In requests: digits with at most 6 decimals, up to 1000000000. In answers: may be larger, and negative in reports",
                pattern = "^-?\\d{1,16}(\\.\\d{1,6})?$")
        String amount,

        @JsonProperty(required = true) @Schema(examples = "EUR", pattern = "^[A-Z]{3}$")
        String currency) {

    public static final long MICROS_PER_UNIT = 1_000_000;

    /** A thousand million units, the most per request: thousands of these fit into a long. */
    public static final long MAX_MICROS = 1_000_000_000L * MICROS_PER_UNIT;

    private static final Pattern PLAIN_DECIMAL = Pattern.compile("\\d{1,10}(\\.\\d{1,6})?");

    /** @param micros negative in reports only */
    public static Money of(long micros, String currency) {
        return new Money(format(micros, currency), currency);
    }

    /** Of a sum over the books, which may exceed a long. */
    public static Money ofSum(BigInteger micros, String currency) {
        return new Money(format(micros, currency), currency);
    }

    /** With at least the currency's usual decimals: 0.05, 1.00, 0.005. */
    public static String format(long micros, String currency) {
        return format(BigInteger.valueOf(micros), currency);
    }

    private static String format(BigInteger micros, String currency) {
        BigDecimal units = new BigDecimal(micros, 6).stripTrailingZeros();
        int usual = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return (units.scale() < usual ? units.setScale(usual) : units).toPlainString();
    }

    /**
     * 0 to {@link #MAX_MICROS}.
     *
     * @param currency of the books
     * @throws Problem {@code invalid_amount} or {@code wrong_currency}, naming the field
     */
    public long micros(String field, String currency) {
        if (!currency.equals(this.currency)) {
            throw Problem.at(ProblemCode.WRONG_CURRENCY, field + ".currency", "The currency must be " + currency + ".");
        }
        return parseMicros(amount, field + ".amount");
    }

    /**
     * 0 to {@link #MAX_MICROS}.
     *
     * @throws Problem {@code invalid_amount} unless plain, non-negative, with at most 6 decimals
     */
    public static long parseMicros(String text, String field) {
        if (text == null || !PLAIN_DECIMAL.matcher(text).matches()) {
            throw Problem.at(
                    ProblemCode.INVALID_AMOUNT,
                    field,
                    "An amount is a decimal string such as \"0.05\": digits, at most 6 decimals, no sign, no exponent.");
        }
        long micros = new BigDecimal(text).movePointRight(6).longValueExact();
        if (micros > MAX_MICROS) {
            throw Problem.at(ProblemCode.INVALID_AMOUNT, field, "The largest amount is 1000000000.");
        }
        return micros;
    }
}
