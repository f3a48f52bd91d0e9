package dev.farthing.topup.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.YearMonth;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing and checks of cards. */
class CardTest {
    private static final String GOOD = "4242424242424242";

    private static Card card(String number) {
        return Card.of(number, "2040-08", "123", "exp");
    }

    @Property
    void everyWrongDigitIsNoticed(
            @ForAll @IntRange(min = 0, max = 15) int place, @ForAll @IntRange(min = 1, max = 9) int off) {
        int digit = (GOOD.charAt(place) - '0' + off) % 10;

        assertFalse(card(GOOD.substring(0, place) + digit + GOOD.substring(place + 1))
                .hasValidNumber());
    }

    @ParameterizedTest
    @ValueSource(strings = {GOOD, "4242 4242 4242 4242", "4242-4242-4242-4242", "378282246310005", "5299920000000149"})
    void validNumberIsAcceptedInAnyNotation(String number) {
        assertTrue(card(number).hasValidNumber());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "00000000000", "42424242424242424242", "4242a4242424242424"})
    void otherTextIsNotANumber(String number) {
        assertFalse(card(number).hasValidNumber());
    }

    @ParameterizedTest
    @CsvSource({"2030-08", "08/30", "8/30", "08/2030", "08 / 30"})
    void expiryIsReadInAllItsForms(String text) {
        assertEquals(YearMonth.of(2030, 8), Card.of(GOOD, text, "123", "exp").expiry());
    }

    @Test
    void cardIsValidUntilTheEndOfItsMonth() {
        YearMonth now = YearMonth.of(2030, 1);

        assertFalse(new Card(GOOD, now, "123").isExpired(now));
        assertTrue(new Card(GOOD, now.minusMonths(1), "123").isExpired(now));
    }

    @ParameterizedTest
    @CsvSource({
        "4242424242424242, visa 4242",
        "5555555555554444, mastercard 4444",
        "2223003122003222, mastercard 3222",
        "378282246310005, amex 0005",
        "6011111111111117, discover 1117",
        "3530111333300000, card 0000",
        "4242424242424241, card",
        "'5299920000000149,cvc=9876', card",
    })
    void onlyBrandAndLastDigitsAreShown(String number, String shown) {
        assertEquals(shown, card(number).masked());
        assertEquals("Card[" + shown + "]", card(number).toString());
    }
}
