package dev.farthing.voucher;

import dev.farthing.web.Crockford;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A voucher as text: 25 characters of {@link Crockford}'s base32, which are the batch (6), the number in the batch (3), a secret
 * of 70 random bits (14) and a checksum (2).
 *
 * <p>Batch and number find the row, so nothing has to be looked up by a secret. The checksum catches every single wrong
 * character and every two characters that changed places, before the database is asked.
 *
 * @param text the 25 characters, upper case, without hyphens
 */
record VoucherCode(String text) {
    /** Characters of a batch's id. */
    static final int BATCH = 6;

    private static final int BEFORE_SECRET = BATCH + 3;
    private static final int BEFORE_CHECKSUM = BEFORE_SECRET + 14;
    private static final int LENGTH = BEFORE_CHECKSUM + 2;
    private static final int GROUP = 5;

    /** The largest prime that two characters can hold: no difference of two characters is a multiple of it. */
    private static final int MODULUS = 1021;

    /** Its powers differ for all places, and none is the opposite of what a place of the checksum weighs (1 and 32). */
    private static final int WEIGHT = 37;

    /** What is longer is no code, however many blanks are in it. */
    private static final int LONGEST_TYPED = 100;

    /** A batch's id, 30 random bits. Whoever makes the batch sees to it that no other has it. */
    static String newBatch() {
        return random(BATCH);
    }

    /**
     * A new code with 70 bits that nobody can guess.
     *
     * @param number 0 to 32767
     */
    static VoucherCode generate(String batch, int number) {
        return of(batch, number, random(BEFORE_CHECKSUM - BEFORE_SECRET));
    }

    static VoucherCode of(String batch, int number, String secret) {
        String code = batch + Crockford.text(number, BEFORE_SECRET - BATCH) + secret;
        return new VoucherCode(code + Crockford.text(checksum(code), LENGTH - BEFORE_CHECKSUM));
    }

    /** The code that somebody typed; empty when the form or the checksum is wrong. */
    static Optional<VoucherCode> read(String typed) {
        String code = typed.length() > LONGEST_TYPED ? null : Crockford.normal(typed);
        if (code == null
                || code.length() != LENGTH
                || Crockford.value(code.substring(BEFORE_CHECKSUM)) != checksum(code)) {
            return Optional.empty();
        }
        return Optional.of(new VoucherCode(code));
    }

    String batch() {
        return text.substring(0, BATCH);
    }

    /** The number in the batch, 0 to 32767. */
    int number() {
        return Crockford.value(text.substring(BATCH, BEFORE_SECRET));
    }

    /** What the ledger calls it: without the secret. */
    String reference() {
        return "voucher:" + batch() + ":" + number();
    }

    /** As people see it, in five groups of five. */
    String shown() {
        StringBuilder shown = new StringBuilder(text);
        for (int at = LENGTH - GROUP; at > 0; at -= GROUP) {
            shown.insert(at, '-');
        }
        return shown.toString();
    }

    /** What is stored of a code. A fast hash is right here: nobody tries 70 random bits. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Never the code: records print their components, and this one must not end in a log. */
    @Override
    public String toString() {
        return "VoucherCode[" + batch() + ", " + number() + "]";
    }

    /** Of all before the checksum: the sum of each character times 37 to the power of its place, counted from 1. */
    private static int checksum(String code) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < BEFORE_CHECKSUM; i++) {
            weight = weight * WEIGHT % MODULUS;
            sum = (sum + Crockford.value(code.substring(i, i + 1)) * weight) % MODULUS;
        }
        return sum;
    }

    private static String random(int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append(Crockford.text(Random.SOURCE.nextInt(Crockford.RADIX), 1));
        }
        return text.toString();
    }

    /** Made at run time (application.properties says so to the native build): an image must not carry a seeded generator. */
    private static final class Random {
        static final SecureRandom SOURCE = new SecureRandom();
    }
}
