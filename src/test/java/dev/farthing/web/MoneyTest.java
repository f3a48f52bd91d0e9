package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The text format of money, for all amounts. */
class MoneyTest {

    @Property
    boolean formattedAmountIsParsedBack(@ForAll @LongRange(min = 0, max = Money.MAX_MICROS) long micros) {
        return Money.parseMicros(Money.format(micros, "EUR"), "amount") == micros;
    }

    @Property
    void textNamesTheSameAmount(@ForAll long micros) {
        assertEquals(0, new BigDecimal(Money.format(micros, "EUR")).compareTo(BigDecimal.valueOf(micros, 6)));
    }

    @Property
    boolean textIsPlainWithTwoToSixDecimals(@ForAll @LongRange(min = 0, max = Money.MAX_MICROS) long micros) {
        return Money.format(micros, "EUR").matches("(0|[1-9]\\d*)\\.\\d{2,6}");
    }

    @Property
    void decimalsBeyondTheSixthAreRefused(
            @ForAll @IntRange(max = 999_999) int units, @ForAll("sevenDecimalsAndMore") String decimals) {
        assertInvalid(units + "." + decimals);
    }

    @Property
    void moreThanTheLargestAmountIsRefused(@ForAll @LongRange(min = Money.MAX_MICROS + 1) long micros) {
        assertInvalid(Money.format(micros, "EUR"));
    }

    @Property
    void signedAmountsAreRefused(@ForAll @LongRange(min = Long.MIN_VALUE, max = -1) long micros) {
        assertInvalid(Money.format(micros, "EUR"));
        assertInvalid("+" + Money.format(1, "EUR"));
    }

    @Property
    void anyOtherTextIsRefusedWithTheField(@ForAll("textThatIsNoAmount") String text) {
        assertInvalid(text);
    }

    @Example
    void boundsAreExact() {
        assertEquals(0, Money.parseMicros("0", "amount"));
        assertEquals(1, Money.parseMicros("0.000001", "amount"));
        assertEquals(Money.MAX_MICROS, Money.parseMicros("1000000000", "amount"));
        assertInvalid("1000000000.000001");
        assertInvalid(null);
    }

    @Example
    void usualDecimalsAreThoseOfTheCurrency() {
        assertEquals("1.00", Money.format(1_000_000, "EUR"));
        assertEquals("0.005", Money.format(5_000, "EUR"));
        assertEquals("1", Money.format(1_000_000, "JPY"));
        assertEquals("1000", Money.format(1_000_000_000, "JPY"));
        assertEquals("1.000", Money.format(1_000_000, "KWD"));
        assertEquals("0.00", Money.format(0, "EUR"));
    }

    @Example
    void amountInAnotherCurrencyIsRefused() {
        Problem refused = assertThrows(Problem.class, () -> new Money("1.00", "USD").micros("price", "EUR"));
        assertEquals(ProblemCode.WRONG_CURRENCY, refused.code());
        assertEquals("price.currency", refused.field());
    }

    @Provide
    Arbitrary<String> sevenDecimalsAndMore() {
        return Arbitraries.strings().numeric().ofMinLength(7).ofMaxLength(30);
    }

    @Provide
    Arbitrary<String> textThatIsNoAmount() {
        return Arbitraries.oneOf(
                        Arbitraries.strings(),
                        Arbitraries.strings()
                                .withChars("0123456789.eE+-, '_xX٣")
                                .ofMaxLength(14))
                .filter(text -> !text.matches("[0-9]{1,10}(\\.[0-9]{1,6})?"));
    }

    private static void assertInvalid(String text) {
        Problem refused = assertThrows(Problem.class, () -> Money.parseMicros(text, "amount"));
        assertEquals(ProblemCode.INVALID_AMOUNT, refused.code());
        assertEquals("amount", refused.field());
        assertTrue(refused.getMessage().length() < 300);
    }
}
