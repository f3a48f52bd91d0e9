package dev.farthing.voucher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Voucher codes: their content, how they may be typed, and the errors that the checksum catches. */
class VoucherCodeTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 25;

    /** Batch 0AZ9KM, number 18 (00J), and a secret; the checksum was computed by hand from the definition. */
    private static final VoucherCode KNOWN = VoucherCode.of("0AZ9KM", 18, "7QJ3XH0C5TR1WE");

    @Provide
    Arbitrary<VoucherCode> codes() {
        return Arbitraries.strings().withChars(ALPHABET).ofLength(20).flatMap(chars -> Arbitraries.integers()
                .between(0, 32_767)
                .map(number -> VoucherCode.of(chars.substring(0, 6), number, chars.substring(6))));
    }

    @Example
    void codeIsBatchNumberSecretAndChecksum() {
        assertEquals("0AZ9K-M00J7-QJ3XH-0C5TR-1WE8W", KNOWN.shown());
        assertEquals("0AZ9KM", KNOWN.batch());
        assertEquals(18, KNOWN.number());
        assertEquals("voucher:0AZ9KM:18", KNOWN.reference());
    }

    @Property
    void formattedCodeIsParsedBack(@ForAll("codes") VoucherCode code) {
        assertTrue(code.shown().matches("([" + ALPHABET + "]{5}-){4}[" + ALPHABET + "]{5}"));
        assertEquals(Optional.of(code), VoucherCode.read(code.shown()));
        assertEquals(Optional.of(code), VoucherCode.read(code.text()));
    }

    @Property
    void numberOfAnyCodeIsReadBack(@ForAll @IntRange(max = 32_767) int number) {
        VoucherCode code = VoucherCode.generate("ZZZZZZ", number);

        assertEquals(number, code.number());
        assertEquals("ZZZZZZ", code.batch());
    }

    @Property
    void caseHyphensAndBlanksDoNotMatter(@ForAll("codes") VoucherCode code) {
        String shown = code.shown();

        assertEquals(Optional.of(code), VoucherCode.read(shown.toLowerCase(Locale.ROOT)));
        assertEquals(Optional.of(code), VoucherCode.read("  " + shown.replace('-', ' ') + "\n"));
        assertEquals(Optional.of(code), VoucherCode.read(shown.replace("-", " - ")));
        // As word processors write them: an en dash and a non-breaking space.
        assertEquals(Optional.of(code), VoucherCode.read(shown.replace('-', '\u2013') + "\u00a0"));
    }

    @Property
    void similarLettersAreReadAsDigits(@ForAll("codes") VoucherCode code) {
        String text = code.text();

        assertEquals(Optional.of(code), VoucherCode.read(text.replace('0', 'O').replace('1', 'I')));
        assertEquals(Optional.of(code), VoucherCode.read(text.replace('0', 'o').replace('1', 'l')));
        assertEquals(Optional.of(code), VoucherCode.read(text.replace('1', 'L').toLowerCase(Locale.ROOT)));
    }

    @Property
    void everySingleWrongCharacterIsCaught(@ForAll("codes") VoucherCode code) {
        for (int place = 0; place < LENGTH; place++) {
            for (char other : ALPHABET.toCharArray()) {
                if (code.text().charAt(place) != other) {
                    assertEquals(Optional.empty(), VoucherCode.read(with(code.text(), place, other)));
                }
            }
        }
    }

    @Property
    void everyTranspositionIsCaught(@ForAll("codes") VoucherCode code) {
        String text = code.text();
        for (int one = 0; one < LENGTH; one++) {
            for (int other = one + 1; other < LENGTH; other++) {
                if (text.charAt(one) != text.charAt(other)) {
                    String swapped = with(with(text, one, text.charAt(other)), other, text.charAt(one));
                    assertEquals(Optional.empty(), VoucherCode.read(swapped));
                }
            }
        }
    }

    @Property
    void lostOrDoubledCharacterIsCaught(
            @ForAll("codes") VoucherCode code, @ForAll @IntRange(max = LENGTH - 1) int place) {
        String before = code.text().substring(0, place);

        assertEquals(Optional.empty(), VoucherCode.read(before + code.text().substring(place + 1)));
        assertEquals(
                Optional.empty(),
                VoucherCode.read(
                        before + code.text().charAt(place) + code.text().substring(place)));
    }

    @Property
    void characterOutsideTheAlphabetIsCaught(
            @ForAll("codes") VoucherCode code, @ForAll @IntRange(max = LENGTH - 1) int place, @ForAll char other) {
        Assume.that(!Character.isWhitespace(other) && !Character.isSpaceChar(other));
        Assume.that((ALPHABET + "OIL").indexOf(Character.toUpperCase(other)) < 0 || other > 'z');

        assertEquals(Optional.empty(), VoucherCode.read(with(code.text(), place, other)));
    }

    @Example
    void fewOfAllTextsAreCodes() {
        assertEquals(Optional.empty(), VoucherCode.read(""));
        assertEquals(Optional.empty(), VoucherCode.read("-----"));
        assertEquals(Optional.empty(), VoucherCode.read("Z".repeat(LENGTH)));
        assertEquals(Optional.empty(), VoucherCode.read(KNOWN.text() + KNOWN.text()));
        assertEquals(Optional.empty(), VoucherCode.read(KNOWN.text() + " ".repeat(76)));
        assertEquals(Optional.of(KNOWN), VoucherCode.read(KNOWN.text() + " ".repeat(75)));
    }

    @Example
    void secretsAreDrawnAnewForEveryCode() {
        Set<String> secrets = new HashSet<>();
        Set<Character> used = new HashSet<>();
        for (int number = 0; number < 1_000; number++) {
            String secret = VoucherCode.generate("000000", number).text().substring(9, 23);
            secrets.add(secret);
            secret.chars().forEach(one -> used.add((char) one));
        }

        assertEquals(1_000, secrets.size());
        assertEquals(32, used.size());
        assertNotEquals(VoucherCode.newBatch(), VoucherCode.newBatch());
    }

    @Example
    void hashIsOfTheWholeCode() throws NoSuchAlgorithmException {
        byte[] expected =
                MessageDigest.getInstance("SHA-256").digest(KNOWN.text().getBytes(StandardCharsets.US_ASCII));

        assertArrayEquals(expected, KNOWN.hash());
    }

    @Property
    void secretIsNeverInTheNameOfTheCode(@ForAll("codes") VoucherCode code) {
        assertEquals("VoucherCode[" + code.batch() + ", " + code.number() + "]", code.toString());
        assertFalse(code.reference().contains(code.text().substring(9, 23)));
    }

    private static String with(String text, int place, char other) {
        return text.substring(0, place) + other + text.substring(place + 1);
    }
}
